import NicheEngine
import NicheFiles
import NicheModel

/// The cells that a run started from, as its folder keeps them: places in its space [µm] and types, to the bit.
public enum FrozenCells {
    /// The name among the run's inputs.
    public static let name = "cells.csv"

    /// The table of the cells.
    public static func table(_ points: [CellPoint], _ model: Model) -> [UInt8] {
        var table = Dataframe(index: points.map { _ in "" })
        for (axis, name) in ["x_um", "y_um", "z_um"].enumerated() { table.append(name, .numbers(points.map { $0.position[axis] })) }
        table.append("type", .categories(points.map { Int32($0.type) }, names: model.cellTypes.map(\.name)))
        for name in stateNames(model) {
            let numbers = points.map { point in
                point.values.first { model.cellTypes[point.type].states[$0.state].name == name }?.value ?? .nan
            }
            table.append(heading(name), .numbers(numbers))
        }
        return table.csv
    }

    /// States that a table of cells gave values to.
    private static func stateNames(_ model: Model) -> [String] { model.placements.flatMap(\.values).map(\.state) }
    private static func heading(_ state: String) -> String { "state \(state)" }

    /// - Throws: `FileFault`, with line and column.
    static func points(_ bytes: [UInt8], path: String, _ model: Model) throws -> [CellPoint] {
        let table = try CSVTable(text: bytes, path: path)
        let axes = try ["x_um", "y_um", "z_um"].map(table.column)
        let type = try table.column("type")
        let states = try stateNames(model).map { (name: $0, column: try table.column(heading($0))) }
        return try (0..<table.rowCount).map { row in
            let name = table.text(row: row, column: type)
            guard let index = model.cellTypes.firstIndex(where: { $0.name == name }) else {
                throw table.fault(row: row, column: type, "\"\(name.prefix(40))\" is no type of the model")
            }
            let place = try axes.map { try table.number(row: row, column: $0) }
            return CellPoint(
                position: SIMD3(place[0], place[1], place[2]), type: index,
                values: try states.compactMap { name, column in
                    let text = table.text(row: row, column: column)
                    guard !text.isEmpty, text.lowercased() != "nan",
                        let state = model.cellTypes[index].states.firstIndex(where: { $0.name == name })
                    else { return nil }
                    return (state, try table.number(row: row, column: column))
                })
        }
    }
}
