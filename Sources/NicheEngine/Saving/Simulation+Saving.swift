import NicheModel

/// Saving and going on: between two steps the state is all there is, so a copy of it continues any run of the same model.
extension Simulation {
    var savedTables: [SavedTable] { state.tables(kinds, vesselKinds, model) }

    /// A copy of the state, from which `init(_:resuming:threads:)` goes on.
    ///
    /// - Complexity: one pass over all columns.
    public func saved() -> SavedState {
        precondition(state.cells.gone.isEmpty && state.cells.orphans.isEmpty, "a state is saved between two steps")
        let tables = savedTables
        var columns: [SavedState.Column] = []
        func add(_ name: String, _ values: SavedState.Values) { columns.append(SavedState.Column(name: name, values: values)) }
        let size = model.space.size ?? grid.size
        add("size", .doubles([size.x, size.y, size.z]))
        add("next ID", .words([state.nextID]))
        add("globals", .doubles(Array(UnsafeBufferPointer(start: state.globals, count: state.stateGlobals))))
        // Copied like the rest: what is saved is written by another thread.
        add("tallies", .doubles(state.tallies.map { $0 }))
        add("begins", .words(state.begins.map { UInt64(bitPattern: $0) }))
        add("rows", .words(tables.map { UInt64($0.table.count) }))
        for table in tables {
            for (column, name) in table.columns.enumerated() { add("\(table.name)/\(name)", table.table.copy(column)) }
        }
        return SavedState(
            modelDigest: modelDigest, stateDigest: digest, seed: state.seed, tick: state.tick, time: state.time, columns: columns)
    }

    /// Goes on from a saved state, on any number of threads.
    /// - Throws: `RestoreFault` where the state is of another model, or is none that a run could have.
    public convenience init(_ model: Model, resuming saved: SavedState, threads: Int) throws {
        var model = model
        var columns = SavedColumns(saved)
        let size = try columns.take("size", Double.self, count: 3)
        guard size.allSatisfy({ $0.isFinite && $0 > 0 && $0 < 1e7 }) else { throw RestoreFault("its space has no size") }
        // A space as large as its cells is known by what they were at the start.
        if model.space.size == nil { model.space.size = SIMD3(size[0], size[1], size[2]) }
        guard model.digest == saved.modelDigest else {
            throw RestoreFault("it is of another model, or the model has been changed since")
        }
        try self.init(empty: model, seed: saved.seed, threads: threads)
        try restore(saved, &columns)
    }

    private func restore(_ saved: SavedState, _ columns: inout SavedColumns) throws {
        let (time, overflows) = saved.tick.multipliedReportingOverflow(by: model.time.step)
        guard saved.tick >= 0, !overflows, time == saved.time else {
            throw RestoreFault("its \(saved.tick) steps do not make \(saved.time) s")
        }
        (state.tick, state.time) = (saved.tick, saved.time)
        state.nextID = try columns.take("next ID", UInt64.self, count: 1)[0]
        let globals = try columns.take("globals", Double.self, count: state.stateGlobals)
        for (i, value) in globals.enumerated() { state.globals[i] = value }
        state.tallies = try columns.take("tallies", Double.self, count: model.tallies.count)
        state.begins = try columns.take("begins", UInt64.self, count: therapies.begins.count).map { Int64(bitPattern: $0) }
        let tables = savedTables
        let rows = try columns.take("rows", UInt64.self, count: tables.count)
        for (table, count) in zip(tables, rows) { try restore(table, count, &columns) }
        try columns.checkAllTaken()
        try state.checkRows()
        try state.checkPlaces(kinds)
        try state.restoreOwners()
        // What cells fill may be asked for before the next transport measures it.
        transport.fillings.measure(state.cells)
        guard digest == saved.stateDigest else { throw RestoreFault("its columns are not those of the state it was made from") }
    }

    /// Rows are made for numbers that are there, not for those that are promised.
    private func restore(_ table: SavedTable, _ count: UInt64, _ columns: inout SavedColumns) throws {
        let names = table.columns.map { "\(table.name)/\($0)" }
        guard count <= UInt64(max(columns.most, grid.count)) else { throw RestoreFault("\(table.name) has not its \(count) rows") }
        table.table.fit(Int(count))
        for (column, name) in names.enumerated() {
            guard table.table.fill(column, try columns.take(name)) else {
                throw RestoreFault("\(name) has not \(count) numbers of its kind")
            }
        }
    }
}
