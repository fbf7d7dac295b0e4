import NicheModel

/// A substance, compiled: its constants, its solver, and who exchanges it.
final class SubstanceKind {
    /// What one output of a cell type's exchange program means to the balance.
    struct Exchange {
        enum Kind { case capacity, loss, source, toward }
        var kind: Kind
        var type: Int
        /// Of the output in the type's table; of `toward` the rate, with the target in `target`.
        var column: Int
        var target = 0
        /// What a source is multiplied with: it comes to a rate per volume of the voxel.
        var factor = 0.0
        /// Column of what the cell got [amount/min], -1 where nobody asks.
        var taken = -1
    }

    let index: Int
    let name: String
    /// [µm²/min], [1/min]
    let diffusion: Double
    let decay: Double
    /// Concentration of half uptake.
    let half: Double
    let isStepped: Bool
    let edges: Edges
    let isClosed: Bool
    /// The outermost voxels, where they are held.
    let shell: Shell?
    /// Whether some side is held at a concentration other than 0.
    let isSupplied: Bool
    let hasCapacity: Bool
    /// Whether the loss is the same everywhere, nothing but sources being in the voxels.
    let isUniform: Bool
    let exchanges: [Exchange]
    /// Exchange number `entry` of vessel type `type`.
    let wells: [(type: Int, entry: Int)]
    let solver: Multigrid
    let books: MassBalance
    /// Part of the largest concentration that an error of a solve may be.
    var tolerance: Double
    /// What came of the last solve.
    var outcome = Multigrid.Outcome(cycles: 0, error: 0, hasConverged: true)

    init(_ index: Int, _ model: Model, kinds: [CellKind], grid: Grid, pool: Pool) {
        let substance = model.substances[index]
        self.index = index
        name = substance.name
        diffusion = substance.diffusion
        decay = substance.decay
        half = substance.uptakeHalf ?? 1
        isStepped = !substance.isSteady
        var shell: Shell?
        switch substance.edges {
        case .closed: edges = .closed
        case .value(let formula): edges = .all(.value(BoundProgram.constant(formula)), isSlice: grid.isSlice)
        case .periodic: edges = .all(.periodic, isSlice: grid.isSlice)
        case .sides(let sides, at: .faces): edges = Self.edges(sides, grid)
        case .sides(let sides, at: .voxels):
            edges = .closed
            shell = Shell(Self.edges(sides, grid), grid)
        }
        self.shell = shell
        isClosed = edges == .closed && shell == nil
        let isHeld = (edges.low + edges.high).contains { if case .value(let value) = $0 { value != 0 } else { false } }
        isSupplied = isHeld || shell?.isSupplied == true
        exchanges = kinds.flatMap { Self.exchanges(of: $0, substance, index, voxelVolume: grid.voxelVolume) }
        hasCapacity = exchanges.contains { $0.kind == .capacity }
        wells = model.vesselTypes.enumerated().flatMap { type, vessel in
            vessel.exchanges.indices.filter { vessel.exchanges[$0].substance == index }.map { (type, $0) }
        }
        isUniform = shell == nil && wells.isEmpty && exchanges.allSatisfy { $0.kind == .source }
        solver = Multigrid(grid: grid, pool: pool, hasRoom: false)
        books = MassBalance(layers: solver.levels[0].layers)
        tolerance = substance.isSteady ? 1e-3 : 3e-4
        solver.prepare(diffusion: diffusion, edges: edges)
    }

    /// A slice has no sides along z.
    private static func edges(_ sides: [Formula?], _ grid: Grid) -> Edges {
        func edge(_ side: Int) -> Edge {
            side > 3 && grid.isSlice ? .closed : sides[side].map { .value(BoundProgram.constant($0)) } ?? .closed
        }
        return Edges(low: [edge(0), edge(2), edge(4)], high: [edge(1), edge(3), edge(5)])
    }

    private static func exchanges(of kind: CellKind, _ substance: Model.Substance, _ index: Int, voxelVolume: Double) -> [Exchange] {
        var found: [Exchange] = []
        var rate = 0
        for entry in kind.exchangeEntries where entry.substance == index {
            func add(_ kind: Exchange.Kind, column: Int, target: Int = 0, factor: Double = 0, type: Int) {
                found.append(
                    Exchange(kind: kind, type: type, column: column, target: target, factor: factor, taken: entry.takenColumn ?? -1))
            }
            switch entry.kind {
            case .capacity: add(.capacity, column: entry.column, type: kind.index)
            case .loss: add(.loss, column: entry.column, type: kind.index)
            case .source:
                let (level, density) = substance.level ?? (0, 1)
                add(.source, column: entry.column, factor: substance.decay * level / (density * voxelVolume), type: kind.index)
            case .amount: add(.source, column: entry.column, factor: 1 / voxelVolume, type: kind.index)
            case .towardRate: rate = entry.column
            case .towardTarget: add(.toward, column: rate, target: entry.column, type: kind.index)
            }
        }
        return found
    }
}
