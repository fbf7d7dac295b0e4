/// The uniform grid of voxels that substances live on. x runs fastest, then y, then z.
public struct Grid: Sendable, Equatable {
    public let nx: Int
    public let ny: Int
    public let nz: Int
    /// Edge of a voxel along x, y, z [µm].
    public let spacing: SIMD3<Double>

    public init(nx: Int, ny: Int, nz: Int, spacing: SIMD3<Double>) {
        precondition(nx > 0 && ny > 0 && nz > 0)
        self.nx = nx
        self.ny = ny
        self.nz = nz
        self.spacing = spacing
    }

    public var count: Int { nx * ny * nz }
    /// Volume of a voxel [µm³].
    public var voxelVolume: Double { spacing.x * spacing.y * spacing.z }
    public var size: SIMD3<Double> { spacing * SIMD3(Double(nx), Double(ny), Double(nz)) }
    public var isSlice: Bool { nz == 1 }

    @inline(__always)
    public func index(_ i: Int, _ j: Int, _ k: Int) -> Int { i + nx * (j + ny * k) }

    /// How many voxels stand in a row along x (0), y or z.
    @inline(__always)
    func count(along axis: Int) -> Int { axis == 0 ? nx : axis == 1 ? ny : nz }

    /// The voxel that holds a point; points outside count to the nearest voxel.
    @inline(__always)
    public func voxel(at p: SIMD3<Double>) -> Int {
        let i = min(max(Int(p.x / spacing.x), 0), nx - 1)
        let j = min(max(Int(p.y / spacing.y), 0), ny - 1)
        let k = min(max(Int(p.z / spacing.z), 0), nz - 1)
        return index(i, j, k)
    }

    /// Centre of a voxel [µm].
    public func centre(of voxel: Int) -> SIMD3<Double> {
        let i = voxel % nx
        let j = (voxel / nx) % ny
        let k = voxel / (nx * ny)
        return (SIMD3(Double(i), Double(j), Double(k)) + 0.5) * spacing
    }
}
