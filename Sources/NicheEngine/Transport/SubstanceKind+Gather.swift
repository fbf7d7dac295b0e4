/// The balance of a step, from the field and from who exchanges.
extension SubstanceKind {
    /// A field below this counts as empty: far less than a molecule a voxel in any unit.
    private static let nothing = 1e-30

    /// Whether there is nothing of the substance and nothing comes.
    func isQuiet(_ values: UnsafePointer<Double>, _ cells: [Table<Double>], _ occupants: [Occupants], _ tubes: [Tubes]) -> Bool {
        if isSupplied { return false }
        for voxel in 0..<solver.grid.count where !(values[voxel].magnitude < Self.nothing) { return false }
        for exchange in exchanges where exchange.kind == .source || exchange.kind == .toward {
            let column = cells[exchange.type][exchange.kind == .source ? exchange.column : exchange.target]
            for place in occupants[exchange.type].all where column[Int(place.row)] != 0 { return false }
        }
        for (type, entry) in wells {
            for well in tubes[type].wells(entry) where well.supply != 0 { return false }
        }
        // With nothing to remove it, a steady substance has no answer; that is for the solver to say.
        return isStepped || decay > 0
    }

    /// Writes the coefficients of the step for some rows into the solver's room, and the field as the first guess.
    /// - Parameter rate: 1 / (γ dt) of a stepped substance, 0 of a steady one [1/min].
    func gather(
        _ values: UnsafePointer<Double>, rate: Double, _ rows: Range<Int>, _ cells: [Table<Double>], _ occupants: [Occupants],
        _ tubes: [Tubes]
    ) -> Multigrid.Input {
        guard !rows.isEmpty else { return Multigrid.Input() }
        let level = solver.levels[0]
        let (loss, source) = (level.loss, level.source)
        var least = min(start(values, rate, rows), addCells(rows, cells, occupants))
        for (type, entry) in wells {
            for well in tubes[type].wells(entry, in: rows) {
                loss[Int(well.slot)] += well.conductance
                source[Int(well.slot)] += well.supply
                least = min(least, well.supply)
            }
        }
        if let shell { least = min(least, shell.hold(rows, of: level, against: decay + rate)) }
        if !isClosed { solver.addHeld(edges, rows) }
        return Multigrid.Input(leastSource: least, leastLoss: decay + rate)
    }

    /// Coefficients without cells and vessels.
    /// - Returns: the least of the sources.
    private func start(_ values: UnsafePointer<Double>, _ rate: Double, _ rows: Range<Int>) -> Double {
        let level = solver.levels[0]
        let (nx, ny, pitch) = (solver.grid.nx, solver.grid.ny, level.pitch)
        let first = rows.lowerBound * pitch
        (level.loss + first).update(repeating: decay + rate, count: rows.count * pitch)
        if hasCapacity { (level.capacity + first).update(repeating: 0, count: rows.count * pitch) }
        if rate == 0 { (level.source + first).update(repeating: 0, count: rows.count * pitch) }
        var least = Lanes()
        for row in rows {
            let inner = level.row(row % ny, row / ny)
            split(values + row * nx, count: nx, even: inner, odd: inner + level.half)
            if rate > 0 { copy(inner, times: rate, to: level.source + row * pitch, count: pitch, &least) }
        }
        return least.min()
    }

    /// What the cells of some rows do to their voxels. Each voxel sums its cells type by type, in their order.
    /// - Returns: the least of the sources.
    private func addCells(_ rows: Range<Int>, _ cells: [Table<Double>], _ occupants: [Occupants]) -> Double {
        let level = solver.levels[0]
        let (loss, source, capacity) = (level.loss, level.source, level.capacity)
        var least = 0.0
        for exchange in exchanges {
            let table = cells[exchange.type]
            let column = table[exchange.column]
            let places = occupants[exchange.type].places(in: rows)
            switch exchange.kind {
            case .capacity: for place in places { capacity[Int(place.slot)] += column[Int(place.row)] * place.share }
            case .loss: for place in places { loss[Int(place.slot)] += column[Int(place.row)] * place.share }
            case .source:
                for place in places {
                    let flow = column[Int(place.row)] * exchange.factor
                    source[Int(place.slot)] += flow
                    least = min(least, flow)
                }
            case .toward:
                let target = table[exchange.target]
                for place in places {
                    let rate = column[Int(place.row)] * place.share
                    let flow = rate * target[Int(place.row)]
                    loss[Int(place.slot)] += rate
                    source[Int(place.slot)] += flow
                    least = min(least, flow)
                }
            }
        }
        return least
    }

    /// Books what each cell got from the field that the step ended with, or adds to what it got in a first stage.
    /// - Parameter weight: part of the step that this field stands for.
    func book(_ values: UnsafePointer<Double>, _ cells: [Table<Double>], _ occupants: [Occupants], weight: Double = 1) {
        if weight == 1 { clearTaken(cells) }
        book(cells, occupants, weight: weight) { values[Int($0.voxel)] }
    }

    func clearTaken(_ cells: [Table<Double>]) {
        for exchange in exchanges where exchange.taken >= 0 {
            let table = cells[exchange.type]
            table[exchange.taken].update(repeating: 0, count: table.count)
        }
    }

    @inline(__always)
    func book(_ cells: [Table<Double>], _ occupants: [Occupants], weight: Double, _ value: (Occupants.Place) -> Double) {
        let volume = weight * solver.grid.voxelVolume
        for exchange in exchanges where exchange.taken >= 0 {
            let table = cells[exchange.type]
            let (column, taken) = (table[exchange.column], table[exchange.taken])
            let isCapacity = exchange.kind == .capacity
            occupants[exchange.type].forEachTile(solver.pool) { places in
                for place in places {
                    let c = value(place)
                    let rate = isCapacity ? column[Int(place.row)] * c / (half + c) : column[Int(place.row)] * c
                    taken[Int(place.row)] += rate * place.share * volume
                }
            }
        }
    }
}

/// Numbers of a padded row times a factor; `least` sinks to the least of them.
@inline(never)
private func copy(
    _ from: UnsafePointer<Double>, times factor: Double, to: UnsafeMutablePointer<Double>, count: Int, _ least: inout Lanes
) {
    let factor = Lanes(repeating: factor)
    var low = least
    var m = 0
    while m < count {
        let value = from.lanes(m) * factor
        to.store(value, m)
        low.replace(with: value, where: value .< low)
        m += 8
    }
    least = low
}
