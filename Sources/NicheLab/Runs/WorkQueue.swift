import Dispatch
import NicheMath

/// Pieces of work that several threads take one after the other, until one fails or says to stop.
final class WorkQueue: Sendable {
    private let count: Int
    private let jobs: Int
    private let state = Mutex((next: 0, isStopped: false, fault: (any Error)?.none))

    init(_ count: Int, jobs: Int) { (self.count, self.jobs) = (count, jobs) }

    /// Whether nothing has failed and nobody has said to stop.
    var goesOn: Bool { state.withLock { !$0.isStopped && $0.fault == nil } }

    func stop() { state.withLock { $0.isStopped = true } }

    /// - Parameter work: hears the index of its piece.
    /// - Returns: whether all was done, and nothing stopped.
    /// - Throws: the first fault.
    func perform(_ work: @Sendable (Int) throws -> Void) throws -> Bool {
        DispatchQueue.concurrentPerform(iterations: min(jobs, max(1, count))) { _ in
            while let index = take() {
                do { try work(index) } catch { state.withLock { if $0.fault == nil { $0.fault = error } } }
            }
        }
        let (isStopped, fault) = state.withLock { ($0.isStopped, $0.fault) }
        if let fault { throw fault }
        return !isStopped
    }

    private func take() -> Int? {
        state.withLock { state in
            guard !state.isStopped, state.fault == nil, state.next < count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }
}
