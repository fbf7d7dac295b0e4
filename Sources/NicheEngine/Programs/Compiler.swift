import NicheMath
import NicheModel

/// Compiles the formulas of one scope (a cell type, a vessel type, the voxels, the body) into programs over its columns.
struct Compiler {
    /// Columns of the actor; nil where the scope has none (voxels, body).
    var map: ColumnMap?
    var quantities: [Model.Quantity] = []
    let globals: GlobalMap
    /// Where the type's own volume is found.
    var volume: Reference?
    /// In the scope of the body, its quantities are written out instead of read.
    var bodyQuantities: [Model.Quantity] = []

    init(map: ColumnMap?, quantities: [Model.Quantity] = [], globals: GlobalMap, volume: Reference? = nil) {
        self.map = map
        self.quantities = quantities
        self.globals = globals
        self.volume = volume
    }

    func compile(_ formulas: [Formula]) -> BoundProgram {
        var work = Work(self)
        let outputs = formulas.map { work.value($0.term) }
        return work.finish(outputs, sources: formulas)
    }

    /// A program in the making.
    struct Work {
        let compiler: Compiler
        var builder = Program.Builder()
        private var slots: [Slot] = []
        private var known: [Slot: Program.Value] = [:]
        private var lets: [Reference: Program.Value] = [:]

        init(_ compiler: Compiler) { self.compiler = compiler }

        mutating func finish(_ outputs: [Program.Value], sources: [Formula]) -> BoundProgram {
            BoundProgram(program: builder.finish(outputs: outputs), slots: slots, sources: sources)
        }

        mutating func input(_ slot: Slot) -> Program.Value {
            if let value = known[slot] { return value }
            slots.append(slot)
            let value = builder.addInput(isUniform: slot.isUniform)
            known[slot] = value
            return value
        }

        /// From here on terms read these values in place of what the slots hold.
        mutating func replace(_ values: [(Slot, Program.Value)]) {
            for (slot, value) in values { known[slot] = value }
            lets.removeAll()
        }

        mutating func column(_ key: ColumnKey) -> Program.Value { input(.column(compiler.map!.index(key))) }

        mutating func value(_ term: Term) -> Program.Value {
            switch term {
            case .number(let number), .parameter(_, let number): return builder.constant(number)
            case .reference(let reference): return value(of: reference)
            case .negate(let a): return builder.apply(.negate, value(a))
            case .not(let a): return builder.apply(.not, value(a))
            case .choice(let condition, let a, let b): return builder.apply(.select, value(condition), value(a), value(b))
            case .binary(let operation, let a, let b): return binary(operation, value(a), value(b))
            case .call(let function, let arguments): return call(function, arguments.map { value($0) })
            }
        }

        mutating func binary(_ operation: Term.BinaryOperator, _ a: Program.Value, _ b: Program.Value) -> Program.Value {
            switch operation {
            case .add: builder.apply(.add, a, b)
            case .subtract: builder.apply(.subtract, a, b)
            case .multiply: product(a, b)
            case .divide: builder.apply(.divide, a, b)
            case .power: builder.apply(.power, a, b)
            case .less: builder.apply(.less, a, b)
            case .lessOrEqual: builder.apply(.lessOrEqual, a, b)
            case .greater: builder.apply(.less, b, a)
            case .greaterOrEqual: builder.apply(.lessOrEqual, b, a)
            case .equal: builder.apply(.equal, a, b)
            case .notEqual: builder.apply(.notEqual, a, b)
            case .and: builder.apply(.and, a, b)
            case .or: builder.apply(.or, a, b)
            }
        }

        /// What is multiplied by a gain of 0 is switched off: it is not computed.
        mutating func product(_ a: Program.Value, _ b: Program.Value) -> Program.Value {
            for value in [a, b] where builder.known(value) == 0 { return builder.constant(0) }
            return builder.apply(.multiply, a, b)
        }

