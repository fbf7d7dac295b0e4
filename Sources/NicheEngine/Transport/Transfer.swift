/// What goes between a level and the next coarser one: residuals and coefficients down as volume-weighted means, corrections up by
/// linear interpolation.
final class Transfer {
    let fine: Level
    let coarse: Level
    /// Coarse rows of a tile on the way down.
    private let tile: Int
    /// Lines of a tile's own.
    private let scratch: UnsafeMutablePointer<Double>
    private let line: Int

    init(fine: Level, coarse: Level) {
        self.fine = fine
        self.coarse = coarse
        let perRow = (fine.y.isCoarsened ? 2 : 1) * (fine.z.isCoarsened ? 2 : 1)
        tile = fine.tile >= fine.rows ? coarse.rows : max(1, 8_192 / (fine.x.count * perRow))
        let tiles = max(fine.tiles, (coarse.rows + tile - 1) / tile)
        line = fine.pitch + 16
        scratch = .zeroed(tiles * 2 * line)
    }

    deinit { scratch.deallocate() }

    /// Makes the coarse source from the fine residual and starts the coarse correction at zero.
    ///
    /// The smoother leaves no residual at the colour it did last, so only the other colour counts.
    /// - Parameter withStiffness: also makes the coarse loss, which changes with the values where there is uptake.
    /// - Complexity: reads 8 bytes of values and 12 of coefficients per fine voxel, and 12 more for the stiffness.
    func restrict(withStiffness: Bool, _ pool: Pool) {
        fine.wrap()
        coarse.values.update(repeating: 0, count: (coarse.y.count + 2) * (coarse.z.count + 2) * coarse.pitch)
        let tiles = (coarse.rows + tile - 1) / tile
        let body: (Int) -> Void = { [self] index in
            for row in index * tile..<min((index + 1) * tile, coarse.rows) {
                restrictRow(row, withStiffness, scratch + index * 2 * line)
            }
        }
        if tiles == 1 { body(0) } else { pool.run(tiles, body) }
    }

    private func restrictRow(_ row: Int, _ withStiffness: Bool, _ lines: UnsafeMutablePointer<Double>) {
        let fine = fine
        let residual = lines
        let stiffness = lines + line
        residual.update(repeating: 0, count: fine.pitch)
        if withStiffness { stiffness.update(repeating: 0, count: fine.pitch) }
        for k in fine.z.children(row / coarse.y.count) {
            for j in fine.y.children(row % coarse.y.count) {
                let weight = fine.y.share[j] * fine.z.share[k]
                let parity = (j + k) & 1
                let first = fine.stencil(j, k, parity: parity)
                first.addResidual(times: weight, to: residual + parity * fine.half)
                guard withStiffness || !fine.isTwoColoured else { continue }
                let second = fine.stencil(j, k, parity: 1 - parity)
                if !fine.isTwoColoured { second.addResidual(times: weight, to: residual + (1 - parity) * fine.half) }
                guard withStiffness else { continue }
                first.addStiffness(times: weight, limit: fine.stiffnessLimit, to: stiffness + parity * fine.half)
                second.addStiffness(times: weight, limit: fine.stiffnessLimit, to: stiffness + (1 - parity) * fine.half)
            }
        }
        addPairs(residual, to: coarse.source + row * coarse.pitch)
        if withStiffness { addPairs(stiffness, to: coarse.loss + row * coarse.pitch) }
    }

    /// Joins the two halves of a fine line into a coarse one. The line is used up.
    @inline(never)
    private func addPairs(_ pair: UnsafeMutablePointer<Double>, to row: UnsafeMutablePointer<Double>) {
        let half = fine.half
        guard fine.x.isCoarsened else {
            row.update(from: pair, count: fine.pitch)
            return
        }
        let count = coarse.x.count
        let share = fine.x.share
        var m = 0
        while m < count {
            pair.store(share.lanes(m) * pair.lanes(m) + share.lanes(m + half) * pair.lanes(m + half), m)
            m += 8
        }
        split(pair, count: count, even: row, odd: row + coarse.half)
    }

    /// Adds `weight` times the coarse correction to the fine values.
    ///
    /// The half-sweep that follows reads only the colour done last, so only that one is corrected.
    /// - Parameter isClamped: whether values stay at or above zero, the true ones being so.
    /// - Complexity: 8 bytes read and written of each voxel of that colour, and four rows of the coarse level per row.
    func prolong(times weight: Double, isClamped: Bool, _ pool: Pool) {
        coarse.wrap()
        fine.forEachTile(pool) { tile, rows in
            let lines = scratch + tile * 2 * line
            for row in rows {
                let j = row % fine.y.count
                let k = row / fine.y.count
                interpolate(j, k, times: weight, lines, lines + line)
                let parity = (j + k + 1) & 1
                correct(j, k, parity, isClamped, lines, lines + line)
                if !fine.isTwoColoured { correct(j, k, 1 - parity, isClamped, lines, lines + line) }
            }
        }
    }

    /// The coarse correction at the y and z of a fine row: in halves in `halves`, and along x from -1 to the end in `natural`.
    @inline(never)
    private func interpolate(
        _ j: Int, _ k: Int, times weight: Double, _ halves: UnsafeMutablePointer<Double>, _ natural: UnsafeMutablePointer<Double>
    ) {
        let (nearJ, farJ) = fine.y.parents(j)
        let (nearK, farK) = fine.z.parents(k)
        let ownY = fine.y.own[j]
        let otherY = fine.y.other[j]
        let ownZ = fine.z.own[k] * weight
        let otherZ = fine.z.other[k] * weight
        let a = coarse.row(nearJ, nearK)
        let b = coarse.row(farJ, nearK)
        let c = coarse.row(nearJ, farK)
        let d = coarse.row(farJ, farK)
        let pitch = coarse.pitch
        var m = 0
        while m < pitch {
            let near = ownY * a.lanes(m) + otherY * b.lanes(m)
            let far = ownY * c.lanes(m) + otherY * d.lanes(m)
            halves.store(ownZ * near + otherZ * far, m)
            m += 8
        }
        guard fine.x.isCoarsened else { return }
        let count = coarse.x.count
        natural[0] = halves[coarse.half - 1]
        merge(even: halves, odd: halves + coarse.half, count: count, natural + 1)
        natural[count + 1] = halves[coarse.x.slot(count)]
    }

    @inline(never)
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
