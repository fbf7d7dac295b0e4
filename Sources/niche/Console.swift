import Foundation
import NicheModel

/// Standard error for people: messages, warnings, one line of progress.
enum Console {
    static let isTerminal = isatty(2) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    static let hasColour = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

    static func say(_ text: String) { write(text + "\n") }

    static func error(_ error: any Error) {
        for line in "\(error)".split(separator: "\n") { write(paint("error: ", "31") + line + "\n") }
    }

    static func warn(_ problem: Problem) { warn("\(problem.place): \(problem.message)") }

    static func warn(_ text: String) { write(paint("warning: ", "33") + text + "\n") }

    static func paint(_ text: String, _ colour: String) -> String { hasColour ? "\u{1B}[\(colour)m\(text)\u{1B}[0m" : text }

    /// The name of a claim at the head of a line.
    static func padded(_ claim: String) -> String { claim.padding(toLength: max(8, claim.count), withPad: " ", startingAt: 0) }

    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}
