import NicheFiles
import NicheModel

/// Cells of a tissue section as a file has them: where each is, in the file's own unit, and of which class.
struct SectionCells {
    /// Along x, y and z; z is 0 in a flat section.
    var places: [SIMD3<Double>] = []
    var classes: [String] = []
    /// States that the file has values for, by name and cell, in the engine's units; nil where a cell has none of its own.
    var states: [(name: String, values: [Double?])] = []
    /// The fault of a cell, with its place in the file.
    let fault: (_ cell: Int, _ isClass: Bool, _ message: String) -> FileFault

    var count: Int { places.count }

    /// Names of the columns that hold x, y, z and type where nobody named them, the surest first: cells may have states called x and z. So
    /// PhysiCell, QuPath, HALO, Xenium and our own exports have them.
    private static let usual: [String: [String]] = [
        "x": ["x_um", "x", "X", "x_centroid", "centroid_x", "Centroid X µm", "Centroid X um", "Centroid X", "XMin"],
        "y": ["y_um", "y", "Y", "y_centroid", "centroid_y", "Centroid Y µm", "Centroid Y um", "Centroid Y", "YMin"],
        "z": ["z_um", "z", "Z"],
        "type": ["type", "cell_type", "celltype", "class", "Class", "Classification", "phenotype", "Phenotype"],
    ]

    /// Reads a table of text.
    ///
    /// - Parameters:
    ///   - given: columns that somebody named for this file, which must be there.
    ///   - likely: columns that the model names, which may not be.
    ///   - conditions: rows are kept where these columns have these values.
    ///   - states: columns that hold states.
    /// - Throws: `FileFault`, with line and column.
    init(
        table path: String, given: [String: String], likely: [String: String], conditions: [String: String],
        states: [Model.StateColumn] = []
    ) throws {
        let table = try SectionCells.table(path)
        func column(_ name: String) throws -> Int? {
            if let given = given[name] { return try table.column(given) }
            let names = [likely[name]].compactMap { $0 } + SectionCells.usual[name]!
            if let found = names.first(where: { table.hasColumn($0) }) { return try table.column(found) }
            // A flat section has no z.
            return name == "z" ? nil : try table.column(likely[name] ?? name)
        }
        let axes = try ["x", "y", "z"].map(column)
        let type = try column("type")!
        let filters = try conditions.map { (column: try table.column($0.key), value: $0.value) }
        let kept = (0..<table.rowCount).filter { row in filters.allSatisfy { table.text(row: row, column: $0.column) == $0.value } }
        places = try kept.map { row in
            var place = SIMD3<Double>(repeating: 0)
            for axis in 0..<3 { place[axis] = try axes[axis].map { try table.number(row: row, column: $0) } ?? 0 }
            return place
        }
        classes = kept.map { table.text(row: $0, column: type) }
        self.states = try states.map { state in
            let column = try table.column(state.column)
            return (
                state.state,
                try kept.map { row in
                    table.text(row: row, column: column).isEmpty ? nil : try table.number(row: row, column: column) * state.factor
                }
            )
        }
        fault = { cell, isClass, message in table.fault(row: kept[cell], column: isClass ? type : axes[0]!, message) }
    }

    /// Old PhysiCell files have no header: four columns and more, all numbers.
    private static func table(_ path: String) throws -> CSVTable {
        let table = try CSVTable(path: path, allowsShortRows: true)
        guard table.header.count >= 4, table.header.prefix(4).allSatisfy({ Double($0) != nil }) else { return table }
        let names = ["x", "y", "z", "type"] + (4..<table.header.count).map { "column \($0 + 1)" }
        return try CSVTable(path: path, names: names, allowsShortRows: true)
    }

    /// Reads AnnData, in Zarr or h5ad.
    ///
    /// - Parameters:
    ///   - key: of `obsm`, where centres are.
    ///   - column: of `obs`, where classes are.
    /// - Throws: `FileFault`; `MissingLibrary`.
    init(annData path: String, key: String, column: String) throws {
        let data = try AnnDataPlaces(path: path, key: key, column: column)
        let axes = data.coordinates
        places = data.classes.indices.map { SIMD3(axes[0][$0], axes[1][$0], axes.count > 2 ? axes[2][$0] : 0) }
        classes = data.classes
        fault = { cell, isClass, message in
            FileFault(.malformed, path: path, "\(isClass ? "obs/\(column)" : "obsm/\(key)"), row \(cell + 1): \(message)")
        }
    }

    /// Reads the picture of a segmentation.
    ///
    /// - Parameter labels: a table with the columns `label` and `type`; without it all are of the class "cell".
    /// - Throws: `FileFault`; `MissingLibrary`.
    init(mask path: String, labels: String?) throws {
        let mask = try LabelMask(path: path)
        var names: [Int: String] = [:]
        if let labels {
            let table = try CSVTable(path: labels)
            let (label, type) = (try table.column("label"), try table.column("type"))
            for row in 0..<table.rowCount {
                guard let number = Int(exactly: try table.number(row: row, column: label)) else {
                    throw table.fault(row: row, column: label, "a label is a whole number")
                }
                names[number] = table.text(row: row, column: type)
            }
        }
        // What a table leaves out is no cell of interest.
        let cells = mask.cells.filter { labels == nil || names[$0.label] != nil }
        places = cells.map { SIMD3($0.x, $0.y, 0) }
        classes = cells.map { names[$0.label] ?? "cell" }
        fault = { cell, _, message in FileFault(.malformed, path: path, "label \(cells[cell].label): \(message)") }
    }
}
