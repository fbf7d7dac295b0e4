extension Multigrid {
    /// What is to be known of the coefficients of a solve.
    struct Input {
        /// 0, or not a number where something was not finite.
        var flaw = 0.0
        /// The least source [conc/min] and the least loss [1/min], or 0 if they are not below.
        var leastSource = 0.0
        var leastLoss = Double.greatestFiniteMagnitude

        mutating func add(_ other: Input) {
            flaw += other.flaw
            leastSource = min(leastSource, other.leastSource)
            leastLoss = min(leastLoss, other.leastLoss)
        }
    }

    /// Brings some rows of the caller's arrays into the finest level's order, the held sides into the source.
    func load(_ values: UnsafePointer<Double>, _ balance: Balance, _ rows: Range<Int>) -> Input {
        let level = levels[0]
        let nx = grid.nx
        var input = Input()
        for row in rows {
            let place = row * level.pitch
            let first = row * nx
            let (loss, source, inner) = (level.loss + place, level.source + place, level.row(row % grid.ny, row / grid.ny))
            split(values + first, count: nx, even: inner, odd: inner + level.half)
            split(balance.loss + first, count: nx, even: loss, odd: loss + level.half)
            split(balance.source + first, count: nx, even: source, odd: source + level.half)
            input.flaw += blemish(values + first, nx) + blemish(balance.loss + first, nx) + blemish(balance.source + first, nx)
            if let from = balance.capacity {
                let capacity = level.capacity + place
                split(from + first, count: nx, even: capacity, odd: capacity + level.half)
                input.flaw += blemish(from + first, nx)
            }
            input.leastSource = min(input.leastSource, lowest(balance.source + first, nx))
            input.leastLoss = min(input.leastLoss, lowest(balance.loss + first, nx))
        }
        addHeld(balance.edges, rows)
        return input
    }

    /// Adds what the held sides send to the source of some rows.
    func addHeld(_ edges: Edges, _ rows: Range<Int>) {
        for row in rows {
            addHeld(edges, levels[0].source + row * levels[0].pitch, row % grid.ny, row / grid.ny)
        }
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
    /// - Parameter isCut: whether what is below zero becomes zero.
    /// - Returns: whether all are finite; what is not is not brought back.
    func store(_ values: UnsafeMutablePointer<Double>, times factor: Double = 1, isCut: Bool = false) -> Bool {
        let level = levels[0]
        let nx = grid.nx
        let (marks, factor) = (marks, Lanes(repeating: factor))
        let floor = Lanes(repeating: isCut ? 0 : -Double.greatestFiniteMagnitude)
        forEachLayer { layer in
            var mark = Lanes()
            for row in level.rows(of: layer) {
                let inner = level.row(row % grid.ny, row / grid.ny)
                mark += merge(even: inner, odd: inner + level.half, count: nx, values + row * nx, times: factor, from: floor)
            }
            marks[layer] = mark.sum()
        }
        for layer in 0..<level.layers where marks[layer] != 0 { return false }
        return true
    }

    /// Goes over the layers of the finest level, in any order.
    @inline(__always)
    func forEachLayer(_ body: (Int) -> Void) {
        let level = levels[0]
        if level.tile >= level.layers {
            for layer in 0..<level.layers { body(layer) }
        } else {
            pool.run(level.layers, body)
        }
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

/// The lowest number.
@inline(never)
private func lowest(_ numbers: UnsafePointer<Double>, _ count: Int) -> Double {
    var least = Lanes(repeating: .greatestFiniteMagnitude)
    var i = 0
    while i + 8 <= count {
        let next = numbers.lanes(i)
        least.replace(with: next, where: next .< least)
        i += 8
    }
    var lowest = least.min()
    while i < count {
        lowest = min(lowest, numbers[i])
        i += 1
    }
    return lowest
}

/// Puts even and odd places, times a factor and not below a floor, back into a line, but for what is not finite.
/// - Returns: 0 in each lane, or not a number where something was not finite.
@inline(never)
private func merge(
    even: UnsafePointer<Double>, odd: UnsafePointer<Double>, count: Int, _ line: UnsafeMutablePointer<Double>, times factor: Lanes,
    from floor: Lanes
) -> Lanes {
    var mark = Lanes()
    var m = 0
    while 2 * m + 16 <= count {
        let (a, b) = (even.lanes(m) * factor, odd.lanes(m) * factor)
        let flaw = (a + b) * 0
        mark += flaw
        if any(flaw .!= 0) { return mark }
        var both = SIMD16<Double>()
        both.evenHalf = a.replacing(with: floor, where: a .< floor)
        both.oddHalf = b.replacing(with: floor, where: b .< floor)
        UnsafeMutableRawPointer(line + 2 * m).storeBytes(of: both, as: SIMD16<Double>.self)
        m += 8
    }
    for place in 2 * m..<max(count, 2 * m) {
        let scaled = (place & 1 == 0 ? even : odd)[place / 2] * factor[0]
        mark[0] += scaled * 0
        if scaled.isFinite { line[place] = max(scaled, floor[0]) }
    }
    return mark
}
