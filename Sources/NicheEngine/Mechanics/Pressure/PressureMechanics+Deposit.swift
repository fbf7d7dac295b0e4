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
        let (nodes, stride) = (nodes, grid.stride)
        pool.forEachTile(of: grid.rows, size: Self.rows) { rows in
            (nodes + rows.lowerBound * stride).update(repeating: SIMD4(), count: rows.count * stride)
        }
    }

    /// Rows of nodes of a task.
    static let rows = 32

    /// A few bodies are read at a time: fetched together they wait for memory together.
    private func deposit(_ range: Range<Int>, _ order: UnsafePointer<Int32>, _ bodies: Bodies) {
        let (splines, state, density) = (Splines(grid, nodes, strength: excess), state, grid.density)
        withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: Self.few) { memory in
            let read = memory.baseAddress!
            var k = range.lowerBound
            while k < range.upperBound {
                let n = min(Self.few, range.upperBound &- k)
                for j in 0..<n {
                    let i = Int(order[k &+ j])
                    read[j] = SIMD8(bodies.x[i], bodies.y[i], bodies.z[i], bodies.radius[i], bodies.repulsion[i], bodies.adhesion[i], 0, 0)
                }
                for j in 0..<n {
                    let (body, radius) = (read[j], read[j][3])
                    let (repulsion, adhesion) = (body[4] * radius, body[5] * radius)
                    let (fraction, s) = (state.measure(radius: radius) * density, repulsion.squareRoot())
                    splines.add(
                        SIMD4(fraction, fraction * s, fraction * repulsion, fraction * (s * adhesion.squareRoot())),
                        at: SIMD3(body[0], body[1], body[2]))
                }
                k &+= n
            }
        }
    }

    /// So many as the stack is used for.
    private static let few = 16

    /// What the ghosts of periodic axes hold belongs to the nodes at the other end.
    private func foldEnds() {
        let nodes = nodes
        forEachGhost { ghost, node in nodes[node] += nodes[ghost] }
    }

    /// The ghosts get what the nodes at the other end have.
    func copyEnds() {
        let (nodes, strength) = (nodes, excess)
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
