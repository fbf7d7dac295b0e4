import NicheMath

/// Scores of programmes from counts alone: log1p(10⁴ Y / L), the mean over a programme's rising genes less the mean over control genes of
/// like expression.
///
/// - Source: Tirosh et al., Science 352 (2016) 189, as in Seurat and scanpy; there controls are drawn from bins of expression, here they are
///   the nearest by rank, so that nothing is random.
struct ProgrammeScores {
    let names: [String]
    /// - Shape: a list for each programme, a value for each row.
    let values: [[Double]]

    static let controls = 50

    /// - Shape: `counts` are rows by genes of `signatures`.
    init(_ signatures: Signatures, counts: [Double], rows: Int) {
        let width = signatures.genes.count
        var logs = counts
        for row in 0..<rows {
            let range = row * width..<(row + 1) * width
            let total = tileSum(count: width) { counts[range.lowerBound + $0] }
            for i in range { logs[i] = total > 0 ? Elementary.log(1 + 1e4 * counts[i] / total) : 0 }
        }
        let means = (0..<width).map { gene in tileSum(count: rows) { logs[$0 * width + gene] } / Double(max(rows, 1)) }
        let anonymous = (signatures.namedCount..<width).sorted { (means[$0], $0) < (means[$1], $1) }
        names = signatures.programmes.map(\.name)
        values = signatures.programmes.map { programme in
            // A programme of weights 0 is a control of its own: all of its genes count.
            let rising = programme.weights.filter { $0.weight > 0 }.map(\.gene)
            let own = rising.isEmpty ? programme.weights.map(\.gene) : rising
            let others = Self.controls(for: own, means, among: anonymous)
            return (0..<rows).map { row in
                Self.mean(logs, row * width, own) - Self.mean(logs, row * width, others)
            }
        }
    }

    private static func mean(_ logs: [Double], _ start: Int, _ genes: [Int]) -> Double {
        genes.isEmpty ? 0 : tileSum(count: genes.count) { logs[start + genes[$0]] } / Double(genes.count)
    }

    /// Control genes next to each gene in the order of mean expression, as many for each.
    private static func controls(for genes: [Int], _ means: [Double], among sorted: [Int]) -> [Int] {
        guard !genes.isEmpty, !sorted.isEmpty else { return [] }
        let each = max(1, (controls + genes.count - 1) / genes.count)
        var taken = Set<Int>()
        for gene in genes {
            let place = sorted.firstIndex { means[$0] >= means[gene] } ?? sorted.count
            var (below, above) = (place - 1, place)
            var left = each
            while left > 0, below >= 0 || above < sorted.count {
                let isBelow =
                    above >= sorted.count || (below >= 0 && means[gene] - means[sorted[below]] < means[sorted[above]] - means[gene])
                let next = isBelow ? sorted[below] : sorted[above]
                if isBelow { below -= 1 } else { above += 1 }
                if taken.insert(next).inserted { left -= 1 }
            }
        }
        return taken.sorted()
    }
}
