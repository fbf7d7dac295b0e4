import NicheMath
import NicheModel

/// Counts, sums, means, quantiles and areas that measures and conditions ask for.
final class Aggregates {
    private struct Compiled {
        var reduction: Model.Aggregate.Reduction
        var filter: Filter?
        var vessels: [Int]?
        var tally: Int?
        var types: [Int]
        var values: [BoundProgram?]
        var conditions: [BoundProgram?]
    }

    private let compiled: [Compiled]
    private let map: GlobalMap
    private let measures: [BoundProgram]

    init(_ model: Model, kinds: [CellKind], globals: GlobalMap) {
        map = globals
        compiled = model.aggregates.map { aggregate in
            var entry = Compiled(reduction: aggregate.reduction, types: [], values: [], conditions: [])
            entry.tally = aggregate.tally
            func compile(_ formulas: [Formula?], _ compiler: (Int) -> Compiler) -> [BoundProgram?] {
                formulas.enumerated().map { i, formula in formula.map { compiler(i).compile([$0]) } }
            }
            switch aggregate.over {
            case .cells(let selector):
                entry.filter = Filter(selector, model)
                entry.types = selector.types
                entry.values = compile(aggregate.values) { kinds[selector.types[$0]].compiler }
                entry.conditions = compile(aggregate.conditions) { kinds[selector.types[$0]].compiler }
            case .vessels(let types): entry.vessels = types
            case .voxels:
                entry.values = compile(aggregate.values) { _ in Compiler(map: nil, globals: globals) }
                entry.conditions = compile(aggregate.conditions) { _ in Compiler(map: nil, globals: globals) }
            }
            return entry
        }
        let compiler = Compiler(map: nil, globals: globals)
        measures = model.measures.map { compiler.compile([$0.formula]) }
    }

    /// The measures of the model, in its order, in the engine's units.
    func measure(_ simulation: Simulation) throws -> [Double] {
        try evaluate(simulation, into: simulation.state.globals)
        return measures.map { $0.value(row: 0, columns: nil, globals: simulation.state.globals) }
    }

    /// Puts every aggregate where programs read it, and takes none of it for state: aggregates are written before each reading.
    func evaluate(_ simulation: Simulation, into globals: UnsafeMutablePointer<Double>) throws {
        for (i, entry) in compiled.enumerated() { globals[map.aggregate(i)] = value(of: entry, simulation) }
    }

    private func value(of entry: Compiled, _ simulation: Simulation) -> Double {
        if let tally = entry.tally { return simulation.state.tallies[tally] }
        if let vessels = entry.vessels { return Double(vessels.reduce(0) { $0 + simulation.state.vessels[$1].count }) }
        let values = entry.filter == nil ? voxelValues(entry, simulation) : cellValues(entry, simulation)
        switch entry.reduction {
        case .count: return Double(values.count)
        case .area: return Double(values.count) * simulation.grid.spacing.x * simulation.grid.spacing.y
        case .sum: return total(values)
        case .mean: return values.isEmpty ? 0 : total(values) / Double(values.count)
        case .quantile(let q):
            guard !values.isEmpty else { return 0 }
            let sorted = values.sorted()
            let rank = q * Double(sorted.count - 1)
            let low = Int(rank)
            return sorted[low] + (rank - Double(low)) * (sorted[min(low + 1, sorted.count - 1)] - sorted[low])
        }
    }

    private func total(_ values: [Double]) -> Double {
        var sum = OrderedSum()
        for value in values { sum.add(value) }
        return sum.value
    }

    private func cellValues(_ entry: Compiled, _ simulation: Simulation) -> [Double] { members(entry, simulation).map(\.value) }

    /// The cells meant by a reduction, and the value that each brings to it.
    func members(of aggregate: Int, _ simulation: Simulation) -> [(id: UInt64, cell: Int, value: Double)] {
        members(compiled[aggregate], simulation)
    }

    /// One value for each cell meant, in order of ID.
    private func members(_ entry: Compiled, _ simulation: Simulation) -> [(id: UInt64, cell: Int, value: Double)] {
        let cells = simulation.state.cells
        var found: [(id: UInt64, cell: Int, value: Double)] = []
        for (i, type) in entry.types.enumerated() {
            let table = cells.tables[type]
            for row in 0..<table.count {
                let cell = Int(cells.owners[type][0][row])
                guard cells[.isGone][cell] == 0, entry.filter!.contains(cell, cells) else { continue }
                func value(_ program: BoundProgram) -> Double {
                    program.value(row: row, columns: table, globals: simulation.state.globals)
                }
                if let condition = entry.conditions[i], value(condition) == 0 { continue }
                found.append((cells.id(cell), cell, entry.values[i].map(value) ?? 1))
            }
        }
        return found.sorted { $0.id < $1.id }
    }

    private func voxelValues(_ entry: Compiled, _ simulation: Simulation) -> [Double] {
        (0..<simulation.grid.count).compactMap { voxel in
            if let condition = entry.conditions.first ?? nil, simulation.voxelValue(condition, voxel) == 0 { return nil }
            return (entry.values.first ?? nil).map { simulation.voxelValue($0, voxel) } ?? 1
        }
    }
}
