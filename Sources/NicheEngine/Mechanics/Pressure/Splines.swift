/// Between bodies and nodes: what a body has is smeared over nodes, and it feels the mean over the same nodes.
struct Splines {
    private let grid: PackingGrid
    private let nodes: UnsafeMutablePointer<SIMD4<Double>>
    private let strengths: UnsafePointer<Double>
    private let seal = Seal()

    init(_ grid: PackingGrid, _ nodes: UnsafeMutablePointer<SIMD4<Double>>, strength: UnsafePointer<Double>) {
        self.grid = grid
        self.nodes = nodes
        strengths = strength
    }

    /// Smears the shares of a body over the nodes around its place, two nodes of a row at once and then the third.
    ///
    /// - Complexity: 9 or 27 nodes, each 32 bytes read and written and 8 operations.
    @inline(__always)
    func add(_ shares: SIMD4<Double>, at place: SIMD3<Double>) {
        let (x, y) = (grid.own(0, place.x), grid.own(1, place.y))
        let (wx, wy) = (PackingGrid.weights(x.part), PackingGrid.weights(y.part))
        let two = seal(SIMD8(lowHalf: shares * wx.0, highHalf: shares * wx.1))
        let third = shares * wx.2
        @inline(__always)
        func addRow(_ weight: Double, _ row: UnsafeMutablePointer<SIMD4<Double>>) {
            let memory = UnsafeMutableRawPointer(row)
            let sum = memory.loadUnaligned(as: SIMD8<Double>.self) + two * weight
            memory.storeBytes(of: sum, as: SIMD8<Double>.self)
            row[2] += third * weight
        }
        @inline(__always)
        func addLayer(_ weight: Double, _ start: UnsafeMutablePointer<SIMD4<Double>>) {
            addRow(wy.0 * weight, start)
            addRow(wy.1 * weight, start + grid.stride)
            addRow(wy.2 * weight, start + 2 &* grid.stride)
        }
        let start = nodes + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
        if grid.isFlat { return addLayer(1, start) }
        let z = grid.own(2, place.z)
        let wz = PackingGrid.weights(z.part)
        let plane = grid.stride &* grid.shape.y
        let first = start + plane &* (z.node &- 1)
        addLayer(wz.0, first)
        addLayer(wz.1, first + plane)
        addLayer(wz.2, first + 2 &* plane)
    }

    /// Velocity over s, and the packing fraction: first the means of three columns of nodes, then theirs.
    ///
    /// - Complexity: 9 or 27 nodes, 32 bytes and 8 operations each.
    @inline(__always)
    func flow(at place: SIMD3<Double>) -> SIMD4<Double> {
        let (x, y) = (grid.own(0, place.x), grid.own(1, place.y))
        let wy = PackingGrid.weights(y.part)
        var (two, third) = (SIMD8<Double>(), SIMD4<Double>())
        @inline(__always)
        func addRow(_ weight: Double, _ row: UnsafePointer<SIMD4<Double>>) {
            two += UnsafeRawPointer(row).loadUnaligned(as: SIMD8<Double>.self) * weight
            third += row[2] * weight
        }
        @inline(__always)
        func addLayer(_ weight: Double, _ start: UnsafePointer<SIMD4<Double>>) {
            addRow(wy.0 * weight, start)
            addRow(wy.1 * weight, start + grid.stride)
            addRow(wy.2 * weight, start + 2 &* grid.stride)
        }
        let start = UnsafePointer(nodes) + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
        if grid.isFlat {
            addLayer(1, start)
        } else {
            let z = grid.own(2, place.z)
            let wz = PackingGrid.weights(z.part)
            let plane = grid.stride &* grid.shape.y
            let first = start + plane &* (z.node &- 1)
            addLayer(wz.0, first)
            addLayer(wz.1, first + plane)
            addLayer(wz.2, first + 2 &* plane)
        }
        let wx = PackingGrid.weights(x.part)
        return two.lowHalf * wx.0 + two.highHalf * wx.1 + third * wx.2
    }

    /// Σ s φ, which only walkers ask for.
    @inline(never)
    func strength(at place: SIMD3<Double>) -> Double {
        let (x, y) = (grid.own(0, place.x), grid.own(1, place.y))
        let (wx, wy) = (PackingGrid.weights(x.part), PackingGrid.weights(y.part))
        func ofLayer(_ start: UnsafePointer<Double>) -> Double {
            func ofRow(_ row: UnsafePointer<Double>) -> Double { row[0] * wx.0 + row[1] * wx.1 + row[2] * wx.2 }
            return ofRow(start) * wy.0 + ofRow(start + grid.stride) * wy.1 + ofRow(start + 2 &* grid.stride) * wy.2
        }
        let start = strengths + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
        if grid.isFlat { return ofLayer(start) }
        let z = grid.own(2, place.z)
        let wz = PackingGrid.weights(z.part)
        let plane = grid.stride &* grid.shape.y
        let first = start + plane &* (z.node &- 1)
        return ofLayer(first) * wz.0 + ofLayer(first + plane) * wz.1 + ofLayer(first + 2 &* plane) * wz.2
    }
}
