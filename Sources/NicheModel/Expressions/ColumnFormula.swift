import NicheMath

/// An expression over the columns of a table, in the grammar of the model language.
///
/// Numbers are in the units of the columns and carry none of their own. What holds for cells alone (contacts, times since events) is not
/// known here.
public struct ColumnFormula: Sendable {
    public let text: String
    /// The columns it reads, in order of first use.
    public private(set) var names: [String] = []
    private let program: Program

    /// - Parameter place: where the text begins, for faults.
    /// - Throws: `ModelFault`.
    public init(_ text: String, at place: Place) throws {
        self.text = text
        let passage = Passage(text, at: place)
        let expression = try Parser.parse(Phrase(passage, Units()), Units())
        var writer = Writer(passage: passage)
        let value = try writer.value(expression)
        names = writer.names
        program = writer.builder.finish(outputs: [value])
    }

    /// Its value in each row.
    ///
    /// - Shape: a column for each of `names`, of `count` values.
    public func values(count: Int, _ columns: [[Double]]) -> [Double] {
        precondition(columns.count == names.count && columns.allSatisfy { $0.count == count }, "a column of \(count) values for each name")
        var slots = [Double](repeating: 0, count: max(1, program.slotCount))
        return slots.withUnsafeMutableBufferPointer { slots in
            let first = slots.baseAddress!
            return (0..<count).map { row in
                for (i, column) in columns.enumerated() { first[i] = column[row] }
                program.scalar(slots: first)
                return program.result(0, in: first)
            }
        }
    }

    /// Writes an expression into a program.
    private struct Writer {
        let passage: Passage
        var builder = Program.Builder()
        var names: [String] = []

        private func fault(_ expression: Expression, _ message: String) -> ModelFault {
            ModelFault(passage.places[expression.range.lowerBound], "\"\(passage.text(expression.range))\": \(message)")
        }

        mutating func value(_ expression: Expression) throws -> Program.Value {
            switch expression.kind {
            case .number(let number, _, let unit, _):
                guard unit.isEmpty else { throw fault(expression, "numbers are in the column's own unit here; leave out \(unit)") }
                return builder.constant(number)
            case .name(let name):
                if let known = names.firstIndex(of: name) { return builder.input(known) }
                names.append(name)
                return builder.addInput()
            case .member, .words: throw fault(expression, "a column, a number or a function is expected")
            case .negate(let a): return builder.apply(.negate, try value(a))
            case .not(let a): return builder.apply(.not, try value(a))
            case .binary(let operation, let a, let b):
                let (a, b) = (try value(a), try value(b))
                switch operation {
                case .greater: return builder.apply(.less, b, a)
                case .greaterOrEqual: return builder.apply(.lessOrEqual, b, a)
                default: return builder.apply(Self.operations[operation]!, a, b)
                }
            case .call(let function, let arguments): return try call(function, arguments, expression)
            }
        }

        private static let operations: [Term.BinaryOperator: Program.Operation] = [
            .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .power: .power, .less: .less,
            .lessOrEqual: .lessOrEqual, .equal: .equal, .notEqual: .notEqual, .and: .and, .or: .or,
        ]

        private static let functions: [String: Program.Operation] = [
            "abs": .absolute, "sqrt": .squareRoot, "exp": .exponential, "log": .logarithm, "floor": .floor, "sin": .sine, "cos": .cosine,
            "hill": .hill, "ramp": .ramp, "if": .select,
        ]

        private mutating func call(_ function: String, _ arguments: [Expression], _ whole: Expression) throws -> Program.Value {
            var values: [Program.Value] = []
            for argument in arguments { values.append(try value(argument)) }
            if function == "min" || function == "max", let first = values.first {
                return values.dropFirst().reduce(first) { builder.apply(function == "min" ? .minimum : .maximum, $0, $1) }
            }
            guard let operation = Self.functions[function] else {
                let near = nearest(to: function, among: Array(Self.functions.keys) + ["min", "max"]).map { "; did you mean \($0)?" } ?? ""
                throw fault(whole, "no function of columns is called \(function)\(near)")
            }
            if operation == .hill, values.count == 2 { values.append(builder.constant(1)) }
            guard values.count == operation.operandCount else {
                throw fault(whole, "\(function) takes \(operation.operandCount) arguments, found \(values.count)")
            }
            return builder.apply(operation, values[0], values.count > 1 ? values[1] : nil, values.count > 2 ? values[2] : nil)
        }
    }
}

extension Passage {
    /// A text of one line that stands at a place of a table.
    init(_ text: String, at place: Place) {
        let characters = Array(text.unicodeScalars)
        let places = (0...characters.count).map { Place(file: place.file, line: place.line, column: place.column + $0) }
        self.init(characters: characters, places: places)
    }
}
