/// Corrections on their way up.
extension Transfer {
    /// Adds `weight` times the coarse correction to the fine values.
    ///
    /// The half-sweep that follows, over colour 1, reads only colour 0, so only that one is corrected.
    /// - Parameter isClamped: whether values stay at or above zero, the true ones being so.
    /// - Complexity: 8 bytes read and written of each voxel of that colour, and four rows of the coarse level per row.
    func prolong(_ part: Range<Int>, of layer: Int, times weight: Double, isClamped: Bool) {
        prolongRows(fine.rows(part, of: layer), weight, isClamped, lines(of: layer))
    }

    @inline(never)
    private func prolongRows(_ rows: Range<Int>, _ weight: Double, _ isClamped: Bool, _ halves: UnsafeMutablePointer<Double>) {
        let natural = halves + line
        var j = rows.lowerBound % fine.y.count
        var k = rows.lowerBound / fine.y.count
        for _ in rows {
            interpolate(j, k, times: weight, halves, natural)
            let parity = (j + k) & 1
            correct(j, k, parity, isClamped, halves, natural)
            if !fine.isTwoColoured { correct(j, k, 1 - parity, isClamped, halves, natural) }
            j += 1
            if j == fine.y.count {
                j = 0
                k += 1
            }
        }
    }

    /// The coarse correction at the y and z of a fine row: in halves in `halves`, and along x from -1 to the end in `natural`.
    @inline(__always)
    private func interpolate(
        _ j: Int, _ k: Int, times weight: Double, _ halves: UnsafeMutablePointer<Double>, _ natural: UnsafeMutablePointer<Double>
    ) {
        let (nearJ, farJ) = fine.y.parents(j)
        let (nearK, farK) = fine.z.parents(k)
        let (ownY, otherY) = (Lanes(repeating: fine.y.own[j]), Lanes(repeating: fine.y.other[j]))
        let (ownZ, otherZ) = (Lanes(repeating: fine.z.own[k] * weight), Lanes(repeating: fine.z.other[k] * weight))
        let a = coarse.row(nearJ, nearK)
        let b = coarse.row(farJ, nearK)
        let pitch = coarse.pitch
        var m = 0
        if fine.isFlat {
            while m < pitch {
                halves.store(ownZ * (ownY * a.lanes(m) + otherY * b.lanes(m)), m)
                m += 8
            }
        } else {
            // A level of one plane has nothing beyond it, and its interpolation no weight there.
            let c = coarse.row(nearJ, coarse.isFlat ? 0 : farK)
            let d = coarse.row(farJ, coarse.isFlat ? 0 : farK)
            while m < pitch {
                let near = ownY * a.lanes(m) + otherY * b.lanes(m)
                let far = ownY * c.lanes(m) + otherY * d.lanes(m)
                halves.store(ownZ * near + otherZ * far, m)
                m += 8
            }
        }
        guard fine.x.isCoarsened else { return }
        let count = coarse.x.count
        natural[0] = halves[coarse.half - 1]
        // Spare places too, so that no odd end is left; what comes first of them is written over.
        merge(even: halves, odd: halves + coarse.half, count: coarse.pitch, natural + 1)
        natural[count + 1] = halves[coarse.x.slot(count)]
    }

    @inline(__always)
    private func correct(
        _ j: Int, _ k: Int, _ parity: Int, _ isClamped: Bool, _ halves: UnsafeMutablePointer<Double>,
        _ natural: UnsafeMutablePointer<Double>
    ) {
        let start = parity * fine.half
        let values = fine.row(j, k) + start
        let own = fine.x.own + start
        let other = fine.x.other + start
        let count = (fine.x.count + 1 - parity) / 2
        let isCoarsened = fine.x.isCoarsened
        let near = isCoarsened ? natural + 1 : halves + start
        let far = isCoarsened ? natural + 2 * parity : halves + start
        let floor = Lanes(repeating: isClamped ? 0 : -Double.greatestFiniteMagnitude)
        var m = 0
        while m < count {
            let value = values.lanes(m) + (own.lanes(m) * near.lanes(m) + other.lanes(m) * far.lanes(m))
            values.store(value.replacing(with: floor, where: value .< floor), m)
            m += 8
        }
    }
}
