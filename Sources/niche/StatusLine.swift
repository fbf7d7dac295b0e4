/// One line that tells how far some work has come: on a terminal it rewrites itself, elsewhere it comes twice a minute.
struct StatusLine {
    private let start = ContinuousClock.now
    private var last = ContinuousClock.now - (Console.isTerminal ? .seconds(3600) : .zero)
    private let isQuiet: Bool

    init(isQuiet: Bool) { self.isQuiet = isQuiet }

    /// Shows a text, if it is time to; the text is made from the time spent so far [s].
    mutating func update(_ text: (Double) -> String) {
        guard !isQuiet else { return }
        let now = ContinuousClock.now
        guard now - last > (Console.isTerminal ? .milliseconds(200) : .seconds(30)) else { return }
        last = now
        let line = text((now - start) / .seconds(1))
        Console.write(Console.isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    }

    func finish() { if !isQuiet, Console.isTerminal { Console.write("\r\u{1B}[K") } }

    /// `  3.5 d left`, by the share that is done; empty at the very beginning.
    static func left(_ share: Double, spent: Double) -> String { share > 0.001 ? "  \(duration(spent / share * (1 - share))) left" : "" }

    /// "3.5 d", "12.0 h", "4 min", "20 s".
    static func duration(_ seconds: Double) -> String {
        if seconds >= 86_400 { return "\((seconds / 8640).rounded() / 10) d" }
        if seconds >= 3600 { return "\((seconds / 360).rounded() / 10) h" }
        if seconds >= 120 { return "\(Int((seconds / 60).rounded())) min" }
        return "\(Int(seconds.rounded())) s"
    }
}
