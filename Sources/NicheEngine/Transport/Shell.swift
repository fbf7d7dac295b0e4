/// The outermost voxels, where a substance is held at their centres and not at the faces outside of them.
///
/// They are held by an exchange far faster than anything else in the balance, so that a voxel is off by less than a ten-thousandth of its
/// difference to its neighbours. Where sides meet, the later one in the order x, y, z, each low end first, decides.
struct Shell {
    private let edges: Edges
    private let grid: Grid
    /// How much faster the exchange is than what diffusion, decay and the step make of a voxel.
    private static let stiffness = 1e4

    init(_ edges: Edges, _ grid: Grid) { (self.edges, self.grid) = (edges, grid) }

    /// Whether some side is held at a concentration other than 0.
    var isSupplied: Bool { (edges.low + edges.high).contains { if case .value(let value) = $0 { value != 0 } else { false } } }

    /// Adds the exchange to the coefficients of some rows.
    ///
    /// - Parameter rate: of what else happens in a voxel [1/min].
    /// - Returns: the least of the sources.
    func hold(_ rows: Range<Int>, of level: Level, against rate: Double) -> Double {
        let conductance = Self.stiffness * (rate + level.coupling)
        var least = 0.0
        func hold(_ place: Int, at value: Double) {
            level.loss[place] += conductance
            level.source[place] += conductance * value
            least = min(least, conductance * value)
        }
        for row in rows {
            let first = row * level.pitch
            let across = across(row % grid.ny, row / grid.ny)
            for i in 0..<grid.nx {
                guard let value = across ?? along(i) else { continue }
                hold(first + (i & 1) * level.half + i / 2, at: value)
            }
        }
        return least
    }

    /// What a whole row is held at.
    private func across(_ j: Int, _ k: Int) -> Double? {
        value(edges.high[2], k == grid.nz - 1) ?? value(edges.low[2], k == 0) ?? value(edges.high[1], j == grid.ny - 1)
            ?? value(edges.low[1], j == 0)
    }

    private func along(_ i: Int) -> Double? { value(edges.high[0], i == grid.nx - 1) ?? value(edges.low[0], i == 0) }

    private func value(_ edge: Edge, _ isThere: Bool) -> Double? {
        if isThere, case .value(let value) = edge { return value }
        return nil
    }
}
