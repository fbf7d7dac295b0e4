/// A layer read along rows of pixels, by linear interpolation between voxels.
///
/// Values are turned into what is drawn before they are interpolated: that changes nothing but rounding, and leaves a pixel two products.
struct LayerRows {
    private let nx: Int
    private let ny: Int
    private let spacing: SIMD2<Double>
    /// A value a voxel; NaN where there is none.
    private let values: [Float]
    /// For each column of pixels the voxels on its left and right, and the share of the right one.
    private let columns: [(left: Int32, right: Int32, share: Float)]
    /// Values between two rows of voxels.
    private var between: [Float]

    /// - Parameters:
    ///   - places: the middle of each column of pixels [µm].
    ///   - value: what is drawn for a value of the layer.
    init(_ layer: FieldLayer, places: [Double], _ value: (Double) -> Float) {
        (nx, ny, spacing) = (layer.nx, layer.ny, layer.spacing)
        values = layer.values.map(value)
        columns = places.map { LayerRows.neighbours($0 / layer.spacing.x - 0.5, layer.nx) }
        between = Array(repeating: 0, count: layer.nx)
    }

    /// Reads the row of pixels whose middle is at a place [µm], and calls with each column and its value.
    @inline(__always)
    mutating func read(_ place: Double, _ body: (Int, Float) -> Void) {
        let (low, high, up) = LayerRows.neighbours(place / spacing.y - 0.5, ny)
        let (below, above) = (Int(low) * nx, Int(high) * nx)
        for i in 0..<nx { between[i] = values[below + i] * (1 - up) + values[above + i] * up }
        between.withUnsafeBufferPointer { between in
            columns.withUnsafeBufferPointer { columns in
                for x in columns.indices {
                    let (left, right, share) = columns[x]
                    body(x, between[Int(left)] * (1 - share) + between[Int(right)] * share)
                }
            }
        }
    }

    /// The two voxels beside a place; without weight the right one is the left one, since it may be without value.
    private static func neighbours(_ place: Double, _ count: Int) -> (left: Int32, right: Int32, share: Float) {
        let held = min(max(place, 0), Double(count - 1))
        let (left, share) = (Int32(held), Float(held - held.rounded(.down)))
        return (left, share == 0 ? left : left + 1, share)
    }
}
