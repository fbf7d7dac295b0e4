import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: reads a request within its limits, has it answered elsewhere, writes the answer, and hangs up where something is wrong.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let gate: Gate
    private let site: any Site
    private let desk: NIOThreadPool
    private let lobby: Lobby
    private var request: Request?
    private var keepsAlive = false
    /// Hung up on while a request was still coming: what else comes of it is dropped.
    private var isOver = false
    private var deadline: Scheduled<Void>?

    /// How long a request may take to come, and an answer to be made and taken [s].
    static let patience: (request: Int64, answer: Int64) = (15, 120)

    init(gate: Gate, site: any Site, desk: NIOThreadPool, lobby: Lobby) {
        self.gate = gate
        self.site = site
        self.desk = desk
        self.lobby = lobby
    }

    func channelActive(context: ChannelHandlerContext) {
        guard lobby.enter(context.channel) else { return context.close(promise: nil) }
        hangUp(context, after: Self.patience.request)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        lobby.leave(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isOver { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            keepsAlive = head.isKeepAlive
            request = Request(
                Request.Method(rawValue: head.method.rawValue), head.uri, headers: head.headers.map { ($0.name, $0.value) })
        case .body(let buffer):
            request?.body += buffer.readableBytesView
            if let count = request?.body.count, count > Gate.largestBody {
                end(.refusal(.tooMuch, "more than \(Gate.largestBody) bytes"), context)
            }
        case .end:
            guard let request else { return }
            self.request = nil
            lobby.serve(context.channel)
            hangUp(context, after: Self.patience.answer)
            answer(request, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What is no HTTP, beyond its limits, or cut off.
        context.close(promise: nil)
    }

    private func answer(_ request: Request, _ context: ChannelHandlerContext) {
        guard let path = request.path else { return end(.refusal(.badRequest, "no path of this server"), context) }
        if let refusal = gate.refusal(of: request, isOpen: site.isOpen(path)) { return end(refusal, context) }
        let (site, isHead) = (site, request.method == .head)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        desk.runIfActive(eventLoop: context.eventLoop) { site.answer(request, path: path) }.whenSuccess { answer in
            let (connection, context) = bound.value
            connection.write(answer, withBody: !isHead, context)
        }
    }

    /// Answers and hangs up.
    private func end(_ answer: Answer, _ context: ChannelHandlerContext) {
        isOver = true
        keepsAlive = false
        write(answer, withBody: true, context)
    }

    private func write(_ answer: Answer, withBody: Bool, _ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        var headers = HTTPHeaders(Answer.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Type", value: answer.type)
        headers.add(name: "Content-Length", value: String(answer.body.count))
        if !keepsAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status.rawValue), headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if withBody, !answer.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            let (connection, context) = bound.value
            connection.finish(context)
        }
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard keepsAlive else { return context.close(promise: nil) }
        lobby.wait(context.channel)
        hangUp(context, after: Self.patience.request)
    }

    private func hangUp(_ context: ChannelHandlerContext, after seconds: Int64) {
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(seconds)) { context.close(promise: nil) }
    }
}
