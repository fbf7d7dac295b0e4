/// Smears the bodies over the nodes.
extension PressureMechanics {
    /// Each row of bins along x is done by one thread, first those of even y and z, then the others: so the order of the sums of a node
    /// does not depend on threads.
    func deposit(_ bodies: Bodies) {
        clear()
        let (bins, order, starts) = (bins.shape, bins.order, bins.binStart)
        for colour in 0..<4 {
            let ys = (bins.y + 1 - (colour & 1)) / 2
            let zs = (bins.z + 1 - (colour >> 1)) / 2
            guard ys * zs > 0 else { continue }
            pool.run(ys * zs) { task in
                let row = (2 * (task % ys) + (colour & 1)) + bins.y * (2 * (task / ys) + (colour >> 1))
                deposit(Int(starts[row * bins.x])..<Int(starts[(row + 1) * bins.x]), order, bodies)
            }
        }
        foldEnds()
    }

    private func clear() {
        let (nodes, stride) = (nodes.start, grid.stride)
        pool.forEachTile(of: grid.rows, size: Self.rows) { rows in
            (nodes + rows.lowerBound * stride).update(repeating: SIMD4(), count: rows.count * stride)
        }
    }

    /// Rows of nodes of a task.
    static let rows = 32

    /// - Complexity: 9 or 27 nodes a body, each 32 bytes read and written and 8 operations.
    private func deposit(_ range: Range<Int>, _ order: UnsafePointer<Int32>, _ bodies: Bodies) {
        let (grid, state, density) = (grid, state, grid.density)
        for k in range {
            let i = Int(order[k])
            let radius = bodies.radius[i]
            let (fraction, strength) = (state.measure(radius: radius) * density, bodies.repulsion[i] * radius)
            let held = (bodies.adhesion[i] * radius).squareRoot()
            let shares = SIMD4(fraction, fraction * strength.squareRoot(), fraction * strength, fraction * held)
            let (x, y) = (grid.own(0, bodies.x[i]), grid.own(1, bodies.y[i]))
            let (wx, wy) = (PackingGrid.weights(x.part), PackingGrid.weights(y.part))
            let start = nodes.start + (x.node &- 1 &+ grid.stride &* (y.node &- 1))
            if grid.isFlat {
                Self.add(shares, wx, wy, start, grid.stride)
            } else {
                let z = grid.own(2, bodies.z[i])
                let wz = PackingGrid.weights(z.part)
                let plane = grid.stride &* grid.shape.y
                Self.add(shares * wz.0, wx, wy, start + plane &* (z.node &- 1), grid.stride)
                Self.add(shares * wz.1, wx, wy, start + plane &* z.node, grid.stride)
                Self.add(shares * wz.2, wx, wy, start + plane &* (z.node &+ 1), grid.stride)
            }
        }
    }

    /// Adds to the nine nodes of a layer.
    @inline(__always)
    private static func add(
        _ shares: SIMD4<Double>, _ wx: (Double, Double, Double), _ wy: (Double, Double, Double),
        _ start: UnsafeMutablePointer<SIMD4<Double>>, _ stride: Int
    ) {
        add(shares * wy.0, wx, start)
        add(shares * wy.1, wx, start + stride)
        add(shares * wy.2, wx, start + 2 &* stride)
    }

    @inline(__always)
    private static func add(_ shares: SIMD4<Double>, _ wx: (Double, Double, Double), _ row: UnsafeMutablePointer<SIMD4<Double>>) {
        row[0] += shares * wx.0
        row[1] += shares * wx.1
        row[2] += shares * wx.2
    }

    /// What the ghosts of periodic axes hold belongs to the nodes at the other end.
    private func foldEnds() {
        let nodes = nodes.start
        forEachGhost { ghost, node in nodes[node] += nodes[ghost] }
    }

    /// The ghosts get what the nodes at the other end have.
    func copyEnds() {
        let (nodes, strength) = (nodes.start, excess.start)
        forEachGhost { ghost, node in (nodes[ghost], strength[ghost]) = (nodes[node], strength[node]) }
    }

    /// Calls `body` for every ghost with the node whose image it is: first those along x, then y, then z, so that corners pass through both.
    @inline(__always)
    private func forEachGhost(_ body: (_ ghost: Int, _ node: Int) -> Void) {
        let grid = grid
        let (width, plane) = (grid.shape.x, grid.stride * grid.shape.y)
        if grid.wraps.x {
            for row in 0..<grid.rows {
                let start = row &* grid.stride
                body(start, start &+ width &- 2)
                body(start &+ width &- 1, start &+ 1)
            }
        }
        if grid.wraps.y {
            for z in 0..<grid.shape.z {
                let (start, end) = (z &* plane, z &* plane &+ plane &- grid.stride)
                for x in 0..<width {
                    body(start &+ x, end &- grid.stride &+ x)
                    body(end &+ x, start &+ grid.stride &+ x)
                }
            }
        }
        if grid.wraps.z {
            let end = grid.shape.z &* plane &- plane
            for y in 0..<grid.shape.y {
                for k in y &* grid.stride..<y &* grid.stride &+ width {
                    body(k, end &- plane &+ k)
                    body(end &+ k, plane &+ k)
                }
            }
        }
    }
}
