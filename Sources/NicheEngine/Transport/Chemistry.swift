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
        let second = second < 0 ? first : fields.substances[second]
        let isBinding = self.second >= 0
        for voxel in voxels {
            let extent =
                isBinding
                ? Reaction.bind(&first[voxel], &second[voxel], rate: rate, over: time)
                : Reaction.convert(&first[voxel], rate: rate, over: time)
            for product in 0..<products.count { fields.substances[products[product]][voxel] += extent }
        }
    }
}
