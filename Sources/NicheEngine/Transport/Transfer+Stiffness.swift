/// The loss that a coarser level sees.
extension Transfer {
    /// Makes the coarse loss: that of the balance made linear at c, σ = loss + q h / (h + c)², as it acts on the coarse level.
    ///
    /// What all voxels of a coarse one share, the least σ, is the same on both levels. What one has beyond that is a sink by itself:
    /// it draws in proportion to the voxel's width, so on a coarser level it would draw too much. In series with the resistance
    /// between the two widths, σ s / (σ + s), it draws what it draws here; `stiffnessLimit` is s, or `dealtLimit` on a large grid
    /// (see `deal`).
    /// - Returns: the largest loss that a voxel has beyond what all have [1/min].
    @inline(never)
    func stiffenLinear(_ rows: Range<Int>, _ lines: UnsafeMutablePointer<Double>) -> Double { stiffen(rows, lines, isCurved: false) }

    @inline(never)
    func stiffenCurved(_ rows: Range<Int>, _ lines: UnsafeMutablePointer<Double>) -> Double { stiffen(rows, lines, isCurved: true) }

    @inline(__always)
    private func stiffen(_ rows: Range<Int>, _ lines: UnsafeMutablePointer<Double>, isCurved: Bool) -> Double {
        var most = Lanes()
        for row in rows {
            makeSlopes(under: row, lines + line, isCurved: isCurved)
            if isDealing { deal(row, lines, &most) } else { join(row, lines, &most) }
        }
        return most.largest
    }

    /// Makes the loss of a coarse row the mean of those under it, of which the slopes are in the lines.
    /// - Parameter most: grows to the largest loss that a voxel has beyond what all have.
    @inline(never)
    private func join(_ row: Int, _ lines: UnsafeMutablePointer<Double>, _ most: inout Lanes) {
        var largest = most
        let s = Lanes(repeating: fine.stiffnessLimit)
        let (sum, least) = (lines, lines + line)
        var slopes = least + line
        var isFirst = true
        for k in fine.z.children(row / coarse.y.count) {
            for j in fine.y.children(row % coarse.y.count) {
                let weight = Lanes(repeating: fine.y.share[j] * fine.z.share[k])
                var m = 0
                while m < fine.pitch {
                    let shared = least.lanes(m)
                    let excess = slopes.lanes(m) - shared
                    largest.keepLarger(excess)
                    let part = weight * (shared + excess * s / (excess + s))
                    sum.store(isFirst ? part : sum.lanes(m) + part, m)
                    m += 8
                }
                isFirst = false
                slopes += line
            }
        }
        most = largest
        addPairs(sum, to: coarse.loss + row * coarse.pitch)
    }

    /// Works out the slopes σ of the rows under a coarse one, in lines that come after `least`: the least of each coarse voxel's.
    @inline(__always)
    private func makeSlopes(under row: Int, _ least: UnsafeMutablePointer<Double>, isCurved: Bool) {
        let h = Lanes(repeating: fine.saturation)
        var slopes = least + line
        var isFirst = true
        for k in fine.z.children(row / coarse.y.count) {
            for j in fine.y.children(row % coarse.y.count) {
                let place = (k * fine.y.count + j) * fine.pitch
                let (loss, capacity) = (fine.loss + place, fine.capacity + place)
                let values = fine.row(j, k)
                var m = 0
                while m < fine.pitch {
                    var slope = loss.lanes(m)
                    if isCurved {
                        let c = values.lanes(m)
                        let fraction = 1 / (h + c.replacing(with: 0, where: c .< 0))
                        slope += capacity.lanes(m) * (h * (fraction * fraction))
                    }
                    slopes.store(slope, m)
                    if !isFirst {
                        let other = least.lanes(m)
                        slope.replace(with: other, where: other .< slope)
                    }
                    least.store(slope, m)
                    m += 8
                }
                isFirst = false
                slopes += line
            }
        }
        if fine.x.isCoarsened { shareLeast(least) }
    }

    /// Both columns of a pair take the lesser of the two; the last one of an odd count is alone.
    @inline(__always)
    private func shareLeast(_ least: UnsafeMutablePointer<Double>) {
        let half = fine.half
        // The spare place beside a lone column holds no loss.
        let last = (fine.x.count - 1) / 2
        let alone = least[last]
        var m = 0
        while m < half {
            let (even, odd) = (least.lanes(m), least.lanes(m + half))
            let lesser = even.replacing(with: odd, where: odd .< even)
            least.store(lesser, m)
            least.store(lesser, m + half)
            m += 8
        }
        if fine.x.count % 2 == 1 { least[last] = alone }
    }
}
