import NicheMath
import NicheModel

/// Walk: what cells do of their own accord, before they are pushed.
extension Simulation {
    /// Works out the mean velocity of each cell's walk over the step.
    func walk(_ kind: CellKind) throws {
        guard let walk = kind.walk else { return }
        let cells = state.cells
        let owners = cells.owners[kind.index][0]
        let table = cells.tables[kind.index]
        let (walker, lure) = (BrokenLine(self), kind.bias.map { Lure(self, kind, bias: $0) })
        let isSteady = kind.type.walk?.keeps == .speed
        let (phases, walkX, walkY, walkZ) = (cells[.phase], cells[.walkX], cells[.walkY], cells[.walkZ])
        try forEachBlock(of: kind) { rows, count, bench in
            walk.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
            if let (formula, lane) = walk.firstFailure(count: count, bench: bench) {
                let cell = Int(owners[Int(rows[lane])])
                throw fault(formula, type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
            }
            for lane in 0..<count {
                let cell = Int(owners[Int(rows[lane])])
                var step = SIMD3<Double>(repeating: 0)
                let (speed, persistence) = (bench.outputs[0][lane], bench.outputs[1][lane])
                if !kind.isDead(Int(phases[cell])), speed > 0 || isSteady {
                    let pull = lure?.pull(at: cells.position(cell), row: Int(rows[lane])) { bench.outputs[2 + $0][lane] }
                    step = walker.walk(cell, speed: speed, persistence: persistence, keepsSpeed: isSteady, pull)
                }
                (walkX[cell], walkY[cell], walkZ[cell]) = (step.x / dt, step.y / dt, step.z / dt)
            }
        }
    }
}

/// What draws the cells of a type, as it stands in a step.
private struct Lure {
    private let bias: BoundProgram
    private let substances: [Int]
    private let mixesDirections: Bool
    private let isSharp: Bool
    private let fields: Fields
    private let table: Table<Double>
    private let globals: UnsafePointer<Double>

    /// Weaker gradients than this have no direction [weighted concentrations per µm]: they are the tails of what a solver spreads, not of
    /// what molecules do.
    private static let weakestSlope = 1e-16

    init(_ simulation: Simulation, _ kind: CellKind, bias: BoundProgram) {
        self.bias = bias
        substances = kind.walkSubstances
        mixesDirections = kind.type.walk?.mixes == .directions
        isSharp = simulation.model.space.samplesVoxel
        fields = simulation.state.fields
        table = simulation.state.cells.tables[kind.index]
        globals = UnsafePointer(simulation.state.globals)
    }

    /// Where a cell is drawn to: direction of the weighted gradient, and how strongly.
    @inline(__always)
    func pull(at p: SIMD3<Double>, row: Int, _ weight: (Int) -> Double) -> (direction: SIMD3<Double>, bias: Double)? {
        var gradient = SIMD3<Double>(repeating: 0)
        var level = 0.0
        let corner = Corner(p, fields.grid, isSharp: isSharp)
        for i in substances.indices {
            let weight = weight(i)
            if weight == 0 { continue }
            let values = fields.substances[substances[i]]
            let slope = fields.gradient(values, at: p, sharp: isSharp)
            if mixesDirections {
                let length = (slope * slope).sum().squareRoot()
                if length > Self.weakestSlope { gradient += weight / length * slope }
                continue
            }
            gradient += weight * slope
            level += weight * corner.sample(values)
        }
        let slope = (gradient * gradient).sum().squareRoot()
        guard slope > Self.weakestSlope else { return nil }
        let value = bias.value(row: row, columns: table, globals: globals) { extra in
            switch extra {
            case .slope: slope
            case .level: level
            default: 0
            }
        }
        return (gradient / slope, min(max(value, 0), 1))
    }
}

/// The walk of cells over one step: straight pieces, with turns at exponential times.
///
/// Plain pointers, taken once a step: threads that count references to the same cells wait for each other.
private struct BrokenLine {
    private let keys: UnsafePointer<UInt64>
    private let headingX, headingY, headingZ: UnsafeMutablePointer<Double>
    private let seed: UInt64
    private let tick: Int64
    private let isFlat: Bool
    /// [min]
    private let dt: Double

    init(_ simulation: Simulation) {
        let cells = simulation.state.cells
        keys = UnsafePointer(cells[.key])
        (headingX, headingY, headingZ) = (cells[.headingX], cells[.headingY], cells[.headingZ])
        (seed, tick) = (simulation.state.seed, simulation.state.tick)
        isFlat = simulation.grid.isSlice
        dt = simulation.dt
    }

    /// The displacement of a cell over the step.
    ///
    /// The direction in hand at the head of the step is that of the cell's last turn.
    ///
    /// - Parameter keepsSpeed: the speed, too, is that of the last turn. The heading is then a velocity [µm/min], nothing before the first turn.
    @inline(__always)
    func walk(
        _ cell: Int, speed: Double, persistence: Double, keepsSpeed: Bool, _ pull: (direction: SIMD3<Double>, bias: Double)?
    ) -> SIMD3<Double> {
        var draws = Draws(seed: seed, key: keys[cell], tick: tick, event: Purpose.walk.rawValue)
        // The speed is in the heading or beside it.
        let (inside, beside) = keepsSpeed ? (speed, 1) : (1, speed)
        var heading = SIMD3(headingX[cell], headingY[cell], headingZ[cell])
        if !keepsSpeed, (heading * heading).sum() < 0.5 { heading = turn(pull, &draws) }
        var displacement = SIMD3<Double>(repeating: 0)
        var left = dt
        while true {
            let straight = persistence > 0 ? min(persistence * draws.exponential(), left) : left
            displacement += heading * (beside * straight)
            left -= straight
            if left <= 0 { break }
            heading = inside * turn(pull, &draws)
        }
        (headingX[cell], headingY[cell], headingZ[cell]) = (heading.x, heading.y, heading.z)
        return displacement
    }

    /// A new direction: at random, mixed with where the cell is drawn to.
    @inline(__always)
    private func turn(_ pull: (direction: SIMD3<Double>, bias: Double)?, _ draws: inout Draws) -> SIMD3<Double> {
        let random = draws.direction(isFlat: isFlat)
        guard let pull, pull.bias > 0 else { return random }
        let mixed = pull.bias * pull.direction + (1 - pull.bias) * random
        let length = (mixed * mixed).sum().squareRoot()
        return length > 1e-12 ? mixed / length : random
    }
}
