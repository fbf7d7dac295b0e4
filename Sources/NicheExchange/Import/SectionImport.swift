import NicheEngine
import NicheFiles
import NicheModel

/// How cells of a file become cells of a model: a table of text, AnnData in Zarr or h5ad, or the label mask of a segmentation.
public struct SectionImport {
    /// Where a section comes to lie in its space.
    public enum Corner: Sendable, Equatable {
        /// Its middle in the middle; in a space that takes its size from the section, a margin from the corner.
        case automatic
        /// This place of the file, in its own unit, at the corner.
        case at(SIMD3<Double>)
    }

    /// Names of the columns for x, y, z and type; of AnnData `type` is the column of obs, and `spatial` the key of obsm.
    public var columns: [String: String] = [:]
    /// Types of the model, by name or label, for classes of the file; "nothing" leaves cells out.
    public var types: [String: String] = [:]
    /// Rows of a table are kept where these columns have these values.
    public var conditions: [String: String] = [:]
    /// The table that says which class each label of a mask is of.
    public var labels: String?
    /// [µm], over the model's own.
    public var unit: Double?
    public var corner: Corner?

    private static let farthest = 1e7

    public init() {}

    /// Reads the table of classes and types that a file holds: its first two columns.
    ///
    /// - Throws: `FileFault`.
    public static func types(of path: String) throws -> [String: String] {
        let table = try CSVTable(path: path)
        guard table.header.count >= 2 else {
            throw FileFault(.malformed, path: path, line: 1, "has one column; expected two, a class of the file and a type of the model")
        }
        var types: [String: String] = [:]
        for row in 0..<table.rowCount {
            let name = table.text(row: row, column: 0)
            let target = table.text(row: row, column: 1)
            if let known = types[name], known != target {
                throw table.fault(row: row, column: 0, "\"\(name)\" is \(known) above, and \(target) here")
            }
            types[name] = target
        }
        return types
    }

    /// The cells of the model's file placement; none if it has no such placement.
    ///
    /// - Throws: `FileFault`; `MissingLibrary`.
    public func points(for model: Model) throws -> [CellPoint] {
        for placement in model.placements {
            guard case .file(let path, let likely, let unit, let types) = placement.region else { continue }
            // A run keeps what it started from, as points of its own space.
            if let kept = model.data.first(where: { $0.path == path }) { return try FrozenCells.points(kept.bytes, path: path, model) }
            return try points(
                read(path, likely, placement.values), path, unit: self.unit ?? unit, types: types.merging(self.types) { $1 }, model)
        }
        return []
    }

    private func read(_ path: String, _ likely: [String: String], _ states: [Model.StateColumn]) throws -> SectionCells {
        func refuseStates() throws {
            if let first = states.first {
                throw FileFault(
                    .unsupported, path: path,
                    "holds no columns of states, and \(first.place) asks for \"\(first.column)\"; give a table of text")
            }
        }
        let ending = path.lowercased().split(separator: ".").last ?? ""
        if ["tif", "tiff"].contains(ending) {
            try refuseStates()
            return try SectionCells(mask: path, labels: labels)
        }
        if DiskFiles.isFolder(path) || ["h5ad", "h5"].contains(ending) {
            guard conditions.isEmpty else {
                throw FileFault(.unsupported, path: path, "--where chooses rows of a table of text; take a part of AnnData in Python")
            }
            try refuseStates()
            return try SectionCells(
                annData: path, key: columns["spatial"] ?? "spatial", column: columns["type"] ?? likely["type"] ?? "type")
        }
        return try SectionCells(table: path, given: columns, likely: likely, conditions: conditions, states: states)
    }

    private func points(
        _ cells: SectionCells, _ path: String, unit: Double, types: [String: String], _ model: Model
    ) throws -> [CellPoint] {
        var chosen: [(cell: Int, type: Int)] = []
        var unmapped: [String: (count: Int, cell: Int)] = [:]
        var indices: [String: Int?] = [:]
        for cell in 0..<cells.count {
            let name = cells.classes[cell]
            let target = types[name] ?? name
            if target == "nothing" { continue }
            let known = indices[target] ?? model.cellTypes.firstIndex { $0.name == target || $0.label == target }
            indices[target] = .some(known)
            if let known { chosen.append((cell, known)) } else { unmapped[name, default: (0, cell)].count += 1 }
        }
        if let first = unmapped.min(by: { $0.value.cell < $1.value.cell }) {
            let names = unmapped.keys.sorted().prefix(24).map { "\"\($0)\" (\(unmapped[$0]!.count))" }.joined(separator: ", ")
            let known = (model.cellTypes.map(\.name) + ["nothing"]).joined(separator: ", ")
            throw cells.fault(
                first.value.cell, true, "cells of type \(names) are not mapped; give --type \"\(first.key)=TYPE\" with one of: \(known)")
        }
        guard !chosen.isEmpty else { throw FileFault(.malformed, path: path, "the file has no cells that the model knows") }
        let places = chosen.map { cells.places[$0.cell] * unit }
        let shift = shift(places, unit, model)
        return try zip(chosen, places).map { chosen, place in
            var position = place + shift
            if cells.places[chosen.cell].z == 0, corner == .automatic { position.z = max(0, position.z) }
            guard (0..<3).allSatisfy({ position[$0] >= 0 && position[$0] < Self.farthest }) else {
                throw cells.fault(
                    chosen.cell, false,
                    "a cell at \(position.x), \(position.y), \(position.z) um lies outside the space, whose coordinates run from 0 "
                        + "(give --corner auto, or another unit with --length)")
            }
            return CellPoint(position: position, type: chosen.type, values: values(cells, chosen.cell, model.cellTypes[chosen.type]))
        }
    }

    /// States of a cell that the file gives.
    private func values(_ cells: SectionCells, _ cell: Int, _ type: Model.CellType) -> [(state: Int, value: Double)] {
        cells.states.compactMap { name, values in
            guard let value = values[cell], let state = type.states.firstIndex(where: { $0.name == name }) else { return nil }
            return (state, value)
        }
    }

    /// What is added to places of the file [µm].
    private func shift(_ places: [SIMD3<Double>], _ unit: Double, _ model: Model) -> SIMD3<Double> {
        switch corner {
        case nil: return SIMD3(repeating: 0)
        case .at(let corner): return -corner * unit
        case .automatic:
            var (low, high) = (places[0], places[0])
            for place in places { (low, high) = (pointwiseMin(low, place), pointwiseMax(high, place)) }
            guard let size = model.space.size else { return CellPoint.margin - low }
            return (size - low - high) / 2
        }
    }
}
