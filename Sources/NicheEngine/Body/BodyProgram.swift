import NicheMath
import NicheModel

/// The animal around the tissue: its states and quantities, compiled.
final class BodyProgram {
    private let step: BoundProgram?
    private let quantities: BoundProgram?
    private let items: [Changing]
    /// Index of each changing state, and of the first quantity, among the globals.
    private let states: [Int]
    private let firstQuantity: Int

    /// The body is a handful of numbers, so its steps are cut finely rather than adaptively.
    private static let substeps = 16

    init(_ model: Model, _ globals: GlobalMap) {
        states = model.body.changes.map { globals.state($0.state) }
        firstQuantity = globals.quantity(0)
        items = zip(states, model.body.changes).map { Changing(slot: .uniform($0), change: $1.change, scale: 1) }
        var compiler = Compiler(map: nil, globals: globals)
        compiler.bodyQuantities = model.body.quantities
        step = items.isEmpty ? nil : compiler.heunStep(items, h: Double(model.time.step) / 60 / Double(Self.substeps))
        quantities = model.body.quantities.isEmpty ? nil : compiler.compile(model.body.quantities.map(\.formula))
    }

    /// Exponential Heun over a step, as for cells; the formula that stopped being a number, if any.
    func advance(_ globals: UnsafeMutablePointer<Double>) -> Formula? {
        guard let step else { return nil }
        for _ in 0..<Self.substeps {
            step.withValues(row: 0, columns: nil, globals: globals) { value in
                for i in states.indices { globals[states[i]] = value(i) }
            }
            for i in states.indices where !globals[states[i]].isFinite { return items[i].formulas[0] }
        }
        return nil
    }

    /// Quantities follow from the states at once.
    func updateQuantities(_ globals: UnsafeMutablePointer<Double>) -> Formula? {
        guard let quantities else { return nil }
        quantities.withValues(row: 0, columns: nil, globals: globals) { value in
            for i in 0..<quantities.program.outputCount { globals[firstQuantity + i] = value(i) }
        }
        for i in 0..<quantities.program.outputCount where !globals[firstQuantity + i].isFinite { return quantities.sources[i] }
        return nil
    }
}
