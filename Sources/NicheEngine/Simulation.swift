import NicheMath
import NicheModel

/// One run of a model: its state, and the compiled programs that move it on.
///
/// Same model and seed give the same final state, bit for bit, for any number of threads and however much one looks.
public final class Simulation {
    public let model: Model
    public let state: State
    public let pool: Pool
    let kinds: [CellKind]
    let vesselKinds: [VesselKind]
    let globals: GlobalMap
    let grid: Grid
    let space: Space
    let membranes: Membranes
    let transport: Transport
    let mechanics: any CellMechanics
    let contactList: ContactList
    let sensing: Sensing
    let vesselIndex: VesselIndex
    let therapies: Therapies
    let body: BodyProgram
    let clamps: Clamps
    let aggregates: Aggregates
    let benches = Shelf { IntegrationBench() }
    let displacement: Displacement
    let firstFault = FirstFault()
    let settlement = Settlement()
    /// What fired in this step: by tile of the type in hand, then all.
    var firingLists: [FiringList] = []
    var firings: [Firing] = []
    /// Whether any cell may attach to others.
    let isAttaching: Bool
    /// Whether any cell may hold another, and who held whom in this step.
    let isGripping: Bool
    var grips: [Grip] = []
    let gripLists = Shelf { GripList() }
    let gatherings = Shelf { Gathering() }
    let reach: ReachTable
    /// Where cells were before they moved, if that is asked for.
    var origins: [SIMD3<Double>] = []
    var vesselRates = Buffer<Double>()
    /// Seconds that each phase of the step has taken so far, for the bench.
    public internal(set) var costs: [String: Double] = [:]
    /// A counter that the bench reads around each phase, of allocations for example, and what each phase has added to it.
    public var meter: (() -> Int)?
    public var counts: [String: Int] = [:]
    /// Sub-steps of the mechanics so far, for the bench.
    public internal(set) var substeps = 0

    /// What the model says, which each checkpoint tells.
    private(set) lazy var modelDigest = model.digest

    /// Step in minutes.
    let dt: Double
    /// Thickness of a slice [µm], nil in 3-D and in wells.
    var thickness: Double? { Self.thickness(grid, model) }

    /// Places everything and solves the substances once.
    /// - Throws: `RunFault` where an expression of the start is not a number; `ModelFault` where something cannot be placed.
    public convenience init(_ model: Model, seed: UInt64, threads: Int, cellPoints: [CellPoint] = []) throws {
        var model = model
        if model.space.size == nil { model.space.size = try CellPoint.size(of: cellPoints, model.space) }
        try self.init(empty: model, seed: seed, threads: threads)
        try start(cellPoints)
    }

    /// Compiles a model whose size is known; nothing is in its space yet.
    init(empty model: Model, seed: UInt64, threads: Int) throws {
        self.model = model
        dt = Double(model.time.step) / 60
        pool = Pool(threads: threads)
        grid = Simulation.grid(model.space)
        globals = GlobalMap(model)
        let globals = globals
        kinds = model.cellTypes.enumerated().map { CellKind($1, index: $0, model: model, globals: globals) }
        vesselKinds = model.vesselTypes.enumerated().map { VesselKind($1, index: $0, model: model, globals: globals) }
        for kind in kinds { kind.reserveColumns(model) }
        for kind in kinds {
            for event in kind.events.flatMap(\.events) + kind.grips.flatMap({ $0?.holds ?? [] }) { event.resolve(kinds) }
        }
        let pad = Scratchpad()
        // Everything that reads columns is compiled before the tables are made.
        aggregates = Aggregates(model, kinds: kinds, globals: globals)
        state = State(
            seed: seed,
            cells: Cells(
                widths: kinds.map { $0.map.keys.count }, discThickness: model.space.countsSpheres ? nil : Simulation.thickness(grid, model),
                pool: pool, pad: pad),
            fields: Fields(grid: grid, substances: model.substances.count, particles: model.particles.count),
            vessels: vesselKinds.map { Vessels(map: $0.map, radius: $0.type.radius) }, globals: globals, tallies: model.tallies.count)
        space = Simulation.space(model.space, grid)
        membranes = Membranes(model.space.membranes)
        transport = try Transport(model, grid: grid, pool: pool, kinds: kinds, vesselKinds: vesselKinds, globals: globals, pad: pad)
        let apart = membranes.drawnApart(space)
        mechanics =
            switch model.space.mechanics {
            case .pairs: Mechanics(space: apart, pool: pool, reach: model.space.reach, pad: pad)
            case .pressure: PressureMechanics(space: apart, pool: pool, reach: model.space.reach, pad: pad)
            }
        reach = ReachTable(model)
        isAttaching = model.cellTypes.contains { $0.attach != nil }
        isGripping = kinds.contains { $0.grips.contains { $0 != nil } }
        contactList = ContactList(space: membranes.drawnApart(space), pool: pool, pad: pad)
        sensing = Sensing(model, kinds, vesselKinds, space: membranes.drawnApart(space), pool: pool)
        vesselIndex = VesselIndex(grid)
        displacement = Displacement(pool: pool)
        therapies = Therapies(model, globals)
        state.begins = therapies.begins
        body = BodyProgram(model, globals)
        clamps = try Clamps(model, globals)
    }

    deinit { vesselRates.free() }

    var maps: [ColumnMap] { kinds.map(\.map) }
    public var digest: String { state.digest(maps: maps) }
    public var cellCount: Int { state.cells.count }

    /// What the columns of a cell of the widest type take [bytes], scratch aside.
    public var columnBytes: Int { state.cells.rowBytes }

    private static func thickness(_ grid: Grid, _ model: Model) -> Double? { grid.isSlice && !model.space.isWell ? grid.spacing.z : nil }

    private static func grid(_ space: Model.SpaceModel) -> Grid {
        if space.isWell {
            // A cube of the stated volume.
            let edge = Elementary.pow(space.wellVolume, 1.0 / 3)
            return Grid(nx: 1, ny: 1, nz: 1, spacing: SIMD3(repeating: edge))
        }
        let size = space.size!
        func voxels(_ axis: Int) -> Int { max(1, Int((size[axis] / space.voxel[axis]).rounded(.up))) }
        let nz = space.thickness != nil || size.z <= space.voxel.z ? 1 : voxels(2)
        return Grid(nx: voxels(0), ny: voxels(1), nz: nz, spacing: SIMD3(space.voxel.x, space.voxel.y, nz == 1 ? size.z : space.voxel.z))
    }

    private static func space(_ model: Model.SpaceModel, _ grid: Grid) -> Space {
        let walls: [Wall] = model.edges.map { edge in
            switch edge {
            case .closed: .closed
            case .open: .open
            case .periodic: .periodic
            case .walls: .wall
            }
        }
        return Space(size: grid.size, isFlat: grid.isSlice, walls: walls)
    }

    /// A place for messages about a cell.
    func fault(_ formula: Formula, type: String, id: UInt64, position: SIMD3<Double>) -> RunFault {
        let at = "(\(position.x.rounded()), \(position.y.rounded()), \(position.z.rounded())) um"
        return RunFault("\"\(formula.text)\" is not a number in \(type) \(id) at \(at)", place: formula.place, time: state.time)
    }
}
