import NicheFiles

/// How a quantity is spread over the members of some groups, as shares of each group, drawn as SVG.
public struct Histogram: Sendable {
    public struct Group: Sendable {
        public var name: String
        /// "#rrggbb".
        public var colour: String
        public var values: [Double]
        public init(name: String, colour: String, values: [Double]) {
            self.name = name
            self.colour = colour
            self.values = values
        }
    }

    public var title: String
    /// With the unit.
    public var xLabel: String
    public var groups: [Group]
    /// About how many bins; their width is a round number.
    public var bins: Int

    public init(title: String, xLabel: String, groups: [Group], bins: Int = 24) {
        self.title = title
        self.xLabel = xLabel
        self.groups = groups
        self.bins = bins
    }

    /// Lower edges and the common width of the bins.
    var edges: (first: Double, width: Double, count: Int) {
        guard let (low, high) = Axis.ends(groups.lazy.flatMap(\.values)) else { return (0, 1, 1) }
        if low == high {
            let width = low == 0 ? 1 : abs(low) / 10
            return (low - width / 2, width, 1)
        }
        // Counts get a bin each, centred on the count.
        if high - low <= 30, groups.allSatisfy({ $0.values.allSatisfy { !$0.isFinite || $0 == $0.rounded() } }) {
            return (low - 0.5, 1, Int(high - low) + 1)
        }
        let width = Axis.roundStep(low, high, max(bins, 1))
        let first = (low / width).rounded(.down) * width
        // The greatest value belongs to the last bin when it lies on its upper edge.
        let count = ((high / width) - (first / width) - 1e-9).rounded(.up)
        guard first.isFinite, count >= 1, count <= Double(bins * 4) else { return (low, high / 2 - low / 2, 2) }
        return (first, width, Int(count))
    }

    /// The share of each group in each bin [%].
    var shares: [[Double]] {
        let edges = edges
        return groups.map { group in
            var counts = [Double](repeating: 0, count: edges.count)
            let known = group.values.filter(\.isFinite)
            for value in known {
                let bin = (value / edges.width - edges.first / edges.width).rounded(.down)
                counts[min(max(Int(bin), 0), edges.count - 1)] += 1
            }
            return counts.map { known.isEmpty ? 0 : $0 / Double(known.count) * 100 }
        }
    }

    public func svg(width: Double = 420, height: Double = 240) -> String {
        let (edges, shares) = (edges, shares)
        let named = groups.map { "\($0.name) (\(Numeral.count($0.values.count(where: \.isFinite))))" }
        let legend = Legend(names: named, width: width)
        let last = edges.first + Double(edges.count) * edges.width
        let frame = ChartFrame(
            title: title, xLabel: xLabel, yLabel: "share of cells [%]", width: width, height: height + legend.height, right: 16,
            below: legend.height, x: .tight([edges.first, last], about: 5), y: .linear(shares.lazy.joined(), about: 4))
        var svg = frame.opening
        for (index, share) in shares.enumerated() where share.contains(where: { $0 > 0 }) {
            let steps = outline(share, edges, in: frame)
            let colour = escaped(groups[index].colour)
            svg += "<g><title>\(escaped(named[index]))</title><path d=\"\(steps)Z\" fill=\"\(colour)\" fill-opacity=\"0.16\"/>"
            svg += "<path d=\"\(steps)\" fill=\"none\" \(ChartFrame.stroke(groups[index].colour, index))/></g>"
        }
        if !shares.joined().contains(where: { $0 > 0 }) { svg += frame.nothing }
        return svg + legend.drawn(top: frame.bottom + 46, left: frame.left, colours: groups.map(\.colour)) + "</svg>"
    }

    /// The numbers behind the chart.
    public var csv: String {
        let (edges, shares) = (edges, shares)
        let lows = (0..<edges.count).map { CSVWriter.field(edges.first + Double($0) * edges.width) }
        let highs = (0..<edges.count).map { CSVWriter.field(edges.first + Double($0 + 1) * edges.width) }
        return table(
            [(xLabel + " from", lows), ("to", highs)] + zip(groups, shares).map { ($0.name + " [%]", $1.map(CSVWriter.field)) })
    }

    private func outline(_ share: [Double], _ edges: (first: Double, width: Double, count: Int), in frame: ChartFrame) -> String {
        var path = "M\(point(frame.left)) \(point(frame.bottom))"
        for (bin, value) in share.enumerated() {
            let right = frame.left + Double(bin + 1) / Double(edges.count) * (frame.right - frame.left)
            path += "V\(point(frame.bottom - frame.y.share(value) * (frame.bottom - frame.top)))H\(point(right))"
        }
        return path + "V\(point(frame.bottom))"
    }
}
