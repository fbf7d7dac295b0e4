import Foundation
import Synchronization

/// Whether somebody asked the program to stop. The first request ends the run cleanly; a second one ends the program.
enum Interrupt {
    private static let received = Atomic<Int32>(0)

    static func listen() {
        for signal in [SIGINT, SIGTERM] {
            Foundation.signal(signal) { number in
                if Interrupt.received.load(ordering: .relaxed) != 0 { _exit(128 + number) }
                Interrupt.received.store(number, ordering: .relaxed)
            }
        }
    }

    /// The signal, or nil.
    static var request: Int32? {
        let number = received.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }
}
