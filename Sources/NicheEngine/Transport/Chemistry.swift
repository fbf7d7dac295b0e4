import NicheMath
import NicheModel

/// A reaction between substances, compiled: which fields it takes from and gives to.
struct Chemistry {
    let rate: Double
    let first: Int
    /// The other partner of a binding, -1 of a conversion.
    let second: Int
    let products: [Int]

    init(_ reaction: Model.Reaction) {
        rate = reaction.rate
        first = reaction.from[0]
        second = reaction.from.count == 2 ? reaction.from[1] : -1
        products = reaction.to
    }

    /// Lets the voxels of a range react for `time` [min].
    func react(_ fields: Fields, _ voxels: Range<Int>, over time: Double) {
        let first = fields.substances[first]
        guard second >= 0 else { return convert(fields, first, voxels, over: time) }
        let second = fields.substances[second]
        for voxel in voxels where first[voxel] > 0 && second[voxel] > 0 {
            give(fields, voxel, Reaction.bind(&first[voxel], &second[voxel], rate: rate, over: time))
        }
    }

    private func convert(_ fields: Fields, _ first: UnsafeMutablePointer<Double>, _ voxels: Range<Int>, over time: Double) {
        for voxel in voxels where first[voxel] > 0 { give(fields, voxel, Reaction.convert(&first[voxel], rate: rate, over: time)) }
    }

    @inline(__always)
    private func give(_ fields: Fields, _ voxel: Int, _ extent: Double) {
        for product in 0..<products.count { fields.substances[products[product]][voxel] += extent }
    }
}
