import NicheEngine
import NicheMath

/// Means of fields over a spot: of a slice, or of the middle layer of a solid tissue.
struct SpotMeans {
    /// Voxels of the spot, each with its share.
    private var voxels: [(voxel: Int, share: Double)] = []

    init(_ spot: SpotLayout.Spot, _ layout: SpotLayout, _ frame: Frame) {
        let fields = frame.fields
        guard fields.nx > 0 else { return }
        let layer = fields.nz / 2
        let places = layout.places(in: spot)
        for place in places {
            let i = min(max(Int(Elementary.floor(place.x / fields.spacing.x)), 0), fields.nx - 1)
            let j = min(max(Int(Elementary.floor(place.y / fields.spacing.y)), 0), fields.ny - 1)
            let voxel = i + fields.nx * (j + fields.ny * layer)
            if let known = voxels.firstIndex(where: { $0.voxel == voxel }) {
                voxels[known].share += 1 / Double(places.count)
            } else {
                voxels.append((voxel, 1 / Double(places.count)))
            }
        }
    }

    func value(of column: Frame.Column) -> Double {
        var sum = 0.0
        for (voxel, share) in voxels { sum += share * column.values[voxel] }
        return sum
    }
}
