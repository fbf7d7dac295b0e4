/// The loss that a coarser level sees of a large grid, on which single sinks are dealt to all the coarse voxels around them.
///
/// A coarse voxel that gets all of a sink puts it in its own middle, half a voxel from its place, and corrections are too large on one side
/// of it and too small on the other. Dealt by the transpose of the interpolation the sink stays where it is.
extension Transfer {
    /// Puts the least σ under each voxel of a coarse row into its loss, and what is beyond, softened, of each fine row into a row of
    /// `dealt`, joined along x. The slopes are in the lines; `collect` does the rest.
    /// - Parameter most: grows to the largest loss that a voxel has beyond what all have.
    /// - Complexity: as of `stiffen`, and 4 bytes written per fine voxel.
    @inline(never)
    func deal(_ row: Int, _ lines: UnsafeMutablePointer<Double>, _ most: inout Lanes) {
        var largest = most
        let s = Lanes(repeating: fine.dealtLimit)
        let least = lines + line
        var slopes = least + line
        for k in fine.z.children(row / coarse.y.count) {
            for j in fine.y.children(row % coarse.y.count) {
                var m = 0
                while m < fine.pitch {
                    let excess = slopes.lanes(m) - least.lanes(m)
                    largest.keepLarger(excess)
                    slopes.store(excess * s / (excess + s), m)
                    m += 8
                }
                dealAlong(slopes, to: dealtRow(j, k))
                slopes += line
            }
        }
        most = largest
        let loss = coarse.loss + row * coarse.pitch
        if fine.x.isCoarsened {
            split(least, count: coarse.x.count, even: loss, odd: loss + coarse.half)
        } else {
            loss.update(from: least, count: fine.pitch)
        }
    }

    /// Adds what was dealt to some coarse rows to their loss: by the rows under them, and by those on either side along y and z.
    /// - Complexity: 16 rows of half the fine voxels per coarse row.
    @inline(never)
    func collect(_ rows: Range<Int>, _ lines: UnsafeMutablePointer<Double>) {
        let total = lines
        for row in rows {
            let y = fine.y.givers(row % coarse.y.count)
            let z = fine.z.givers(row / coarse.y.count)
            total.update(repeating: 0, count: coarse.pitch)
            add(y, of: z.0, to: total)
            add(y, of: z.1, to: total)
            add(y, of: z.2, to: total)
            add(y, of: z.3, to: total)
            addLine(total, to: coarse.loss + row * coarse.pitch)
        }
    }

    /// Adds what rows of a plane deal, four of them or fewer.
    @inline(__always)
    private func add(_ y: Axis.Givers, of plane: Axis.Giver, to total: UnsafeMutablePointer<Double>) {
        guard plane.weight != 0 else { return }
        let k = plane.cell
        let (a, b, c, d) = (dealtRow(y.0.cell, k), dealtRow(y.1.cell, k), dealtRow(y.2.cell, k), dealtRow(y.3.cell, k))
        var m = 0
        while m < coarse.pitch {
            let beside = y.0.weight * a.lanes(m) + y.3.weight * d.lanes(m)
            let under = y.1.weight * b.lanes(m) + y.2.weight * c.lanes(m)
            total.store(total.lanes(m) + plane.weight * (beside + under), m)
            m += 8
        }
    }

    @inline(__always)
    private func dealtRow(_ j: Int, _ k: Int) -> UnsafeMutablePointer<Double> { dealt + (k &* fine.y.count &+ j) &* coarse.pitch }

    /// Joins a fine row to a coarse one in natural order, zero beyond its end.
    @inline(__always)
    private func dealAlong(_ row: UnsafeMutablePointer<Double>, to joined: UnsafeMutablePointer<Double>) {
        let axis = fine.x
        guard axis.isCoarsened else {
            joined.update(from: row, count: fine.pitch)
            return
        }
        let (own, other, half, count) = (axis.dealtOwn, axis.dealtOther, fine.half, coarse.x.count)
        // The odd child below a coarse voxel and the even one above it; spare places have no weight.
        var m = 0
        while m < count {
            let (below, above) = (m + half - 1, m + 1)
            let under = own.lanes(m) * row.lanes(m) + own.lanes(m + half) * row.lanes(m + half)
            let beside = other.lanes(below) * row.lanes(below) + other.lanes(above) * row.lanes(above)
            joined.store(beside + under, m)
            m += 8
        }
        (joined + count).update(repeating: 0, count: coarse.pitch - count)
        let (first, last) = (axis.slot(0), axis.slot(axis.count - 1))
        joined[0] += other[last] * row[last]
        joined[count - 1] += other[first] * row[first]
    }

    /// Adds a line in natural order to a coarse row.
    @inline(__always)
    private func addLine(_ line: UnsafeMutablePointer<Double>, to row: UnsafeMutablePointer<Double>) {
        let half = coarse.half
        var m = 0
        guard fine.x.isCoarsened else {
            while m < coarse.pitch {
                row.store(row.lanes(m) + line.lanes(m), m)
                m += 8
            }
            return
        }
        while m < half {
            let both = UnsafeRawPointer(line + 2 * m).loadUnaligned(as: SIMD16<Double>.self)
            row.store(row.lanes(m) + both.evenHalf, m)
            row.store(row.lanes(m + half) + both.oddHalf, m + half)
            m += 8
        }
    }
}
