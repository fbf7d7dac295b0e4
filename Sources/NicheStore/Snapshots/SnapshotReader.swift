import NicheEngine
import NicheFiles

/// Reads the snapshots of a run back as the frames they were made from, bit for bit.
///
/// A run that is still going may be read: only snapshots that are complete are seen.
public struct SnapshotReader: Sendable {
    /// The Zarr store.
    public let path: String
    /// The snapshots in order of time.
    public let frames: [(name: String, timeSeconds: Int64)]

    /// - Throws: `FileFault.cannotRead`; a run without snapshots has an empty list.
    public init(_ run: RunFolder) throws {
        path = run.zarr
        let names = DiskFiles.exists("\(path)/cells") ? try DiskFiles.list("\(path)/cells") : []
        frames = names.compactMap { name in SnapshotName.time(of: name).map { (name, $0) } }.sorted { $0.1 < $1.1 }
    }

    /// The frame of a snapshot.
    ///
    /// - Throws: `FileFault`, where a file of it is damaged or missing.
    public func frame(at index: Int) throws -> Frame {
        let (name, time) = frames[index]
        let group = try group(index)
        let described = SnapshotAttributes(group)
        guard case .integer(time) = described.json["time_s"] else { throw described.fault("time_s") }
        let uns = try group.group("uns")
        let space = try space(uns)
        var frame = Frame(time: time, size: space.size, isSlice: space.isSlice)
        frame.cells = try Frame.Cells(from: group)
        if try described.flag("has_vessels") { frame.vessels = try Frame.Vessels(from: "\(path)/vessels/\(name)") }
        frame.fields = try fields(described, time)
        frame.scalars = try scalars(uns)
        return frame
    }

    func space(_ uns: ZarrGroup) throws -> (size: SIMD3<Double>, isSlice: Bool) {
        let size = try uns.array("size_um").read(as: Double.self)
        let isSlice = try uns.array("is_slice").read(as: Bool.self)
        guard size.count == 3, isSlice.count == 1 else { throw FileFault(.malformed, path: uns.path, "size_um or is_slice is damaged") }
        return (SIMD3(size[0], size[1], size[2]), isSlice[0])
    }

    private func fields(_ described: SnapshotAttributes, _ time: Int64) throws -> Frame.Fields {
        var fields = Frame.Fields()
        let voxels = try described.numbers("voxels", count: 3).map { Int(exactly: $0) ?? -1 }
        let spacing = try described.numbers("spacing", count: 3)
        (fields.nx, fields.ny, fields.nz) = (voxels[0], voxels[1], voxels[2])
        fields.spacing = SIMD3(spacing[0], spacing[1], spacing[2])
        guard try described.flag("has_fields") else { return fields }
        let image = try OMEImage(opening: "\(path)/fields")
        guard image.voxels == voxels, let frame = image.times.firstIndex(of: OMEImage.minutes(time)) else {
            throw FileFault(.malformed, path: image.path, "lacks the fields of the snapshot at \(time) s")
        }
        fields.columns = zip(image.channels, try image.planes(frame: frame)).map { channel, values in
            Frame.Column(name: channel.name, unit: channel.unit, values: values)
        }
        return fields
    }

    private func scalars(_ uns: ZarrGroup) throws -> [(name: String, unit: String, value: Double)] {
        let path = "\(uns.path)/scalars"
        let table = try Dataframe(opening: path)
        guard case .numbers(let values) = try table.values("value", path: path),
            case .strings(let units) = try table.values("unit", path: path)
        else { throw FileFault(.malformed, path: path, "its columns are of other types") }
        return table.index.indices.map { (table.index[$0], units[$0], values[$0]) }
    }
}
