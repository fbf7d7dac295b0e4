import NicheMath
import NicheModel

/// Substances from one step to the next: coefficients from cells and vessels, reactions, diffusion, and what each cell got.
final class Transport {
    /// The coefficients of one substance, a number a voxel.
    final class Coefficients {
        let loss: UnsafeMutablePointer<Double>
        let source: UnsafeMutablePointer<Double>
        let capacity: UnsafeMutablePointer<Double>?
        let work: UnsafeMutablePointer<Double>
        let count: Int

        init(count: Int, hasCapacity: Bool) {
            func column() -> UnsafeMutablePointer<Double> {
                let column = UnsafeMutablePointer<Double>.allocate(capacity: count)
                column.initialize(repeating: 0, count: count)
                return column
            }
            self.count = count
            loss = column()
            source = column()
            capacity = hasCapacity ? column() : nil
            work = column()
        }

        deinit {
            loss.deallocate()
            source.deallocate()
            capacity?.deallocate()
            work.deallocate()
        }
    }

    let grid: Grid
    let pool: Pool
    let coefficients: [Coefficients]
    let edges: [Edges]
    /// By particle of the model.
    let particleEvents: [[ParticleEvent]]
    private let solvers: [Multigrid]
    private let isParallelBySubstance: Bool
    /// Cells by voxel: starts, and cells in their own order.
    var voxelStart: [Int32] = []
    var voxelCells: [Int32] = []

    /// Largest grid whose substances are solved side by side, one a thread; larger ones are solved one by one by all threads.
    private static let smallGrid = 60_000

    init(_ model: Model, grid: Grid, pool: Pool, globals: GlobalMap) throws {
        self.grid = grid
        self.pool = pool
        var takers = Set<Int>()
        for type in model.cellTypes {
            for (substance, take) in type.takes { if case .upTo = take { takers.insert(substance) } }
        }
        coefficients = model.substances.indices.map { Coefficients(count: grid.count, hasCapacity: takers.contains($0)) }
        edges = model.substances.map { substance in
            switch substance.edges {
            case .closed: return .closed
            case .value(let formula): return .all(.value(BoundProgram.constant(formula)), isSlice: grid.isSlice)
            case .periodic: return .all(.periodic, isSlice: grid.isSlice)
            }
        }
        particleEvents = model.particles.map { $0.events.compactMap { ParticleEvent($0, globals: globals) } }
        isParallelBySubstance = grid.count <= Self.smallGrid
        let alone = Pool(threads: 1)
        solvers =
            isParallelBySubstance
            ? model.substances.map { _ in Multigrid(grid: grid, pool: alone) } : [Multigrid(grid: grid, pool: pool)]
    }

    /// Runs `body` for each substance, side by side where the grid is small.
    func forEachSubstance(_ body: (Int, Multigrid) -> Void) {
        if isParallelBySubstance {
            pool.run(coefficients.count) { body($0, solvers[$0]) }
        } else {
            for substance in coefficients.indices { body(substance, solvers[0]) }
        }
    }

    /// Sorts the cells into lists by voxel, in their own order.
    func place(_ cells: Cells) {
        voxelStart = Array(repeating: 0, count: grid.count + 1)
        voxelCells = Array(repeating: 0, count: cells.count)
        let voxels = (0..<cells.count).map { Int32(grid.voxel(at: cells.position($0))) }
        for voxel in voxels { voxelStart[Int(voxel) + 1] += 1 }
        for i in 0..<grid.count { voxelStart[i + 1] += voxelStart[i] }
        var next = voxelStart
        for (cell, voxel) in voxels.enumerated() {
            voxelCells[Int(next[Int(voxel)])] = Int32(cell)
            next[Int(voxel)] += 1
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
