import NicheModel

/// A cell of a file: where it is [µm], and what type it shall be (index into the model's cell types).
public struct CellPoint: Sendable {
    public var position: SIMD3<Double>
    public var type: Int
    /// States that are not drawn from their starts, in the engine's units; indices into those of the type.
    public var values: [(state: Int, value: Double)]

    public init(position: SIMD3<Double>, type: Int, values: [(state: Int, value: Double)] = []) {
        self.position = position
        self.type = type
        self.values = values
    }

    /// Margin around the cells of a file whose space takes its size from them [µm].
    public static let margin = 20.0

    /// The space that the points span, rounded up to voxels, with a margin.
    static func size(of points: [CellPoint], _ space: Model.SpaceModel) throws -> SIMD3<Double> {
        guard !space.isWell else { return SIMD3(repeating: 1) }
        guard !points.isEmpty else {
            throw ModelFault(
                space.place, "the size of the space comes from a file of cells, and there are none; give --cells FILE or a size")
        }
        var high = SIMD3<Double>(repeating: 0)
        for point in points { high = SIMD3(max(high.x, point.position.x), max(high.y, point.position.y), max(high.z, point.position.z)) }
        var size = high + margin
        for axis in 0..<3 { size[axis] = (size[axis] / space.voxel[axis]).rounded(.up) * space.voxel[axis] }
        if let thickness = space.thickness { size.z = thickness }
        return size
    }
}
