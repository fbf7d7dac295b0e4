import NicheFiles
import NicheModel

/// Vessels of a table: two ends a row, or in a slice the point where each crosses it.
struct VesselTable {
    let file: Model.DataFile
    let table: CSVTable

    init(_ file: Model.DataFile, _ table: CSVTable) {
        self.file = file
        self.table = table
    }

    func segments(in space: Model.SpaceModel) throws -> [Model.Segment] {
        let isSlice = space.size.map { $0.z <= space.voxel.z } ?? (space.thickness != nil)
        let arePoints = isSlice && !table.hasColumn("x0", of: file) && table.hasColumn("x", of: file)
        let axes = isSlice ? ["x", "y"] : ["x", "y", "z"]
        let starts = try axes.map { try table.column(arePoints ? $0 : $0 + "0", of: file) }
        let ends = arePoints ? [] : try axes.map { try table.column($0 + "1", of: file) }
        // A radius is read if the table has one, or if somebody named its column.
        let hasRadius = file.columns["radius"] ?? "radius" != "radius" || table.hasColumn("radius", of: file)
        let radius = hasRadius ? try table.column("radius", of: file) : nil
        var segments: [Model.Segment] = []
        for row in 0..<table.rowCount {
            let from = try table.point(row, starts, file, in: space)
            let to = arePoints ? nil : try table.point(row, ends, file, in: space)
            if from == to { throw table.fault(row: row, column: ends[0], "the segment ends where it begins") }
            segments.append(
                Model.Segment(from: from, to: to, radius: try radius.map { try width(row, $0) }, line: table.line(ofRow: row)))
        }
        guard !segments.isEmpty else { throw FileFault(.malformed, path: file.path, "has no rows, and so no vessels") }
        return segments
    }

    private func width(_ row: Int, _ column: Int) throws -> Double {
        let radius = try table.number(row: row, column: column) * file.factors["radius", default: 1]
        guard radius > 0 else { throw table.fault(row: row, column: column, "a radius must be above 0") }
        return radius
    }
}
