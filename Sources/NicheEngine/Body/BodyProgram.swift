import NicheMath
import NicheModel

/// The animal around the tissue: its states and quantities, compiled.
final class BodyProgram {
    private let program: BoundProgram?
    private let quantities: BoundProgram?
    private let changes: [(state: Int, change: Model.Change)]
    private let map: GlobalMap
    private let quantityCount: Int

    /// The body is a handful of numbers, so its steps are cut finely rather than adaptively.
    private static let substeps = 16

    init(_ model: Model, _ globals: GlobalMap) {
        map = globals
        changes = model.body.changes
        quantityCount = model.body.quantities.count
        var compiler = Compiler(map: nil, globals: globals)
        compiler.bodyQuantities = model.body.quantities
        let formulas = changes.flatMap { change -> [Formula] in
            switch change.change {
            case .rate(let rate): [rate, .constant(1)]
            case .toward(let target, let over, _, _): [target, over]
            }
        }
        program = formulas.isEmpty ? nil : compiler.compile(formulas)
        quantities = model.body.quantities.isEmpty ? nil : compiler.compile(model.body.quantities.map(\.formula))
    }

    /// Exponential Heun over `dt` minutes, as for cells.
    func advance(_ globals: UnsafeMutablePointer<Double>, dt: Double) -> Formula? {
        guard let program else { return nil }
        let h = dt / Double(Self.substeps)
        for _ in 0..<Self.substeps {
            let start = changes.map { globals[map.state($0.state)] }
            let first = increments(program, globals, from: start, h)
            for (i, change) in changes.enumerated() { globals[map.state(change.state)] = start[i] + first[i] }
            let second = increments(program, globals, from: start, h)
            for (i, change) in changes.enumerated() {
                globals[map.state(change.state)] = start[i] + 0.5 * (first[i] + second[i])
                if !globals[map.state(change.state)].isFinite { return program.sources[2 * i] }
            }
        }
        return nil
    }

    private func increments(_ program: BoundProgram, _ globals: UnsafePointer<Double>, from start: [Double], _ h: Double) -> [Double] {
        let values = program.values(row: 0, columns: nil, globals: globals)
        return changes.enumerated().map { i, change in
            switch change.change {
            case .rate: h * values[2 * i]
            case .toward: (values[2 * i] - start[i]) * (1 - Elementary.exp(-h / values[2 * i + 1]))
            }
        }
    }

    /// Quantities follow from the states at once.
    func updateQuantities(_ globals: UnsafeMutablePointer<Double>) -> Formula? {
        guard let quantities else { return nil }
        let values = quantities.values(row: 0, columns: nil, globals: globals)
        for i in 0..<quantityCount {
            globals[map.quantity(i)] = values[i]
            if !values[i].isFinite { return quantities.sources[i] }
        }
        return nil
    }
}
