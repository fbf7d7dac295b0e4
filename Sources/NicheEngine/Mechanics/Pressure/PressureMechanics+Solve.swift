import NicheMath

/// Solves for how hard the nodes push at the end of a step.
extension PressureMechanics {
    /// Works out packing and stiffness of the nodes, and a first Π from the packing as it is.
    ///
    /// - Returns: the greatest slope dΠ/dφ [µm²/min].
    func press() -> Double {
        let (grid, nodes, cohesion, state) = (grid, nodes, cohesion, state)
        let (excess, stiffness, push, isHeld) = (excess, stiffness, push, isHeld)
        return greatest(grid.rows, size: Self.rows) { rows in
            var most = 0.0
            for row in rows {
                var holds = false
                for node in row &* grid.stride..<(row &+ 1) &* grid.stride {
                    let sums = nodes[node]
                    (excess[node], stiffness[node], push[node]) = (-1, 0, 0)
                    if sums.x > 0 { holds = true }
                    guard sums.y > 0 else { continue }
                    let inverse = 1 / sums.z
                    let (strength, held) = (sums.z / sums.y, sums.w * inverse)
                    let above = sums.y * sums.y * inverse - (state.loose + cohesion * (held * held))
                    let stiff = state.stiffness * (strength * strength)
                    (excess[node], stiffness[node]) = (above, stiff)
                    guard above > 0 else { continue }
                    push[node] = stiff * (above * above)
                    let slope = 2 * stiff * above
                    most = slope > most ? slope : most
                }
                isHeld[row] = holds
            }
            return most
        }
    }

    /// Sweeps over the nodes until Π obeys φ - dt ∇²Π(φ) = φ at the head of the step: first every second row, then the others.
    func solve(over dt: Double) {
        let relaxation = Relaxation(grid, over: dt, excess: excess, stiffness: stiffness, push: push)
        let (grid, isHeld) = (grid, isHeld)
        let (ys, zs) = (PackingGrid.inner(grid.shape.y), PackingGrid.inner(grid.shape.z))
        for halfSweep in 0..<2 * Self.sweeps {
            pool.forEachTile(of: ys.count * zs.count, size: 4 * Self.rows) { rows in
                for row in rows {
                    let (y, z) = (ys.lowerBound &+ row % ys.count, zs.lowerBound &+ row / ys.count)
                    if (y &+ z &+ halfSweep) & 1 == 0, isHeld[y &+ z &* grid.shape.y] { relaxation.relax(y, z) }
                }
            }
        }
    }

    /// So many bring Π of a growing tissue to within a hundredth.
    static let sweeps = 6
}

/// Gauss-Seidel over the rows of the nodes, eight nodes at once.
///
/// With e the packing above that at rest, e0 that at the head of the step, and K = κ S², a node and its neighbours obey
///
///     e + dt (Σ 2/h²) K e² = e0 + dt Σ Π_beside / h²,    Π = K e²
///
/// which has one root above 0 where the right side is above 0; elsewhere nothing pushes.
struct Relaxation {
    let grid: PackingGrid
    let excess: UnsafePointer<Double>
    let stiffness: UnsafePointer<Double>
    let push: UnsafeMutablePointer<Double>
    /// dt / h² along the axes, and four times what a node gives to all its neighbours.
    let part: SIMD3<Double>
    let given: Double

    init(
        _ grid: PackingGrid, over dt: Double, excess: UnsafePointer<Double>, stiffness: UnsafePointer<Double>,
        push: UnsafeMutablePointer<Double>
    ) {
        self.grid = grid
        self.excess = excess
        self.stiffness = stiffness
        self.push = push
        part = dt * grid.inverse * grid.inverse
        given = 8 * (part.x + part.y + part.z)
    }

    /// - Complexity: 48 bytes, 5 of 8 of them cached, 45 operations and a division a node.
    func relax(_ y: Int, _ z: Int) {
        let (shape, stride) = (grid.shape, grid.stride)
        func row(_ y: Int, _ z: Int) -> Int { stride &* (y &+ shape.y &* z) }
        let own = row(y, z)
        let before = push + row(PackingGrid.beside(y, -1, shape.y, grid.wraps.y), z)
        let behind = push + row(PackingGrid.beside(y, 1, shape.y, grid.wraps.y), z)
        // Across a flat space the part is 0, and any row will do.
        let below = grid.isFlat ? push + own : push + row(y, PackingGrid.beside(z, -1, shape.z, grid.wraps.z))
        let above = grid.isFlat ? push + own : push + row(y, PackingGrid.beside(z, 1, shape.z, grid.wraps.z))
        let (mine, excess, stiffness, part, given) = (push + own, excess + own, stiffness + own, part, given)
        if grid.wraps.x { wrap(mine) }
        var x = 1
        while x < shape.x &- 1 {
            var sum = (mine.lanes(x &- 1) + mine.lanes(x &+ 1)) * part.x
            sum += (before.lanes(x) + behind.lanes(x)) * part.y
            sum += (below.lanes(x) + above.lanes(x)) * part.z
            let right = Eight.positive(excess.lanes(x) + sum)
            let slope = stiffness.lanes(x)
            let root = (1 + slope * right * given).root
            let e = (right + right) / (1 + root)
            mine.store(slope * (e * e), x)
            x &+= 8
        }
    }

    /// The ghosts of a row.
    @inline(__always)
    func wrap(_ row: UnsafeMutablePointer<Double>) {
        row[0] = row[grid.shape.x &- 2]
        row[grid.shape.x &- 1] = row[1]
    }
}
