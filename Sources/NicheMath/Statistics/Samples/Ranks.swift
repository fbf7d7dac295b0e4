/// The ranks of numbers, from 1; equal numbers share the mean of their ranks.
public struct Ranks: Sendable {
    /// The rank of each number, in the order the numbers came.
    public let values: [Double]
    /// The sum of t³ - t over groups of t equal numbers: 0 without ties.
    public let ties: Double

    /// The ranks of `numbers`, none of which may be NaN: theirs would depend on the order they came in.
    public init(_ numbers: [Double]) {
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] || (numbers[$0] == numbers[$1] && $0 < $1) }
        var ranks = [Double](repeating: 0, count: numbers.count)
        var ties = 0.0
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = 0.5 * Double(start + end + 1) }
            let size = Double(end - start)
            ties += size * size * size - size
            start = end
        }
        values = ranks
        self.ties = ties
    }
}
