/// A picture of several channels in space that grows in time: an OME-Zarr 0.5 image with axes t, c, z, y, x.
///
/// Viewers such as napari open it as it stands; level 1 is half as fine for them. The one-dimensional arrays t, c, z, y, x beside the levels
/// make it a dataset with physical coordinates for xarray. A file, a shard, holds channels of one frame, so that a kill can never
/// touch earlier frames: a frame counts once the array `t` lists it, which is written last.
///
/// - Shape: a plane of values holds nx·ny·nz, x fastest, then y, then z; spacing and positions in µm, time in minutes.
public struct OMEImage: Sendable {
    public struct Channel: Sendable, Equatable {
        public var name: String
        public var unit: String
        public init(name: String, unit: String) {
            self.name = name
            self.unit = unit
        }
    }

    public let path: String
    public let channels: [Channel]
    /// Voxels along x, y, z.
    public let voxels: [Int]
    /// Edges of a voxel along x, y, z [µm].
    public let spacing: [Double]
    /// Times of the frames [min].
    public internal(set) var times: [Double]
    /// Channels a file.
    let bundle: Int
    static let timesAFile = 256

    /// Small planes share a file: making a file and its folders costs more than filling it. Large ones have their own, for readers that
    /// want one channel and because a file is put together in memory.
    private static func bundle(_ channels: Int, _ voxels: [Int]) -> Int {
        max(1, min(channels, (64 << 20) / (8 * voxels.reduce(1, *))))
    }

    /// Makes an image without frames, in a place of its own or as a piece of a `Draft`.
    ///
    /// - Parameters:
    ///   - voxels: along x, y, z, each at least 1.
    ///   - spacing: along x, y, z [µm].
    /// - Throws: `FileFault.cannotWrite`.
    public init(creating path: String, channels: [Channel], voxels: [Int], spacing: [Double]) throws {
        precondition(!channels.isEmpty && voxels.count == 3 && spacing.count == 3 && voxels.allSatisfy { $0 > 0 }, "an empty image")
        self.path = path
        self.channels = channels
        self.voxels = voxels
        self.spacing = spacing
        times = []
        bundle = OMEImage.bundle(channels.count, voxels)
        try writeRoot()
        for level in 0...1 { try array(level).writeMetadata() }
        try writeCoordinates()
        try writeTimes()
    }

    /// Opens an image that this type made.
    ///
    /// - Throws: `FileFault`.
    public init(opening path: String) throws {
        let root = try ZarrGroup(opening: path)
        func fault(_ what: String) -> FileFault { FileFault(.malformed, path: "\(path)/zarr.json", "\(what) is missing or damaged") }
        guard let items = root.attributes["niche"]?["channels"]?.array else { throw fault("niche.channels") }
        channels = try items.map { item in
            guard let name = item["name"]?.string, let unit = item["unit"]?.string else { throw fault("niche.channels") }
            return Channel(name: name, unit: unit)
        }
        spacing = root.attributes["niche"]?["spacing"]?.array?.compactMap(\.number) ?? []
        guard spacing.count == 3 else { throw fault("niche.spacing") }
        let finest = try root.array("0")
        guard finest.shape.count == 5, finest.shape[1] == channels.count, finest.type == .float64, !channels.isEmpty,
            finest.shape[2...].allSatisfy({ $0 > 0 && $0 <= 1 << 20 })
        else { throw FileFault(.malformed, path: finest.path, "is no image t, c, z, y, x of \(channels.count) channels") }
        self.path = path
        voxels = [finest.shape[4], finest.shape[3], finest.shape[2]]
        bundle = finest.chunk[1]
        times = try root.array("t").read(as: Double.self)
        guard times.count <= finest.shape[0], array(0, frames: finest.shape[0]).metadata == finest.metadata else {
            throw FileFault(.malformed, path: finest.path, "does not fit the image's own description")
        }
    }

    /// Voxels along x, y, z at a level; an axis of one voxel stays one.
    func voxels(at level: Int) -> [Int] { level == 0 ? voxels : voxels.map { ($0 + 1) / 2 } }

    /// The array of a level: 0 as fine as the grid, 1 half as fine.
    func array(_ level: Int, frames: Int? = nil) -> ZarrArray {
        let lengths = Array(voxels(at: level).reversed())
        // Inner chunks of up to 64 voxels a side that divide the shard; the shard is padded where they would not.
        let inner = lengths.map { length in (length + (length + 63) / 64 - 1) / ((length + 63) / 64) }
        let shard = zip(lengths, inner).map { ($0 + $1 - 1) / $1 * $1 }
        return ZarrArray(
            at: "\(path)/\(level)", type: .float64, shape: [frames ?? times.count, channels.count] + lengths, chunk: [1, bundle] + shard,
            inner: [1, 1] + inner, dimensionNames: ["t", "c", "z", "y", "x"])
    }
}
