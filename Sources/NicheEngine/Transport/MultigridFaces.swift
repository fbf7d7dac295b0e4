extension Multigrid {
    /// Total inflow through the held faces [conc·µm³/min], out of the grid being negative: 2 D A / h (value - c) summed in a fixed order.
    /// - Complexity: O(faces of held sides).
    public func boundaryInflow(_ values: UnsafePointer<Double>, _ balance: Balance) -> Double {
        let counts = [grid.nx, grid.ny, grid.nz]
        let strides = [1, grid.nx, grid.nx * grid.ny]
        var total = 0.0
        for axis in 0..<3 {
            let (first, second) = axis == 0 ? (1, 2) : axis == 1 ? (0, 2) : (0, 1)
            let h = grid.spacing[axis]
            for isHigh in [false, true] {
                guard case .value(let held) = isHigh ? balance.edges.high[axis] : balance.edges.low[axis] else { continue }
                var sum = 0.0
                for b in 0..<counts[second] {
                    for a in 0..<counts[first] {
                        let voxel = a * strides[first] + b * strides[second] + (isHigh ? (counts[axis] - 1) * strides[axis] : 0)
                        sum += held - values[voxel]
                    }
                }
                total += sum * (2 * balance.diffusion * grid.voxelVolume / (h * h))
            }
        }
        return total
    }

    /// Solves each voxel for itself, where nothing diffuses or there is only one.
    func solveEach(
        _ fill: (_ layer: Int, _ rows: Range<Int>) -> Input, _ finish: (_ layer: Int, _ rows: Range<Int>) -> Void
    ) -> Outcome {
        let level = levels[0]
        var input = Input()
        var isSolved = true
        for layer in 0..<level.layers {
            let rows = 0..<level.rowsPerLayer
            input.add(fill(layer, rows))
            for row in level.rows(of: layer) { if !solveEach(row) { isSolved = false } }
            finish(layer, rows)
        }
        guard input.flaw == 0 else { return Outcome(cycles: 0, error: .infinity, hasConverged: false) }
        return Outcome(cycles: 1, error: isSolved ? 0 : .infinity, hasConverged: isSolved)
    }

    private func solveEach(_ row: Int) -> Bool {
        let level = levels[0]
        let (j, k) = (row % grid.ny, row / grid.ny)
        let line = level.row(j, k)
        var isSolved = true
        for i in 0..<grid.nx {
            let slot = level.x.slot(i)
            let place = row * level.pitch + slot
            let a = level.loss[place] + (level.x.diagonal[slot] + (level.y.diagonal[j] + level.z.diagonal[k]))
            let q = level.isCurved ? level.capacity[place] : 0
            let r = level.source[place]
            let h = q == 0 ? 1 : level.saturation
            let b = a * h + q - r
            let root = (b * b + 4 * (a * (h * r))).squareRoot()
            let top = q == 0 ? r : r < 0 ? h * r : b > 0 ? 2 * h * r : root - b
            let bottom = q == 0 ? a : r < 0 ? a * h + q : b > 0 ? b + root : 2 * a
            if bottom > 0 {
                line[slot] = top / bottom
            } else if r != 0 || grid.count == 1 {
                // Nothing takes it up: without a source any value is an answer, and with one none is.
                isSolved = false
            }
        }
        return isSolved
    }
}
