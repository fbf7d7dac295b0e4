import NicheEngine
import NicheFiles
import NicheModel
import NicheStore

/// A run that is shown, finished or still going: read anew at each question, so that what has come since is there.
public struct ShownRun: Sendable {
    public let name: String
    public let folder: RunFolder
    private let readModel: @Sendable () throws -> Model

    /// - Parameters:
    ///   - name: its folder's where none is given.
    ///   - model: reads the model it was run with, when it is asked for.
    public init(_ folder: RunFolder, name: String? = nil, model: @escaping @Sendable () throws -> Model) {
        self.folder = folder
        self.name = name ?? String(folder.path.split(separator: "/").last ?? "run")
        readModel = model
    }

    /// What it is made of, and what acts on what in it.
    func model() throws -> JSON { ModelCard(try readModel()).json }

    /// What it is, how far it has come, and which snapshots there are.
    func state() throws -> JSON {
        let manifest = try folder.manifest()
        let frames = try SnapshotReader(folder).frames
        return [
            "name": JSON(name), "title": JSON(manifest.modelTitle), "status": JSON(manifest.status.rawValue),
            "seed": JSON(String(manifest.seed)), "digest": JSON(manifest.stateDigest),
            "frames": .array(frames.map { .integer($0.timeSeconds) }),
        ]
    }

    /// What there is to see in a snapshot, without the values.
    func outline(_ frame: Int) throws -> JSON {
        let outline = try snapshots(frame).outline(at: frame)
        func list(_ columns: [(name: String, unit: String)]) -> JSON {
            .array(columns.map { ["name": JSON($0.name), "unit": JSON($0.unit)] })
        }
        return [
            "size": .array([outline.size.x, outline.size.y, outline.size.z].map { JSON($0) }), "isSlice": .bool(outline.isSlice),
            "types": .array(zip(outline.types, outline.colours).map { ["name": JSON($0), "colour": JSON($1)] }),
            "phases": JSON(outline.phases), "states": list(outline.states), "substances": list(outline.substances),
            "fields": list(outline.fields), "voxels": .array(outline.voxels.map { JSON($0) }), "hasVessels": .bool(outline.hasVessels),
        ]
    }

    func cells(_ frame: Int) throws -> [UInt8] {
        let reader = try snapshots(frame)
        return CellBytes.bytes(
            of: try reader.cells(at: frame, columns: []), time: reader.frames[frame].timeSeconds, size: try reader.size(at: frame))
    }

    /// A state or substance of each cell.
    func values(_ frame: Int, of name: String) throws -> [UInt8]? {
        let cells = try snapshots(frame).cells(at: frame, columns: [name])
        return (cells.states + cells.substances).first { $0.name == name }.map { ColumnBytes.bytes(of: $0.values) }
    }

    /// One byte a cell: 1 where it descends from the founder of a clone.
    func clone(_ frame: Int, _ clone: UInt64) throws -> [UInt8] {
        try snapshots(frame).cells(at: frame, columns: []).clone.map { $0 == clone ? 1 : 0 }
    }

    func vessels(_ frame: Int) throws -> [UInt8] { VesselBytes.bytes(of: try snapshots(frame).vessels(at: frame)) }

    func field(_ frame: Int, _ name: String) throws -> [UInt8]? {
        try snapshots(frame).field(at: frame, named: name).map { ColumnBytes.bytes(of: $0) }
    }

    /// All that is known of a cell, by its place in the list.
    func cell(_ frame: Int, at place: Int) throws -> JSON? {
        let cells = try snapshots(frame).cells(at: frame)
        guard cells.id.indices.contains(place) else { return nil }
        return CellCard(cells, place).json
    }

    /// A cell in each snapshot in which there is one of its ID.
    func history(of id: UInt64) throws -> JSON {
        let reader = try SnapshotReader(folder)
        var moments: [JSON] = []
        for (index, frame) in reader.frames.enumerated() {
            let cells = try reader.cells(at: index)
            guard let place = cells.id.firstIndex(of: id) else { continue }
            moments.append(["time": .integer(frame.timeSeconds), "cell": CellCard(cells, place).json])
        }
        return ["id": JSON(String(id)), "moments": .array(moments)]
    }

    /// The course in numbers.
    func course() throws -> JSON {
        guard folder.hasSummary else { return ["columns": .array([]), "rows": .array([])] }
        let summary = try folder.summary()
        return [
            "columns": .array(summary.columns.map { ["name": JSON($0.name), "unit": JSON($0.unit)] }),
            "rows": .array(summary.rows.map { .array($0.map { $0.isFinite ? JSON($0) : .null }) }),
        ]
    }

    private func snapshots(_ frame: Int) throws -> SnapshotReader {
        let reader = try SnapshotReader(folder)
        guard reader.frames.indices.contains(frame) else {
            throw FileFault(.missing, path: reader.path, "has no snapshot \(frame); there are \(reader.frames.count)")
        }
        return reader
    }
}
