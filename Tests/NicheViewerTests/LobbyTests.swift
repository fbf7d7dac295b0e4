import NIOCore
import NIOEmbedded
import Testing

@testable import NicheViewer

@Suite("Places for connections")
struct LobbyTests {
    private func connected(_ count: Int) throws -> [EmbeddedChannel] {
        let channels = (0..<count).map { _ in EmbeddedChannel() }
        for channel in channels { try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait() }
        return channels
    }

    @Test("whoever has waited longest makes room")
    func order() throws {
        let lobby = Lobby(places: 2)
        let channels = try connected(4)
        #expect(lobby.enter(channels[0]) && lobby.enter(channels[1]))
        lobby.serve(channels[0])
        #expect(lobby.enter(channels[2]))
        #expect(channels.map(\.isActive) == [true, false, true, true])
        lobby.leave(channels[1])
        lobby.serve(channels[2])
        #expect(!lobby.enter(channels[3]), "both are being answered")
        lobby.wait(channels[0])
        #expect(lobby.enter(channels[3]))
        #expect(channels.map(\.isActive) == [false, false, true, true])
    }

    /// A connection that is closed leaves later, and one that waits may say so again.
    @Test("each has one place, before it has left too")
    func once() throws {
        let lobby = Lobby(places: 2)
        let channels = try connected(6)
        #expect(lobby.enter(channels[0]) && lobby.enter(channels[1]))
        lobby.wait(channels[0])
        for channel in channels[2...] { #expect(lobby.enter(channel)) }
        #expect(channels.map(\.isActive) == [false, false, false, false, true, true])
    }
}
