import NicheEngine

/// One field of a frame on the plane of a picture, read between the voxels by linear interpolation.
struct FieldLayer: Sendable {
    var name: String
    var unit: String
    var nx: Int
    var ny: Int
    /// Edges of a voxel [µm].
    var spacing: SIMD2<Double>
    /// - Shape: nx·ny, x fastest.
    var values: [Double]

    /// The layer at height z [µm]; nil where the frame has no such field, or one of another shape than its grid.
    ///
    /// Between two layers of voxels the field is interpolated; counts are not, they are read from the layer that holds z.
    init?(_ name: String, of frame: Frame, z: Double, isCount: Bool = false) {
        let fields = frame.fields
        guard let column = fields.columns.first(where: { $0.name == name }), fields.nx > 0, fields.ny > 0, fields.nz > 0,
            column.values.count == fields.nx * fields.ny * fields.nz
        else { return nil }
        (self.name, unit, nx, ny) = (column.name, column.unit, fields.nx, fields.ny)
        let across = fields.spacing.x > 0 ? fields.spacing.x : frame.size.x / Double(nx)
        let up = fields.spacing.y > 0 ? fields.spacing.y : frame.size.y / Double(ny)
        spacing = SIMD2(across > 0 ? across : 1, up > 0 ? up : 1)
        let layer = nx * ny
        let place = fields.nz == 1 || !(fields.spacing.z > 0) ? 0 : z / fields.spacing.z - 0.5
        let lower = min(max(Int((isCount ? place.rounded() : place.rounded(.down))), 0), fields.nz - 1)
        let upper = isCount ? lower : min(lower + 1, fields.nz - 1)
        let share = min(max(place - Double(lower), 0), 1)
        let (low, high) = (column.values[lower * layer..<(lower + 1) * layer], column.values[upper * layer..<(upper + 1) * layer])
        values = share == 0 || upper == lower ? Array(low) : zip(low, high).map { $0 * (1 - share) + $1 * share }
    }

    /// The value at a place [µm]; NaN where a voxel beside it has none.
    func value(_ x: Double, _ y: Double) -> Double {
        let (i, right) = FieldLayer.between(x / spacing.x - 0.5, nx)
        let (j, up) = FieldLayer.between(y / spacing.y - 0.5, ny)
        let (i2, j2) = (min(i + 1, nx - 1), min(j + 1, ny - 1))
        let low = FieldLayer.between(values[j * nx + i], values[j * nx + i2], right)
        let high = FieldLayer.between(values[j2 * nx + i], values[j2 * nx + i2], right)
        return FieldLayer.between(low, high, up)
    }

    /// The least and the greatest value; nil when there is none.
    var range: ClosedRange<Double>? { Axis.ends(values).map { $0.0...$0.1 } }

    private static func between(_ place: Double, _ count: Int) -> (Int, Double) {
        let held = min(max(place, 0), Double(count - 1))
        return (Int(held), held - held.rounded(.down))
    }

    private static func between(_ low: Double, _ high: Double, _ share: Double) -> Double {
        // A neighbour without weight may be without value.
        share == 0 ? low : low * (1 - share) + high * share
    }
}

extension Frame.Fields {
    /// The columns that hold whole things counted in voxels: whole numbers, not all of them equal.
    var particleNames: [String] {
        columns.filter { column in
            guard let first = column.values.first else { return false }
            return column.values.allSatisfy { $0 >= 0 && $0 == $0.rounded() && $0 < 1e9 } && column.values.contains { $0 != first }
        }.map(\.name)
    }
}
