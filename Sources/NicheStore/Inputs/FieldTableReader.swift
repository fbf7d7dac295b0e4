import NicheFiles
import NicheModel

/// Concentrations of a table: a point and a value a row.
struct FieldTableReader {
    let file: Model.DataFile
    let table: CSVTable

    init(_ file: Model.DataFile, _ table: CSVTable) {
        self.file = file
        self.table = table
    }

    /// A slice needs no z.
    func points(in space: Model.SpaceModel) throws -> [Model.FieldTable.Point] {
        let isSlice = space.size.map { $0.z <= space.voxel.z } ?? (space.thickness != nil)
        let axes = try (isSlice ? ["x", "y"] : ["x", "y", "z"]).map { try table.column($0, of: file) }
        let value = try table.column("value", of: file)
        let points = try (0..<table.rowCount).map { row in
            Model.FieldTable.Point(position: try table.point(row, axes, file, in: space), value: try concentration(row, value))
        }
        guard !points.isEmpty else { throw FileFault(.malformed, path: file.path, "has no rows, and so no concentrations") }
        return points
    }

    private func concentration(_ row: Int, _ column: Int) throws -> Double {
        let value = try table.number(row: row, column: column) * file.factors["value", default: 1]
        guard value >= 0 else { throw table.fault(row: row, column: column, "a concentration must be 0 or more") }
        return value
    }
}
