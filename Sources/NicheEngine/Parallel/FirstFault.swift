import NicheMath

/// The fault of the lowest block of a loop over blocks, so that the message does not depend on the threads.
final class FirstFault: Sendable {
    private let first = Mutex<(block: Int, fault: any Error & Sendable)?>(nil)

    func note(_ fault: any Error & Sendable, in block: Int) {
        first.withLock { if block < ($0?.block ?? .max) { $0 = (block, fault) } }
    }

    /// Throws the fault noted, if any, and forgets it.
    func check() throws {
        let fault = first.withLock { noted in
            defer { noted = nil }
            return noted?.fault
        }
        if let fault { throw fault }
    }
}
