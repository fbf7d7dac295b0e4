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

    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

    static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
}

/// One line that tells how far a run has come: on a terminal it rewrites itself, elsewhere it comes twice a minute.
struct Progress {
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now - .seconds(3600)
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    mutating func update(time: Int64, end: Int64, cells: Int, steps: Int64, force: Bool = false) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        guard force || now - last > (Console.isTerminal ? .milliseconds(200) : .seconds(30)) else { return }
        last = now
        let spent = Double((now - start).components.seconds) + Double((now - start).components.attoseconds) * 1e-18
        let share = end > 0 ? Double(time) / Double(end) : 1
        let left = share > 0.001 ? spent / share * (1 - share) : .nan
        let line =
            "\(Progress.duration(Double(time))) of \(Progress.duration(Double(end)))  \(cells) cells  "
            + "\(Int((Double(steps) / max(spent, 1e-3)).rounded())) steps/s" + (left.isNaN ? "" : "  \(Progress.duration(left)) left")
        Console.write(Console.isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    }

    func finish() { if !isQuiet, Console.isTerminal { Console.write("\r\u{1B}[K") } }

    /// "3.5 d", "12.0 h", "4 min", "20 s".
    static func duration(_ seconds: Double) -> String {
        if seconds >= 86_400 { return "\((seconds / 8640).rounded() / 10) d" }
        if seconds >= 3600 { return "\((seconds / 360).rounded() / 10) h" }
        if seconds >= 120 { return "\(Int((seconds / 60).rounded())) min" }
        return "\(Int(seconds.rounded())) s"
    }
}
