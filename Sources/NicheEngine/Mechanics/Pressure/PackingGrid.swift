/// Where the nodes lie that bodies are smeared over: as wide apart as a body is, x running fastest.
///
/// A body gives each of the three nodes nearest to it along each axis the weight of a quadratic B-spline, (1-f)²/2, 3/4 - (f-1/2)² and f²/2
/// with f how far it stands in the spacing of its own node. In a flat space there is one layer of nodes.
///
/// Periodic axes have an even number of nodes and a ghost at both ends; along others the nodes cover the bodies, with two to spare,
/// and space goes on beyond a wall, so that who stands at it is pushed to it as by pairs.
struct PackingGrid {
    /// Nodes along each axis, ghosts and spare ones included.
    private(set) var shape = SIMD3<Int>(1, 1, 1)
    /// From row to row of nodes: eight lanes may be read and written from any node of a row.
    private(set) var stride = 0
    /// One over the spacing [1/µm]; 0 across a flat space.
    private(set) var inverse = SIMD3<Double>(1, 1, 1)
    private(set) var wraps = (x: false, y: false, z: false)
    private(set) var isFlat = false
    /// The place of node 0, in spacings.
    private var first = SIMD3<Double>(0, 0, 0)
    /// The least and the greatest index that a body's own node has, as numbers.
    private var least = SIMD3<Double>(1, 1, 1)
    private var last = SIMD3<Double>(1, 1, 1)

    var rows: Int { shape.y * shape.z }
    var count: Int { rows * stride }
    /// The volume, or area, that a node stands for [1/µm³, 1/µm²].
    var density: Double { isFlat ? inverse.x * inverse.y : inverse.x * inverse.y * inverse.z }

    /// Nodes for bodies between two corners; fewer and wider ones where bodies are few and far between.
    init(_ space: Space, from low: SIMD3<Double>, to high: SIMD3<Double>, spacing: Double, bodies: Int) {
        isFlat = space.isFlat
        wraps = (space.isPeriodic(0), space.isPeriodic(1), space.isPeriodic(2))
        let most = Double(max(Self.leastRoom, Self.roomPerBody * bodies))
        var spacing = spacing
        while true {
            var nodes = 1.0
            for axis in 0..<(isFlat ? 2 : 3) { nodes *= lay(axis, space, low[axis], high[axis], spacing) }
            if nodes <= most { break }
            spacing *= 1.1
        }
        if isFlat { (shape.z, inverse.z) = (1, 0) }
        stride = (shape.x + 15) / 8 * 8
    }

    private static let leastRoom = 1 << 16
    private static let roomPerBody = 64

    /// - Returns: how many nodes there would be along the axis.
    private mutating func lay(_ axis: Int, _ space: Space, _ low: Double, _ high: Double, _ spacing: Double) -> Double {
        let size = space.size[axis]
        if space.isPeriodic(axis) {
            let nodes = max(2, 2 * (size / (2 * spacing)).rounded())
            inverse[axis] = nodes / size
            first[axis] = -1
            (least[axis], last[axis]) = (1, nodes)
            if nodes < 1e9 { shape[axis] = Int(nodes) + 2 }
            return nodes + 2
        }
        inverse[axis] = 1 / spacing
        let (a, b) = (min(max(low, 0), size), max(min(high, size), 0))
        first[axis] = (a * inverse[axis]).rounded(.down) - 2
        (least[axis], last[axis]) = (2, max((b * inverse[axis]).rounded(.down) - first[axis], 2))
        if last[axis] < 1e9 { shape[axis] = Int(last[axis]) + 3 }
        return last[axis] + 3
    }

    /// A body's own node along an axis, and how far it stands in its spacing (0 to 1). Who stands outside counts to the nearest node.
    @inline(__always)
    func own(_ axis: Int, _ place: Double) -> (node: Int, part: Double) {
        let t = place * inverse[axis] - first[axis]
        let inside = t > least[axis] ? (t < last[axis] + 1 ? t : last[axis] + 1) : least[axis]
        let node = min(Int(inside), Int(last[axis]))
        return (node, inside - Double(node))
    }

    /// What a body gives to the node before its own, to that and to the next.
    @inline(__always)
    static func weights(_ part: Double) -> (Double, Double, Double) {
        let (left, off) = (1 - part, part - 0.5)
        return (0.5 * (left * left), 0.75 - off * off, 0.5 * (part * part))
    }

    /// The row beside a row along y or z; around a periodic end the other end's.
    @inline(__always)
    static func beside(_ index: Int, _ step: Int, _ nodes: Int, _ wraps: Bool) -> Int {
        let next = index &+ step
        guard wraps else { return next }
        return next == 0 ? nodes &- 2 : next == nodes &- 1 ? 1 : next
    }

    /// Indices along an axis for which nodes are worked out: all but the outermost.
    @inline(__always)
    static func inner(_ nodes: Int) -> Range<Int> { nodes == 1 ? 0..<1 : 1..<nodes - 1 }
}
