import Foundation
import NicheEngine
import NicheFiles
import NicheModel
import NicheStore

/// Writes snapshots of a run as files that other tools open.
///
///     OUT/cells/00000060.csv     OUT/cells/00000060.vtp  OUT/cells.pvd   OUT/00000060.h5ad   OUT/fields.ome.tiff
///     OUT/vessels/00000060.csv   OUT/fields/00000060.vti                 OUT/00000060.zarr
///     OUT/units.csv
///
/// and MultiCellDS as `MultiCellDS.swift` tells.
///
/// The files of a snapshot appear together once they are whole.
public struct Exporter {
    private let reader: SnapshotReader
    private let format: ExportFormat
    private let folder: String
    private let model: Model?

    /// - Parameters:
    ///   - model: of the run, for formats that say more than its snapshots do.
    ///   - folder: where the files go; made if it is not there.
    ///   - overwrite: whether files that are there already may be replaced.
    /// - Throws: `FileFault` exists, where the folder has contents.
    public init(_ reader: SnapshotReader, as format: ExportFormat, to folder: String, model: Model? = nil, overwrite: Bool = false) throws {
        self.reader = reader
        self.format = format
        self.folder = folder
        self.model = model
        if DiskFiles.exists(folder), !DiskFiles.isFolder(folder) {
            throw FileFault(.exists, path: folder, "is a file; name a folder for what is exported")
        }
        if !overwrite, DiskFiles.isFolder(folder), try !DiskFiles.list(folder).isEmpty {
            throw FileFault(.exists, path: folder, "this folder has contents already; name another, or overwrite with --force")
        }
    }

    /// Writes snapshots, given by their places.
    ///
    /// - Parameter progress: called before each with how many are written.
    /// - Returns: how many files and stores were written.
    /// - Throws: `FileFault`; `MissingLibrary` in a build without what the format needs. Snapshots written so far are left.
    @discardableResult
    public func write(_ snapshots: [Int], progress: (Int) throws -> Void = { _ in }) throws -> Int {
        try DiskFiles.makeFolder(folder)
        if format == .omeTIFF { return try OMETIFFExport(reader, snapshots).write(to: "\(folder)/fields.ome.tiff", progress: progress) }
        var written = 0
        var collections: [String: [(time: Double, name: String)]] = [:]
        for (place, index) in snapshots.enumerated() {
            try progress(place)
            let frame = try reader.frame(at: index)
            let name = reader.frames[index].name
            try Draft.publish(by: "\(folder)/.writing-\(name)") { draft in
                if format == .multicellds {
                    written += try write(frame, number: place, isLast: place == snapshots.count - 1, in: draft)
                } else {
                    written += try write(frame, name, isFirst: place == 0, in: draft, &collections)
                }
            }
        }
        for (what, files) in collections.sorted(by: { $0.key < $1.key }) {
            try DiskFiles.writeWhole(VTKFile.collection(files), to: "\(folder)/\(what).pvd")
            written += 1
        }
        return written
    }

    private func write(
        _ frame: Frame, _ name: String, isFirst: Bool, in draft: Draft, _ collections: inout [String: [(time: Double, name: String)]]
    ) throws -> Int {
        switch format {
        case .csv, .parquet:
            let tables = frame.tables
            // The same for all snapshots, so written with the first.
            if isFirst { try draft.write(frame.units.csv, to: "\(folder)/units.csv") }
            for (what, table) in tables {
                let bytes = format == .csv ? table.csv : ParquetTable(table).file
                try write(bytes, "\(what)/\(name).\(format.rawValue)", in: draft)
            }
            return tables.count
        case .vtk:
            let files = frame.vtkFiles
            for (what, ending, file) in files {
                try write(file.bytes, "\(what)/\(name).\(ending)", in: draft)
                collections[what, default: []].append((Double(frame.time) / 60, "\(what)/\(name).\(ending)"))
            }
            return files.count
        case .h5ad: try H5AD.write(frame.annData(), to: draft.folder(for: "\(folder)/\(name).h5ad"))
        case .spatialdata: try SpatialDataStore.write(frame, to: draft.folder(for: "\(folder)/\(name).zarr"))
        case .omeTIFF, .multicellds: preconditionFailure("written in ways of their own")
        }
        return 1
    }

    /// The files of a snapshot under PhysiCell's names.
    private func write(_ frame: Frame, number: Int, isLast: Bool, in draft: Draft) throws -> Int {
        guard let model else {
            throw FileFault(.unsupported, path: folder, "MultiCellDS tells of the model, which this run's folder lacks")
        }
        let snapshot = MultiCellDS(
            frame: frame, name: MultiCellDS.name(of: number), model: model, created: ISO8601DateFormatter().string(from: Date()))
        var files = [
            ("\(snapshot.name).xml", snapshot.description), ("\(snapshot.name)_cells.mat", snapshot.cells),
            ("\(snapshot.name)_microenvironment0.mat", snapshot.microenvironment),
            ("\(snapshot.name)_cell_neighbor_graph.txt", snapshot.neighbours),
            ("\(snapshot.name)_attached_cells_graph.txt", snapshot.nobody),
            ("\(snapshot.name)_spring_attached_cells_graph.txt", snapshot.nobody),
        ]
        if number == 0 { files += [("initial_mesh0.mat", snapshot.mesh), ("initial.xml", snapshot.description)] }
        if isLast { files.append(("final.xml", snapshot.description)) }
        for (name, bytes) in files { try draft.write(bytes, to: "\(folder)/\(name)") }
        return files.count
    }

    private func write(_ bytes: [UInt8], _ name: String, in draft: Draft) throws {
        try DiskFiles.makeFolder("\(folder)/\(name.prefix { $0 != "/" })")
        try draft.write(bytes, to: "\(folder)/\(name)")
    }
}
