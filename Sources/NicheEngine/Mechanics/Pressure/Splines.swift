/// Between bodies and nodes: what a body has is smeared over nodes, and it feels the mean over the same nodes.
struct Splines {
    private let grid: PackingGrid
    private let nodes: UnsafeMutablePointer<SIMD4<Double>>
    private let strengths: UnsafePointer<Double>

    init(_ grid: PackingGrid, _ nodes: UnsafeMutablePointer<SIMD4<Double>>, strength: UnsafePointer<Double>) {
        self.grid = grid
        self.nodes = nodes
        strengths = strength
    }

    /// Smears the shares of a body over the nodes around its place.
    ///
    /// - Complexity: 9 or 27 nodes, each 32 bytes read and written and 8 operations.
    @inline(__always)
    func add(_ shares: SIMD4<Double>, at place: SIMD3<Double>) {
        let (x, y) = (grid.own(0, place.x), grid.own(1, place.y))
        let (wx, wy) = (PackingGrid.weights(x.part), PackingGrid.weights(y.part))
        @inline(__always)
        func addRow(_ shares: SIMD4<Double>, _ row: UnsafeMutablePointer<SIMD4<Double>>) {
            row[0] += shares * wx.0
            row[1] += shares * wx.1
            row[2] += shares * wx.2
        }
        @inline(__always)
        func addLayer(_ shares: SIMD4<Double>, _ start: UnsafeMutablePointer<SIMD4<Double>>) {
            addRow(shares * wy.0, start)
            addRow(shares * wy.1, start + grid.stride)
            addRow(shares * wy.2, start + 2 &* grid.stride)
        }
        let start = nodes + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
        if grid.isFlat { return addLayer(shares, start) }
        let z = grid.own(2, place.z)
        let wz = PackingGrid.weights(z.part)
        let plane = grid.stride &* grid.shape.y
        let first = start + plane &* (z.node &- 1)
        addLayer(shares * wz.0, first)
        addLayer(shares * wz.1, first + plane)
        addLayer(shares * wz.2, first + 2 &* plane)
    }

    /// Velocity over s, and the packing fraction.
    ///
    /// - Complexity: 9 or 27 nodes, 32 bytes and 8 operations each.
    @inline(__always)
    func flow(at place: SIMD3<Double>) -> SIMD4<Double> { mean(of: UnsafePointer(nodes), at: place) { $0 * $1 } }

    /// Σ s φ.
    @inline(never)
    func strength(at place: SIMD3<Double>) -> Double { mean(of: strengths, at: place) { $0 * $1 } }

    @inline(__always)
    private func mean<Value>(
        of values: UnsafePointer<Value>, at place: SIMD3<Double>, _ times: (Value, Double) -> Value
    ) -> Value where Value: Summable {
        let (x, y) = (grid.own(0, place.x), grid.own(1, place.y))
        let (wx, wy) = (PackingGrid.weights(x.part), PackingGrid.weights(y.part))
        func ofRow(_ row: UnsafePointer<Value>) -> Value { times(row[0], wx.0) + times(row[1], wx.1) + times(row[2], wx.2) }
        func ofLayer(_ start: UnsafePointer<Value>) -> Value {
            times(ofRow(start), wy.0) + times(ofRow(start + grid.stride), wy.1) + times(ofRow(start + 2 &* grid.stride), wy.2)
        }
        let start = values + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
        if grid.isFlat { return ofLayer(start) }
        let z = grid.own(2, place.z)
        let wz = PackingGrid.weights(z.part)
        let plane = grid.stride &* grid.shape.y
        let first = start + plane &* (z.node &- 1)
        return times(ofLayer(first), wz.0) + times(ofLayer(first + plane), wz.1) + times(ofLayer(first + 2 &* plane), wz.2)
    }
}

/// One number, or four at once.
private protocol Summable { static func + (a: Self, b: Self) -> Self }
extension Double: Summable {}
extension SIMD4<Double>: Summable {}
