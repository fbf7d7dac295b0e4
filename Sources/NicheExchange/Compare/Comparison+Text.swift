import Foundation
import NicheFiles

extension Comparison {
    /// What can be compared.
    public static var quantities: String { FrameNumbers.known }

    /// Beyond 3 at most one in a hundred, or twice as many as chance alone puts there where either has few runs, since numbers of one run hang
    /// together; and none beyond 6.
    public var isAlike: Bool {
        Double(count(beyond: 3)) <= max(0.01 * Double(lines.count), 2 * expected(beyond: 3)) && count(beyond: 6) == 0
    }

    /// How many are how far apart, and the worst of each quantity beyond 3.
    public var text: String {
        let times = Set(lines.map(\.key.time)).count
        let theirs = Set(lines.map(\.theirs.count)).sorted().map(String.init).joined(separator: " or ")
        var text = [
            "\(lines.count) numbers at \(times) times, \(runCount) runs against \(theirs): "
                + "\(count(beyond: 3)) beyond 3, \(count(beyond: 6)) beyond 6 of Welch's statistic "
                + "(\(String(format: "%.0f", expected(beyond: 3))) beyond 3 by chance alone)"
        ]
        let apart = Dictionary(grouping: lines.filter { abs($0.statistic) > 3 }) { "\($0.key.quantity) of \($0.key.subject)" }
        for (name, lines) in apart.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            let worst = lines.max { abs($0.statistic) < abs($1.statistic) }!
            let (own, other) = (worst.ours, worst.theirs)
            text.append(
                String(
                    format: "  %2d  %@; at %g min %.5g ± %.2g, theirs %.5g ± %.2g (%+.1f)", lines.count, name, worst.key.time, own.mean,
                    own.deviation, other.mean, other.deviation, worst.statistic))
        }
        if !unread.isEmpty {
            text.append("not compared, since the runs do not hold it: \(unread.count) quantities (\(unread.sorted()[0]), …)")
        }
        return text.joined(separator: "\n")
    }

    /// Every number that was compared.
    public var table: Dataframe {
        var table = Dataframe(index: lines.map { _ in "" })
        table.append("time_min", .numbers(lines.map(\.key.time)))
        table.append("cell_type", .strings(lines.map(\.key.subject)))
        table.append("quantity", .strings(lines.map(\.key.quantity)))
        table.append("ours", .numbers(lines.map(\.ours.mean)))
        table.append("ours_sd", .numbers(lines.map(\.ours.deviation)))
        table.append("ours_n", .naturals(lines.map { UInt64($0.ours.count) }))
        table.append("theirs", .numbers(lines.map(\.theirs.mean)))
        table.append("theirs_sd", .numbers(lines.map(\.theirs.deviation)))
        table.append("theirs_n", .naturals(lines.map { UInt64($0.theirs.count) }))
        table.append("statistic", .numbers(lines.map(\.statistic)))
        return table
    }
}
