import NicheFiles
import NicheModel

extension Model {
    /// Reads the tables that the model names, of clamps and of vessels, and keeps their bytes in `data`.
    ///
    /// - Throws: `FileFault` with line and column: a file that is not there, a column that is missing, a value that is no number, times
    ///   that do not ascend, a point outside the space.
    public mutating func readTables() throws {
        for i in clamps.indices {
            guard case .course(var course) = clamps[i].value, let file = course.file else { continue }
            var isConcentration = false
            if case .substance = clamps[i].target { isConcentration = true }
            course.points = try CourseTable(file, try table(file)).points(mayBeNegative: !isConcentration)
            clamps[i].value = .course(course)
        }
        for i in placements.indices {
            guard case .segments(var segments) = placements[i].region else { continue }
            segments.segments = try VesselTable(segments.file, try table(segments.file)).segments(in: space)
            placements[i].region = .segments(segments)
        }
    }

    /// A table is read once, however many columns of it are asked for.
    private mutating func table(_ file: DataFile) throws -> CSVTable {
        if let known = data.first(where: { $0.path == file.path }) { return try CSVTable(text: known.bytes, path: file.path) }
        do {
            let bytes = try DiskFiles.read(file.path, limit: CSVTable.largestFile)
            data.append((file.path, bytes))
            return try CSVTable(text: bytes, path: file.path)
        } catch var fault as FileFault where fault.line == nil {
            fault.message += " (named at \(file.place))"
            throw fault
        }
    }
}

extension CSVTable {
    /// The index of the column that a model knows by a name.
    func column(_ name: String, of file: Model.DataFile) throws -> Int { try column(file.columns[name] ?? name) }

    /// Whether the table has the column that a model knows by a name.
    func hasColumn(_ name: String, of file: Model.DataFile) -> Bool { hasColumn(file.columns[name] ?? name) }
}
