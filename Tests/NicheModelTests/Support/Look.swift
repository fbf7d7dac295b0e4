@testable import NicheModel

extension Model {
    func parameter(_ name: String) -> Double? { parameters.first { ($0.owner.map { "\($0)." } ?? "") + $0.name == name }?.value }
    func type(_ name: String) -> CellType { cellTypes.first { $0.name == name }! }
    func substance(_ name: String) -> Substance { substances.first { $0.name == name }! }
}

extension Model.CellType {
    func quantity(_ name: String) -> Model.Quantity { quantities.first { $0.name == name }! }
    func state(_ name: String) -> Model.State { states.first { $0.name == name }! }
    func event(_ name: String) -> Model.Event { events.first { $0.name == name }! }
    func phase(_ name: String) -> Int { phases.firstIndex { $0.name == name }! }
}

/// The value of a constant expression, in the engine's units.
func value(_ expression: String) throws -> Double {
    try read("title: x\nunits: {RBC: counted}\nfunctions:\n  hat(v): v / (0.5 + v)\nparameters:\n  ten: 10\n  a: \(expression)\n")
        .parameter("a")!
}

extension Term {
    /// The value of sums and products of numbers.
    var value: Double? {
        switch self {
        case .number(let number), .parameter(_, let number): number
        case .binary(.add, let a, let b): a.value.flatMap { a in b.value.map { a + $0 } }
        case .binary(.multiply, let a, let b): a.value.flatMap { a in b.value.map { a * $0 } }
        default: nil
        }
    }
}
