import Foundation
import Testing

/// The cases of `reference.json`: inputs, and what SciPy, statsmodels, lifelines and SALib make of them.
/// `script/check-statistics.py` computes what is expected from the same file.
struct Reference: Decodable, Sendable {
    let input: [String: Value]
    let expected: [String: Value]

    enum Value: Decodable, Sendable {
        case number(Double)
        case list([Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let values = try? container.decode([Value].self) {
                self = .list(values)
            } else if let text = try? container.decode(String.self) {
                self = .number(text == "inf" ? .infinity : .nan)
            } else {
                self = .number(try container.decode(Double.self))
            }
        }

        var number: Double { if case .number(let value) = self { value } else { .nan } }
        var list: [Value] { if case .list(let values) = self { values } else { [self] } }
    }

    private static let table: [String: [Reference]] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("reference.json")
        do {
            return try JSONDecoder().decode([String: [Reference]].self, from: Data(contentsOf: file))
        } catch {
            fatalError("\(file.path): \(error)")
        }
    }()

    /// The cases of a name, at least one.
    static func cases(_ name: String) throws -> [Reference] {
        let cases = try #require(table[name])
        try #require(!cases.isEmpty)
        return cases
    }

    /// A column of the input, a number being a column of one.
    subscript(_ name: String) -> [Double] {
        guard let value = input[name] else { fatalError("reference.json has no input \(name)") }
        return value.list.map(\.number)
    }

    func number(_ name: String) -> Double { self[name][0] }
    func rows(_ name: String) -> [[Double]] { input[name]!.list.map { $0.list.map(\.number) } }

    /// Expects numbers within `tolerance` (relative) of the packages'.
    func expect(
        _ found: [Double], _ name: String, tolerance: Double = 1e-9, floor: Double = 1e-15,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let wanted = try #require(expected[name], sourceLocation: sourceLocation).list.map(\.number)
        try #require(found.count == wanted.count, sourceLocation: sourceLocation)
        for (index, (a, b)) in zip(found, wanted).enumerated() {
            let isClose = a == b || (a - b).magnitude <= tolerance * b.magnitude + floor
            #expect(isClose, "\(name)[\(index)]: \(a), but the packages say \(b)", sourceLocation: sourceLocation)
        }
    }

    func expect(
        _ found: Double, _ name: String, tolerance: Double = 1e-9, floor: Double = 1e-15, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try expect([found], name, tolerance: tolerance, floor: floor, sourceLocation: sourceLocation)
    }
}
