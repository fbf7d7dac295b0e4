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
        if !DiskFiles.exists("\(path)/zarr.json") {
            let units: JSON = ["length": "um", "time": "s"]
            _ = try ZarrGroup(creating: path, attributes: ["niche": ["format": 1, "units": units]], isDurable: true)
        }
        for name in ["cells", "vessels"] {
            if !DiskFiles.exists("\(path)/\(name)/zarr.json") { _ = try ZarrGroup(creating: "\(path)/\(name)", isDurable: true) }
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
        if !frame.vessels.isAbsent {
            try place("\(path)/vessels", name) { try frame.vessels.write(to: $0) }
        }
        if !frame.fields.columns.isEmpty { try write(frame.fields, time: frame.time) }
        try place("\(path)/cells", name) { try AnnDataWriter.write(frame.annData(), to: $0) }
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

    private func write(_ fields: Frame.Fields, time: Int64) throws {
        let voxels = [fields.nx, fields.ny, fields.nz]
        let spacing = [fields.spacing.x, fields.spacing.y, fields.spacing.z]
        let channels = fields.columns.map { OMEImage.Channel(name: $0.name, unit: $0.unit) }
        if image == nil {
            try place(path, "fields") { temporary in
                _ = try OMEImage(creating: temporary, channels: channels, voxels: voxels, spacing: spacing)
            }
            image = try OMEImage(opening: "\(path)/fields")
        }
        guard image!.voxels == voxels, image!.spacing == spacing, image!.channels == channels else {
            throw FileFault(.exists, path: image!.path, "holds fields of another grid or other columns; write these to another run")
        }
        try image!.write(time: OMEImage.minutes(time), planes: fields.columns.map(\.values))
    }

    /// Has a folder written beside its place, forces it to the disk, and puts it there.
    private func place(_ folder: String, _ name: String, _ write: (String) throws -> Void) throws {
        let place = "\(folder)/\(name)"
        let temporary = "\(folder)/.writing-\(name)"
        let old = "\(folder)/.replaced-\(name)"
        do {
            try DiskFiles.removeTree(temporary)
            try DiskFiles.removeTree(old)
            try write(temporary)
            try DiskFiles.syncTree(temporary)
            // A folder cannot be renamed over one with contents.
            if DiskFiles.exists(place) { try DiskFiles.rename(place, to: old) }
            try DiskFiles.rename(temporary, to: place)
        } catch {
            // What stays behind on a disk that refuses this too is cleared by the next writer.
            try? DiskFiles.removeTree(temporary)
            if !DiskFiles.exists(place), DiskFiles.exists(old) { try? DiskFiles.rename(old, to: place) }
            throw error
        }
        try? DiskFiles.removeTree(old)
    }
}

extension OMEImage {
    /// The time of a frame [min] for a time [s].
    static func minutes(_ time: Int64) -> Double { Double(time) / 60 }
}
