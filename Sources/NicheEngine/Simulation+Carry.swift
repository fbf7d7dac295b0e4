import NicheMath
import NicheModel

/// Vessels are carried along by the tissue that grows around them.
extension Simulation {
    /// Segments move with the tissue around them: by the mean displacement of the cells within 30 µm.
    func carryVessels(_ before: Displacement) {
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.type.isCarried {
            let shifts = (0..<vessels.count).map { shift(at: vessels.middle($0), before) }
            if kind.isNetwork {
                carryJoined(vessels, shifts)
            } else {
                for (row, shift) in shifts.enumerated() {
                    guard let shift else { continue }
                    vessels.setEnds(row, moved(vessels.start(row), by: shift), moved(vessels.end(row), by: shift))
                }
            }
        }
    }

    /// The mean displacement of the cells around a point in this step, at most 5 µm; nil where there are none.
    private func shift(at middle: SIMD3<Double>, _ before: Displacement) -> SIMD3<Double>? {
        let cells = state.cells
        var sum = SIMD3<Double>(repeating: 0)
        var number = 0.0
        before.bins.forEachCandidate(near: middle, within: 30) { cell in
            var d = before.position(cell) - middle
            if grid.isSlice { d.z = 0 }
            guard (d * d).sum() < 900, cell < cells.count, !membranes.part(before.position(cell), middle) else { return }
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
        let bins: Bins
        private let places: [SIMD3<Double>]

        init(_ cells: Cells, _ bins: Bins, _ space: Space) {
            self.bins = bins
            places = (0..<cells.count).map { cells.position($0) }
            bins.rebuild(count: cells.count, x: cells[.x], y: cells[.y], z: cells[.z], space: space, width: 30)
        }

        func position(_ cell: Int) -> SIMD3<Double> { places[cell] }
    }
}
