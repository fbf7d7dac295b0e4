import NicheMath
import NicheModel

/// Vessels are carried along by the tissue that grows around them.
extension Simulation {
    /// Whether a step has segments to carry.
    var isCarrying: Bool { zip(vesselKinds, state.vessels).contains { $0.type.isCarried && $1.count > 0 } }

    /// Segments move with the tissue around them: by the mean displacement of the cells within 30 µm.
    func carryVessels() {
        displacement.measure(state.cells, dt)
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.type.isCarried {
            let shifts = shifts(of: vessels)
            if kind.isNetwork {
                carryJoined(vessels, shifts)
                continue
            }
            for row in 0..<vessels.count where shifts[row].w > 0 {
                let shift = SIMD3(shifts[row].x, shifts[row].y, shifts[row].z)
                vessels.setEnds(row, moved(vessels.start(row), by: shift), moved(vessels.end(row), by: shift))
            }
        }
    }

    /// How the tissue around the middle of each segment has moved, and as the fourth how many cells tell so.
    private func shifts(of vessels: Vessels) -> UnsafePointer<SIMD4<Double>> {
        displacement.shifts.reserve(vessels.count)
        let (shifts, pushes) = (displacement.shifts.start, displacement.view)
        pool.forEachTile(of: vessels.count, size: 64) { rows in
            for row in rows { shifts[row] = shift(at: vessels.middle(row), pushes) }
        }
        return UnsafePointer(shifts)
    }

    /// The mean displacement of the cells around a point in this step, at most 5 µm, and how many they are.
    private func shift(at middle: SIMD3<Double>, _ pushes: Displacement.View) -> SIMD4<Double> {
        var sum = SIMD3<Double>(repeating: 0)
        var number = 0.0
        pushes.forEach(near: middle, isFlat: grid.isSlice) { place, push in
            guard !membranes.part(place, middle) else { return }
            sum += push
            number += 1
        }
        guard number > 0 else { return SIMD4() }
        let shift = sum / number
        let length = (shift * shift).sum().squareRoot()
        return SIMD4(length > 5 ? shift * (5 / length) : shift, number)
    }

    private func moved(_ p: SIMD3<Double>, by shift: SIMD3<Double>) -> SIMD3<Double> {
        var q = inside(p + shift)
        q.z = p.z + (grid.isSlice ? 0 : shift.z)
        return membranes.held(q, beside: p)
    }

    /// An end that segments share moves as one, by the mean of their shifts, so that a network is not torn apart.
    private func carryJoined(_ vessels: Vessels, _ shifts: UnsafePointer<SIMD4<Double>>) {
        var ends: [SIMD3<Double>: (sum: SIMD3<Double>, number: Double)] = [:]
        for row in 0..<vessels.count where shifts[row].w > 0 {
            let shift = SIMD3(shifts[row].x, shifts[row].y, shifts[row].z)
            for end in [vessels.start(row), vessels.end(row)] {
                let known = ends[end] ?? (SIMD3(repeating: 0), 0)
                ends[end] = (known.sum + shift, known.number + 1)
            }
        }
        func carried(_ p: SIMD3<Double>) -> SIMD3<Double> { ends[p].map { moved(p, by: $0.sum / $0.number) } ?? p }
        for row in 0..<vessels.count { vessels.setEnds(row, carried(vessels.start(row)), carried(vessels.end(row))) }
    }
}
