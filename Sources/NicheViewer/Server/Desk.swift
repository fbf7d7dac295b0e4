import NIOCore
import NIOPosix

/// Where answers are made, one after the other: beside a simulation a viewer takes a single core, and that only while it is looked at.
struct Desk: Sendable {
    private let pool: NIOThreadPool

    init() {
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    func perform<Value: Sendable>(on loop: any EventLoop, _ body: @escaping @Sendable () -> Value) -> EventLoopFuture<Value> {
        pool.runIfActive(eventLoop: loop, body)
    }

    func close() { pool.shutdownGracefully { _ in } }
}
