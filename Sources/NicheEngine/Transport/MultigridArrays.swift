extension Multigrid {
    /// Brings the caller's arrays into the finest level's order, the held sides into the source.
    func load(_ values: UnsafeMutablePointer<Double>, _ balance: Balance) -> (isFinite: Bool, isNonNegative: Bool) {
        let level = levels[0]
        level.uptake = balance.capacity == nil ? nil : level.capacity
        level.saturation = balance.half
        let nx = grid.nx
        level.forEachTile(pool) { tile, rows in
            var mark = 0.0
            var least = 0.0
            for row in rows {
                let place = row * level.pitch
                let inner = level.row(row % grid.ny, row / grid.ny)
                split(values + row * nx, count: nx, even: inner, odd: inner + level.half)
                split(balance.loss + row * nx, count: nx, even: level.loss + place, odd: level.loss + place + level.half)
                mark += blemish(values + row * nx, nx) + blemish(balance.loss + row * nx, nx)
                if let from = balance.capacity, let to = level.capacity {
                    split(from + row * nx, count: nx, even: to + place, odd: to + place + level.half)
                    mark += blemish(from + row * nx, nx)
                }
                split(balance.source + row * nx, count: nx, even: level.source + place, odd: level.source + place + level.half)
                mark += blemish(balance.source + row * nx, nx)
                addHeld(balance.edges, level.source + place, row % grid.ny, row / grid.ny)
                least = min(least, lowest(level.source + place, level.pitch))
            }
            marks[2 * tile] = mark
            marks[2 * tile + 1] = least
        }
        var isFinite = balance.diffusion.isFinite && balance.half.isFinite
        var isNonNegative = true
        for tile in 0..<level.tiles {
            if marks[2 * tile] != 0 { isFinite = false }
            if marks[2 * tile + 1] < 0 { isNonNegative = false }
        }
        return (isFinite, isNonNegative)
    }

    /// Adds what the held sides send into a row.
    private func addHeld(_ edges: Edges, _ source: UnsafeMutablePointer<Double>, _ j: Int, _ k: Int) {
        let level = levels[0]
        var across = 0.0
        if j == 0, case .value(let held) = edges.low[1] { across += level.y.faceLow * held }
        if j == grid.ny - 1, case .value(let held) = edges.high[1] { across += level.y.faceHigh * held }
        if k == 0, case .value(let held) = edges.low[2] { across += level.z.faceLow * held }
        if k == grid.nz - 1, case .value(let held) = edges.high[2] { across += level.z.faceHigh * held }
        if across != 0 {
            for i in 0..<grid.nx { source[level.x.slot(i)] += across }
        }
        if case .value(let held) = edges.low[0] { source[level.x.slot(0)] += level.x.faceLow * held }
        if case .value(let held) = edges.high[0] { source[level.x.slot(grid.nx - 1)] += level.x.faceHigh * held }
    }

    /// Brings the values back into the caller's order.
    /// - Returns: the largest change against what the caller's array held, or infinity; what is not finite is not brought back.
    func store(_ values: UnsafeMutablePointer<Double>) -> Double {
        let level = levels[0]
        let nx = grid.nx
        level.forEachTile(pool) { tile, rows in
            let line = lines + tile * (level.pitch + 16)
            var change = 0.0
            for row in rows {
                let inner = level.row(row % grid.ny, row / grid.ny)
                merge(even: inner, odd: inner + level.half, count: nx, line)
                change = max(change, exchange(line, values + row * nx, nx))
            }
            largest[tile] = change
        }
        var change = 0.0
        for tile in 0..<level.tiles { change = max(change, largest[tile]) }
        return change
    }
}

/// 0, or not a number where one of the numbers is not finite.
@inline(never)
private func blemish(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    var sum = Lanes()
    var i = 0
    while i + 8 <= count {
        sum += numbers.lanes(i) * 0
        i += 8
    }
    var rest = sum.sum()
    while i < count {
        rest += numbers[i] * 0
        i += 1
    }
    return rest
}

/// The lowest number of a padded row, or 0.
@inline(never)
private func lowest(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    var least = Lanes()
    var i = 0
    while i < count {
        let next = numbers.lanes(i)
        least.replace(with: next, where: next .< least)
        i += 8
    }
    return least.min()
}

/// Puts `line` in place of `values`.
/// - Returns: the largest difference between the two, or infinity where the new one is not finite; it is not put in place then.
@inline(never)
private func exchange(_ line: UnsafeMutablePointer<Double>, _ values: UnsafeMutablePointer<Double>, _ count: Int) -> Double {
    var most = Lanes()
    var sum = Lanes()
    var i = 0
    while i + 8 <= count {
        let new = line.lanes(i)
        let old = values.lanes(i)
        let difference = new - old
        let size = difference.replacing(with: -difference, where: difference .< 0)
        most.replace(with: size, where: size .> most)
        sum += difference * 0
        values.store(new.replacing(with: old, where: (difference * 0) .!= 0), i)
        i += 8
    }
    var largest = most.max()
    var mark = sum.sum()
    while i < count {
        let difference = line[i] - values[i]
        if difference.isFinite {
            largest = max(largest, abs(difference))
            values[i] = line[i]
        } else {
            mark = .nan
        }
        i += 1
    }
    return mark == 0 ? largest : .infinity
}