        mutating func call(_ function: Term.Function, _ a: [Program.Value]) -> Program.Value {
            switch function {
            case .min: a.dropFirst().reduce(a[0]) { builder.apply(.minimum, $0, $1) }
            case .max: a.dropFirst().reduce(a[0]) { builder.apply(.maximum, $0, $1) }
            case .abs: builder.apply(.absolute, a[0])
            case .sqrt: builder.apply(.squareRoot, a[0])
            case .exp: builder.apply(.exponential, a[0])
            case .log: builder.apply(.logarithm, a[0])
            case .hill: builder.apply(.hill, a[0], a[1], a.count > 2 ? a[2] : builder.constant(1))
            case .ramp: builder.apply(.ramp, a[0], a[1], a[2])
            case .floor: builder.apply(.floor, a[0])
            case .sin: builder.apply(.sine, a[0])
            case .cos: builder.apply(.cosine, a[0])
            }
        }

        mutating func value(of reference: Reference) -> Program.Value {
            switch reference {
            case .time: return input(.uniform(GlobalMap.time))
            case .bodyState(let i): return input(.uniform(compiler.globals.state(i)))
            case .bodyQuantity(let i):
                if compiler.bodyQuantities.isEmpty { return input(.uniform(compiler.globals.quantity(i))) }
                if let value = lets[reference] { return value }
                let value = value(compiler.bodyQuantities[i].formula.term)
                lets[reference] = value
                return value
            case .payload(let i): return input(.uniform(compiler.globals.payload(i)))
            case .aggregate(let i): return input(.uniform(compiler.globals.aggregate(i)))
            case .state(let i): return column(.state(i))
            case .quantity(let i):
                if let value = lets[reference] { return value }
                let value = value(compiler.quantities[i].formula.term)
                lets[reference] = value
                return value
            case .substance(let i): return compiler.map == nil ? input(.column(i)) : column(.sample(i))
            case .particle(let i): return compiler.map == nil ? input(.column(Compiler.particleColumn + i)) : column(.particle(i))
            case .filled(let i): return input(.column(Compiler.fillingColumn + i))
            case .pressure: return column(.pressure)
            case .isDead: return column(.isDead)
            case .phase(let i): return column(.phase(i))
            case .volume:
                if let volume = compiler.volume, volume != .volume { return value(of: volume) }
                return column(.volume)
            case .radius:
                let factor = builder.constant(3 / (4 * Double.pi))
                let cube = builder.apply(.multiply, value(of: .volume), factor)
                return builder.apply(.power, cube, builder.constant(1.0 / 3))
            case .position(let axis): return compiler.map == nil ? input(.extra(.position(axis))) : column(.position(axis))
            case .slope: return input(.extra(.slope))
            case .level: return input(.extra(.level))
            case .eaten: return input(.extra(.eaten))
            case .inReach: return input(.extra(.inReach))
            case .their(let name): return input(.extra(.their(name)))
            case .contact(let i): return column(.contact(i))
            case .since(let i):
                return builder.apply(.subtract, input(.uniform(GlobalMap.time)), column(.memory(i)))
            case .taken(let i): return column(.taken(i))
            case .gradient(let i): return column(.gradient(i))
            case .perfused: return column(.perfused)
            }
        }
    }

    /// In the scope of voxels, columns are substances, then particles, then fillings.
    static let particleColumn = 1_000
    static let fillingColumn = 2_000
}

/// Values that are the same everywhere: time [min], the body, payloads of signals, aggregates for conditions.
struct GlobalMap {
    static let time = 0
    var states: Int
    var quantities: Int
    var payloads: Int
    var aggregates: Int

    init(_ model: Model) {
        states = model.body.states.count
        quantities = model.body.quantities.count
        payloads = model.signals.count
        aggregates = model.aggregates.count
    }

    func state(_ i: Int) -> Int { 1 + i }
    func quantity(_ i: Int) -> Int { 1 + states + i }
    func payload(_ i: Int) -> Int { 1 + states + quantities + i }
    func aggregate(_ i: Int) -> Int { 1 + states + quantities + payloads + i }
    var count: Int { 1 + states + quantities + payloads + aggregates }
}
