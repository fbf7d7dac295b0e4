import Foundation
import Synchronization

/// What somebody asked the program for by a signal: to stop, or to keep a checkpoint. The first request to stop ends the run cleanly; a
/// second one ends the program.
enum Interrupt {
    private static let received = Atomic<Int32>(0)
    private static let isSaving = Atomic<Bool>(false)

    static func listen() {
        // Whoever started the program may have blocked them.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGUSR1] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        for signal in [SIGINT, SIGTERM] {
            Foundation.signal(signal) { number in
                if Interrupt.received.load(ordering: .relaxed) != 0 { _exit(128 + number) }
                Interrupt.received.store(number, ordering: .relaxed)
            }
        }
        Foundation.signal(SIGUSR1) { _ in Interrupt.isSaving.store(true, ordering: .relaxed) }
    }

    /// The signal, or nil.
    static var request: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// Whether a checkpoint was asked for since the last question.
    static func takeSaveRequest() -> Bool { isSaving.exchange(false, ordering: .relaxed) }
}
