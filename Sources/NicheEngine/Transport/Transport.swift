import NicheMath
import NicheModel

/// Substances from one step to the next: coefficients from cells and vessels, diffusion, uptake, and what each cell got.
final class Transport {
    let grid: Grid
    let pool: Pool
    let substances: [SubstanceKind]
    let chemistry: [Chemistry]
    /// By particle of the model.
    let particleEvents: [[ParticleEvent]]
    let occupants: [Occupants]
    let tubes: [Tubes]
    let fillings: Fillings
    /// Substances of small grids are solved side by side, each in a room of its own; those of large ones one by one by all threads.
    private let rooms: Shelf<Room>
    private let isParallelBySubstance: Bool
    private let pad: Scratchpad

    init(_ model: Model, grid: Grid, pool: Pool, kinds: [CellKind], vesselKinds: [VesselKind], globals: GlobalMap, pad: Scratchpad) throws {
        self.grid = grid
        self.pad = pad
        self.pool = pool
        isParallelBySubstance = grid.count <= Multigrid.smallGrid
        let solvers = isParallelBySubstance ? Pool(threads: 1) : pool
        substances = model.substances.indices.map { SubstanceKind($0, model, kinds: kinds, grid: grid, pool: solvers) }
        let template = Multigrid(grid: grid, pool: solvers, hasRoom: false)
        let layout = Layout(template)
        rooms = Shelf { template.makeRoom() }
        chemistry = model.reactions.map(Chemistry.init)
        particleEvents = model.particles.map { $0.events.compactMap { ParticleEvent($0, globals: globals) } }
        occupants = kinds.map { _ in Occupants(layout, pool: pool, pad: pad) }
        tubes = vesselKinds.map { Tubes($0, layout) }
        fillings = Fillings(model, grid)
    }

    /// Finds the voxel of every cell again. Where they are is good until the pad is cleared for something else.
    func place(_ cells: Cells, _ kinds: [CellKind], backBy step: Double = 0) {
        pad.clear()
        for (kind, occupants) in zip(kinds, occupants) where !kind.exchangeEntries.isEmpty { occupants.place(kind, cells, backBy: step) }
        fillings.measure(cells)
    }

    /// Works out what every vessel exchanges.
    func placeTubes(_ vessels: [Vessels], globals: UnsafePointer<Double>, time: Int64, bench: IntegrationBench) throws {
        for type in tubes.indices {
            try tubes[type].gather(vessels[type], substances, globals: globals, time: time, bench: bench)
        }
    }

    /// Brings all substances but the clamped ones over the step, and books what each cell got.
    func solve(_ fields: Fields, _ clamps: Clamps, _ cells: Cells, dt: Double) {
        func body(_ index: Int) {
            let substance = substances[index]
            let values = fields.substances[index]
            if clamps.isClamped(substance: index) { return substance.book(values, cells.tables, occupants) }
            rooms.withItem { room in
                substance.solver.enter(room)
                substance.solve(values, dt: dt, cells.tables, occupants, tubes)
            }
        }
        if isParallelBySubstance {
            pool.run(substances.count, body)
        } else {
            for index in substances.indices { body(index) }
        }
    }
}

extension BoundProgram {
    /// The value of a formula that depends on nothing.
    static func constant(_ formula: Formula) -> Double {
        var builder = Program.Builder(inputs: 1)
        func value(_ term: Term) -> Double? {
            switch term {
            case .number(let number), .parameter(_, let number): return number
            case .negate(let a): return value(a).map { -$0 }
            default: return nil
            }
        }
        if let value = value(formula.term) { return value }
        _ = builder.constant(0)
        let compiler = Compiler(map: nil, globals: GlobalMap(Model()))
        let bound = compiler.compile([formula])
        return bound.program.scalar(Array(repeating: 0, count: bound.program.inputCount))[0]
    }
}
