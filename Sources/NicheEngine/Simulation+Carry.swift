import NicheMath
import NicheModel

/// Vessels are carried along by the tissue that grows around them.
extension Simulation {
    /// Segments move with the tissue around them: by the mean displacement of the cells within 30 µm.
    func carryVessels(_ before: Displacement) {
        for (kind, vessels) in zip(vesselKinds, state.vessels) where kind.type.isCarried {
            let shifts = shifts(of: vessels, before)
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
    private func shifts(of vessels: Vessels, _ before: Displacement) -> UnsafePointer<SIMD4<Double>> {
        before.shifts.reserve(vessels.count)
        let shifts = before.shifts.start
        pool.forEachTile(of: vessels.count, size: 64) { rows in
            for row in rows { shifts[row] = shift(at: vessels.middle(row), before) }
        }
        return UnsafePointer(shifts)
    }

    /// The mean displacement of the cells around a point in this step, at most 5 µm, and how many they are.
    private func shift(at middle: SIMD3<Double>, _ before: Displacement) -> SIMD4<Double> {
        let (cells, view) = (state.cells, before.view)
        let (x, y, z, walkX, walkY, walkZ) = (cells[.x], cells[.y], cells[.z], cells[.walkX], cells[.walkY], cells[.walkZ])
        var sum = SIMD3<Double>(repeating: 0)
        var number = 0.0
        view.forEach(near: middle, isFlat: grid.isSlice) { cell, place in
            guard !membranes.part(place, middle) else { return }
            // What a cell walks by itself carries nothing along.
            let walk = SIMD3(walkX[cell], walkY[cell], walkZ[cell]) * dt
            sum += SIMD3(x[cell], y[cell], z[cell]) - place - walk
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

    /// Where the cells were before they moved.
    final class Displacement {
        /// How far the tissue that carries a segment reaches [µm].
        static let reach = 30.0

        private let bins: Bins
        private let pool: Pool
        /// In the order of the bins.
        private var x = Buffer<Double>()
        private var y = Buffer<Double>()
        private var z = Buffer<Double>()
        /// By segment.
        var shifts = Buffer<SIMD4<Double>>()

        init(pool: Pool) {
            bins = Bins(pool: pool)
            self.pool = pool
        }

        deinit {
            for buffer in [x, y, z] { buffer.free() }
            shifts.free()
        }

        /// A view for the kernels: plain pointers, good until the next step.
        var view: View { View(grid: bins.grid, starts: bins.binStart, order: bins.order, x: x.start, y: y.start, z: z.start) }

        struct View {
            let grid: BinGrid
            let starts, order: UnsafePointer<Int32>
            let x, y, z: UnsafeMutablePointer<Double>

            /// Calls `body` with every cell that was in reach of a point, and where it was, in the order of the bins.
            @inline(__always)
            func forEach(near p: SIMD3<Double>, isFlat: Bool, _ body: (Int, SIMD3<Double>) -> Void) {
                let square = SIMD8(repeating: Displacement.reach * Displacement.reach)
                let depth = isFlat ? 0.0 : 1
                grid.forEachRow(near: p, within: Displacement.reach) { first, last in
                    var k = Int(starts[first])
                    let end = Int(starts[last])
                    while k < end {
                        let (dx, dy, dz) = (Eight.load(x + k) - p.x, Eight.load(y + k) - p.y, (Eight.load(z + k) - p.z) * depth)
                        var near = Eight.bits(dx * dx + dy * dy + dz * dz .< square)
                        if end - k < 8 { near &= (1 &<< (end - k)) &- 1 }
                        while near != 0 {
                            let place = k &+ near.trailingZeroBitCount
                            body(Int(order[place]), SIMD3(x[place], y[place], z[place]))
                            near &= near &- 1
                        }
                        k &+= 8
                    }
                }
            }
        }

        func note(_ cells: Cells, _ space: Space) {
            let count = cells.count
            bins.rebuild(count: count, x: cells[.x], y: cells[.y], z: cells[.z], space: space, width: Self.reach)
            x.reserve(count + 8)
            y.reserve(count + 8)
            z.reserve(count + 8)
            let (order, x, y, z) = (bins.order, x.start, y.start, z.start)
            let (fromX, fromY, fromZ) = (cells[.x], cells[.y], cells[.z])
            pool.forEachTile(of: count, size: 4096) { places in
                for place in places {
                    let cell = Int(order[place])
                    (x[place], y[place], z[place]) = (fromX[cell], fromY[cell], fromZ[cell])
                }
            }
            // Eight are read at a time, whoever is there.
            for place in count..<count + 8 { (x[place], y[place], z[place]) = (1e100, 1e100, 1e100) }
        }
    }
}
