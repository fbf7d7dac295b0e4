import NIOCore
import NIOHTTP1
import NIOPosix
import NicheMath

/// A server on this machine for this machine: it listens on the loopback address alone.
///
///     let server = try ViewServer(of: site)
///     print(server.address)
///     server.close()
public final class ViewServer: Sendable {
    public let port: Int
    public let token: Token

    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel
    /// Where answers are made, one after the other: beside a simulation a viewer takes a single core, and that only while it is looked at.
    private let desk: NIOThreadPool

    private static let mostConnections = 64

    /// Begins to listen.
    ///
    /// - Parameter port: 0 for any that is free.
    /// - Throws: where the port is taken.
    public init(of site: any Site, port: Int = 0) throws {
        let (token, desk) = (Token(), NIOThreadPool(numberOfThreads: 1))
        desk.start()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let lobby = NIOLoopBoundBox.makeBoxSendingValue(Lobby(places: Self.mostConnections), eventLoop: group.next())
        let known = Mutex(port)
        do {
            channel = try ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 64)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let gate = Gate(token: token, port: known.withLock { $0 }, allowsEdits: site.allowsEdits)
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.configureHTTPServerPipeline(
                            withEncoderConfiguration: HTTPResponseEncoder.Configuration(), withDecoderLimitConfiguration: Self.limits)
                        try pipeline.addHandler(Connection(gate: gate, site: site, desk: desk, lobby: lobby.value))
                    }
                }
                .bind(host: "127.0.0.1", port: port).wait()
        } catch {
            try? group.syncShutdownGracefully()
            desk.shutdownGracefully { _ in }
            throw error
        }
        let bound = channel.localAddress?.port ?? port
        known.withLock { $0 = bound }
        (self.port, self.token, self.group, self.desk) = (bound, token, group, desk)
    }

    private static var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = 4 << 10
        limits.maxHeaderListSize = 16 << 10
        limits.maxHeaderFieldCount = 64
        return limits
    }

    /// What to open in a browser. The token stands behind the "#", which a browser sends to nobody.
    public var address: String { "http://127.0.0.1:\(port)/#\(token.text)" }

    /// Hangs up on everyone.
    public func close() {
        try? channel.close().wait()
        try? group.syncShutdownGracefully()
        desk.shutdownGracefully { _ in }
    }
}
