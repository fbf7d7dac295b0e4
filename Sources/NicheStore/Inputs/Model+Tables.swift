import NicheFiles
import NicheModel

extension Model {
    /// Reads the tables that the model names, of clamps, of vessels and of substances, and keeps their bytes in `data`.
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
        for i in substances.indices {
            guard var start = substances[i].startTable else { continue }
            start.points = try FieldTableReader(start.file, try table(start.file)).points(in: space)
            substances[i].startTable = start
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

    /// A point of the space [µm], along as many axes as there are columns; 0 along others.
    func point(_ row: Int, _ columns: [Int], _ file: Model.DataFile, in space: Model.SpaceModel) throws -> SIMD3<Double> {
        var point = SIMD3<Double>(repeating: 0)
        for (axis, column) in columns.enumerated() {
            point[axis] = try number(row: row, column: column) * file.factors["x", default: 1]
            let most = space.size?[axis] ?? .infinity
            guard point[axis] >= 0, point[axis] <= most else {
                let range = most.isFinite ? "from 0 to \(most) um" : "from 0"
                throw fault(
                    row: row, column: column,
                    "\(point[axis]) um lies outside the space, which goes \(range) (shift the file, or name its unit)")
            }
        }
        return point
    }
}
