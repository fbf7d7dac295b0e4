import NicheMath
import NicheModel

/// Vessels are carried along by the tissue that grows around them.
extension Simulation {
    /// Segments move with the tissue around them: by the mean displacement of the cells within 30 µm.
    func carryVessels(_ before: Displacement) {
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.type.isCarried {
            if kind.isNetwork {
                carryJoined(vessels, (0..<vessels.count).map { shift(at: vessels.middle($0), before) })
                continue
            }
            for row in 0..<vessels.count {
                guard let shift = shift(at: vessels.middle(row), before) else { continue }
                vessels.setEnds(row, moved(vessels.start(row), by: shift), moved(vessels.end(row), by: shift))
            }
        }
    }

    /// The mean displacement of the cells around a point in this step, at most 5 µm; nil where there are none.
    private func shift(at middle: SIMD3<Double>, _ before: Displacement) -> SIMD3<Double>? {
        let cells = state.cells
        var sum = SIMD3<Double>(repeating: 0)
        var number = 0.0
        before.bins.forEachCandidate(near: middle, within: Displacement.reach) { cell in
            var d = before.position(cell) - middle
            if grid.isSlice { d.z = 0 }
            guard (d * d).sum() < Displacement.reach * Displacement.reach, !membranes.part(before.position(cell), middle) else { return }
            // What a cell walks by itself carries nothing along.
            let walk = SIMD3(cells[.walkX][cell], cells[.walkY][cell], cells[.walkZ][cell]) * dt
            sum += cells.position(cell) - before.position(cell) - walk
            number += 1
        }
        guard number > 0 else { return nil }
        let shift = sum / number
        let length = (shift * shift).sum().squareRoot()
        return length > 5 ? shift * (5 / length) : shift
    }

    private func moved(_ p: SIMD3<Double>, by shift: SIMD3<Double>) -> SIMD3<Double> {
        var q = inside(p + shift)
        q.z = p.z + (grid.isSlice ? 0 : shift.z)
        return membranes.held(q, beside: p)
    }

    /// An end that segments share moves as one, by the mean of their shifts, so that a network is not torn apart.
    private func carryJoined(_ vessels: Vessels, _ shifts: [SIMD3<Double>?]) {
        var ends: [SIMD3<Double>: (sum: SIMD3<Double>, number: Double)] = [:]
        for (row, shift) in shifts.enumerated() {
            guard let shift else { continue }
            for end in [vessels.start(row), vessels.end(row)] {
                let known = ends[end] ?? (SIMD3(repeating: 0), 0)
                ends[end] = (known.sum + shift, known.number + 1)
            }
        }
        func carried(_ p: SIMD3<Double>) -> SIMD3<Double> { ends[p].map { moved(p, by: $0.sum / $0.number) } ?? p }
        for row in 0..<vessels.count { vessels.setEnds(row, carried(vessels.start(row)), carried(vessels.end(row))) }
    }

    /// Where the cells were before they moved.
    final class Displacement {
        /// How far the tissue that carries a segment reaches [µm].
        static let reach = 30.0

        let bins: Bins
        private var x = Buffer<Double>()
        private var y = Buffer<Double>()
        private var z = Buffer<Double>()

        init(pool: Pool) { bins = Bins(pool: pool) }

        deinit {
            for buffer in [x, y, z] { buffer.free() }
        }

        @inline(__always)
        func position(_ cell: Int) -> SIMD3<Double> { SIMD3(x.start[cell], y.start[cell], z.start[cell]) }

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
