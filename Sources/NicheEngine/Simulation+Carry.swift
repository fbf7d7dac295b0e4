import NicheModel

/// Carry: vessels go along with the tissue around them.
extension Simulation {
    /// Segments move by the mean displacement of the cells within 30 µm.
    func carryVessels(_ before: Displacement) {
        let cells = state.cells
        let isSlice = grid.isSlice
        let (x, y, z) = (cells[.x], cells[.y], cells[.z])
        let (walkX, walkY, walkZ) = (cells[.walkX], cells[.walkY], cells[.walkZ])
        let (oldX, oldY, oldZ) = (before.x.start, before.y.start, before.z.start)
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.type.isCarried {
            for row in 0..<vessels.count {
                let middle = vessels.middle(row)
                var sum = SIMD3<Double>(repeating: 0)
                var number = 0.0
                before.bins.forEachCandidate(near: middle, within: Displacement.reach) { cell in
                    let old = SIMD3(oldX[cell], oldY[cell], oldZ[cell])
                    var d = old - middle
                    if isSlice { d.z = 0 }
                    guard (d * d).sum() < Displacement.reach * Displacement.reach else { return }
                    // What a cell walks by itself carries nothing along.
                    let walk = SIMD3(walkX[cell], walkY[cell], walkZ[cell]) * dt
                    sum += SIMD3(x[cell], y[cell], z[cell]) - old - walk
                    number += 1
                }
                guard number > 0 else { continue }
                let shift = sum / number
                let length = (shift * shift).sum().squareRoot()
                let capped = length > 5 ? shift * (5 / length) : shift
                func moved(_ p: SIMD3<Double>) -> SIMD3<Double> {
                    var q = inside(p + capped)
                    q.z = p.z + (isSlice ? 0 : capped.z)
                    return q
                }
                vessels.setEnds(row, moved(vessels.start(row)), moved(vessels.end(row)))
            }
        }
    }

    /// Where the cells were before they moved.
    final class Displacement {
        /// How far the tissue that carries a segment reaches [µm].
        static let reach = 30.0

        let bins: Bins
        private(set) var x = Buffer<Double>()
        private(set) var y = Buffer<Double>()
        private(set) var z = Buffer<Double>()

        init(pool: Pool) { bins = Bins(pool: pool) }

        deinit {
            for buffer in [x, y, z] { buffer.free() }
        }

        func note(_ cells: Cells, _ space: Space) {
            let count = cells.count
            x.reserve(count)
            y.reserve(count)
            z.reserve(count)
            x.start.update(from: cells[.x], count: count)
            y.start.update(from: cells[.y], count: count)
            z.start.update(from: cells[.z], count: count)
            bins.rebuild(count: count, x: x.start, y: y.start, z: z.start, space: space, width: Self.reach)
        }
    }
}
