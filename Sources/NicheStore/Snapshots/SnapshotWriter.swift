import NicheEngine
import NicheFiles

/// Writes frames into a run's Zarr store, where analysis tools open them as they stand.
///
///     run.zarr/cells/00000060/    one AnnData group a snapshot: obs, var, X, obsm/spatial [µm], uns
///     run.zarr/vessels/00000060/  arrays from, to [µm], radius, perfused and states
///     run.zarr/fields/            one OME-Zarr image that grows in time
///
/// All values are stored as doubles and read back to the same bits. A snapshot counts once its folder under `cells` has its name, which it
/// gets last; whatever a kill left half-written is passed over by readers and cleared away by the next writer.
public final class SnapshotWriter {
    private let path: String
    private var image: OMEImage?

    /// Begins the store, or goes on with one that is there.
    ///
    /// - Throws: `FileFault`.
    public init(_ run: RunFolder) throws {
        path = run.zarr
        let path = path
        let attributes: JSON = ["niche": ["format": 1, "units": ["length": "um", "time": "s"]]]
        let groups: [(path: String, attributes: JSON)] = [(path, attributes), ("\(path)/cells", [:]), ("\(path)/vessels", [:])]
        try Draft.publish(by: "\(path)/.writing-groups") { draft in
            for group in groups where !DiskFiles.exists("\(group.path)/zarr.json") {
                _ = try ZarrGroup(creating: group.path, attributes: group.attributes, in: draft)
            }
        }
        try run.clearLeftovers()
        if DiskFiles.exists("\(path)/fields") { image = try OMEImage(opening: "\(path)/fields") }
    }

    /// Writes a frame as a snapshot, whole or not at all; one of the same time is replaced.
    ///
    /// - Returns: its entry for the manifest.
    /// - Throws: `FileFault`; the earlier snapshots are then untouched. Frames come in order of time: see `removeSnapshots(after:)`.
    @discardableResult
    public func write(_ frame: Frame) throws -> Manifest.Snapshot {
        let name = SnapshotName.name(of: frame.time)
        if image == nil, !frame.fields.columns.isEmpty { image = try makeImage(frame.fields) }
        var grown = image
        try Draft.publish(by: "\(path)/.writing-\(name)") { draft in
            if !frame.vessels.isAbsent { try frame.vessels.write(to: draft.folder(for: "\(path)/vessels/\(name)")) }
            if !frame.fields.columns.isEmpty { try write(frame.fields, time: frame.time, into: &grown!, draft) }
            // Last, since it is what makes the snapshot count.
            try AnnDataWriter.write(frame.annData(), to: draft.folder(for: "\(path)/cells/\(name)"))
        }
        image = grown
        return Manifest.Snapshot(name: name, time: frame.time)
    }

    /// Removes the snapshots after a time [s], to go on from there.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func removeSnapshots(after time: Int64) throws {
        for group in ["cells", "vessels"] {
            // The last first, so that a kill in between leaves no gap.
            for name in try DiskFiles.list("\(path)/\(group)").reversed() {
                if let found = SnapshotName.time(of: name), found > time { try DiskFiles.removeTree("\(path)/\(group)/\(name)") }
            }
        }
        try image?.removeFrames(after: OMEImage.minutes(time))
    }

    private func makeImage(_ fields: Frame.Fields) throws -> OMEImage {
        try Draft.publish(by: "\(path)/.writing-fields") { draft in
            _ = try OMEImage(
                creating: draft.folder(for: "\(path)/fields"), channels: fields.channels, voxels: fields.voxels, spacing: fields.edges)
        }
        return try OMEImage(opening: "\(path)/fields")
    }

    private func write(_ fields: Frame.Fields, time: Int64, into image: inout OMEImage, _ draft: Draft) throws {
        guard image.voxels == fields.voxels, image.spacing == fields.edges, image.channels == fields.channels else {
            throw FileFault(.exists, path: image.path, "holds fields of another grid or other columns; write these to another run")
        }
        try image.write(time: OMEImage.minutes(time), planes: fields.columns.map(\.values), in: draft)
    }
}

extension Frame.Fields {
    /// The grid and the columns as an image has them.
    fileprivate var voxels: [Int] { [nx, ny, nz] }
    fileprivate var edges: [Double] { [spacing.x, spacing.y, spacing.z] }
    fileprivate var channels: [OMEImage.Channel] { columns.map { .init(name: $0.name, unit: $0.unit) } }
}

extension OMEImage {
    /// The time of a frame [min] for a time [s].
    static func minutes(_ time: Int64) -> Double { Double(time) / 60 }
}
