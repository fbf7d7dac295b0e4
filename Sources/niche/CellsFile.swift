import NicheEngine
import NicheFiles
import NicheModel

/// Reads the cells that a placement names from a CSV file.
struct CellsFile {
    var columns: [String: String] = [:]
    var types: [String: String] = [:]
    /// Rows are kept where these columns have these values.
    var conditions: [String: String] = [:]
    /// [µm], over the model's own.
    var unit: Double?

    private static let farthest = 1e7

    /// The cells of the model's file placement; none if it has no such placement.
    func points(for model: Model) throws -> [CellPoint] {
        for placement in model.placements {
            if case .file(let path, let columns, let unit, let types) = placement.region {
                return try read(
                    path, columns: columns.merging(self.columns) { $1 }, unit: self.unit ?? unit, types: types.merging(self.types) { $1 },
                    model)
            }
        }
        return []
    }

    private func read(
        _ path: String, columns: [String: String], unit: Double, types: [String: String], _ model: Model
    ) throws -> [CellPoint] {
        let table = try CSVTable(path: path)
        let x = try table.column(columns["x"] ?? "x")
        let y = try table.column(columns["y"] ?? "y")
        // A flat section has no z, unless somebody named the column.
        let depth = columns["z"] ?? "z"
        let z = depth == "z" && !table.hasColumn(depth) ? nil : try table.column(depth)
        let type = try table.column(columns["type"] ?? "type")
        let filters = try conditions.map { (column: try table.column($0.key), value: $0.value) }
        var points: [CellPoint] = []
        var unmapped: [String: (count: Int, row: Int)] = [:]
        for row in 0..<table.rowCount {
            guard filters.allSatisfy({ table.text(row: row, column: $0.column) == $0.value }) else { continue }
            let name = table.text(row: row, column: type)
            let target = types[name] ?? name
            if target == "nothing" { continue }
            guard let index = model.cellTypes.firstIndex(where: { $0.name == target }) else {
                unmapped[name, default: (0, row)].count += 1
                continue
            }
            func coordinate(_ column: Int) throws -> Double {
                let value = try table.number(row: row, column: column) * unit
                guard value >= 0, value < Self.farthest else {
                    throw table.fault(
                        row: row, column: column,
                        "a cell at \(value) um lies outside the space; coordinates run from 0 (shift the file, or name another unit)")
                }
                return value
            }
            let position = SIMD3(try coordinate(x), try coordinate(y), try z.map(coordinate) ?? 0)
            points.append(CellPoint(position: position, type: index))
        }
        if let first = unmapped.min(by: { $0.value.row < $1.value.row }) {
            let names = unmapped.keys.sorted().map { "\"\($0)\" (\(unmapped[$0]!.count))" }.joined(separator: ", ")
            let known = (model.cellTypes.map(\.name) + ["nothing"]).joined(separator: ", ")
            throw table.fault(
                row: first.value.row, column: type,
                "cells of type \(names) are not mapped; give --type \"\(first.key)=TYPE\" with one of: \(known)")
        }
        guard !points.isEmpty else { throw FileFault(.malformed, path: path, "the file has no cells that the model knows") }
        return points
    }
}
