/// Points sorted into square bins, to find those around a place without looking at all.
///
/// - Complexity: O(n) to make; a search looks at the bins that its ball touches.
struct PointGrid {
    private let window: Window
    private let points: [SIMD3<Double>]
    private let width: Double
    private let shape: (x: Int, y: Int, z: Int)
    /// Where each bin starts in `order`; one more than there are bins.
    private let starts: [Int32]
    private let order: [Int32]

    /// - Parameter reach: the radius of the searches to come, which bins are as wide as; they grow where there would be more than points.
    init(_ points: [SIMD3<Double>], in window: Window, reach: Double) {
        self.window = window
        self.points = points
        // Three bins a point at most, and never so many that their number overflows.
        let most = Double(3 * points.count + 27)
        var width = reach > 0 ? reach : 1
        func count(_ length: Double) -> Double { Elementary.floor(length / width) + 1 }
        while count(window.size.x) * count(window.size.y) * (window.isFlat ? 1 : count(window.size.z)) > most { width *= 1.25 }
        let shape = (Int(count(window.size.x)), Int(count(window.size.y)), window.isFlat ? 1 : Int(count(window.size.z)))
        self.width = width
        self.shape = shape
        let bins = points.map { Self.bin(window.nearest($0), width, shape) }
        var starts = [Int32](repeating: 0, count: shape.0 * shape.1 * shape.2 + 1)
        for bin in bins { starts[bin + 1] += 1 }
        for bin in 1..<starts.count { starts[bin] += starts[bin - 1] }
        var next = starts
        var order = [Int32](repeating: 0, count: points.count)
        for (i, bin) in bins.enumerated() {
            order[Int(next[bin])] = Int32(i)
            next[bin] += 1
        }
        self.starts = starts
        self.order = order
    }

    private static func bin(_ p: SIMD3<Double>, _ width: Double, _ shape: (x: Int, y: Int, z: Int)) -> Int {
        Int(p.x / width) + shape.x * (Int(p.y / width) + shape.y * Int(p.z / width))
    }

    /// Finds the points less than `radius` from a place, in ascending order, with the squares of their distances.
    func find(near p: SIMD3<Double>, within radius: Double, into found: inout [(index: Int, square: Double)]) {
        found.removeAll(keepingCapacity: true)
        forEach(near: p, within: radius) { found.append(($0, $1)) }
        // The order of the bins depends on their width; that of the points is the caller's.
        found.sort { $0.index < $1.index }
    }

    /// The same, called back in the order of the bins: for what is counted, or the least of all.
    @inline(__always)
    func forEach(near p: SIMD3<Double>, within radius: Double, _ body: (_ index: Int, _ square: Double) -> Void) {
        // A hair more, for the rounding of differences; points outside lie in the bins of the edge.
        let reach = radius + 1e-9 * (1 + radius)
        let (low, high) = (window.nearest(p - reach), window.nearest(p + reach))
        for z in Int(low.z / width)...Int(high.z / width) {
            for y in Int(low.y / width)...Int(high.y / width) {
                let row = shape.x * (y + shape.y * z)
                for k in starts[row + Int(low.x / width)]..<starts[row + Int(high.x / width) + 1] {
                    let i = Int(order[Int(k)])
                    let square = window.squaredDistance(p, points[i])
                    if square < radius * radius { body(i, square) }
                }
            }
        }
    }
}
