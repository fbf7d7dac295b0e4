/// Colours for the values from least to most, read by linear interpolation between stops that stand at equal distances.
///
///     ColourMap.viridis[0.5].hex      // "#21918c"
public struct ColourMap: Sendable {
    public var name: String
    public var stops: [Colour]

    public init(name: String, stops: [Colour]) {
        precondition(stops.count > 1, "a colour map needs two stops")
        self.name = name
        self.stops = stops
    }

    private init(_ name: String, _ table: String) {
        self.init(name: name, stops: table.split(separator: " ").map { Colour(hex: String($0))! })
    }

    /// The colour at a share of the way, held at the ends; `Colour.nothing` for NaN.
    public subscript(share: Double) -> Colour {
        if share.isNaN { return .nothing }
        let place = min(max(share, 0), 1) * Double(stops.count - 1)
        let stop = min(Int(place), stops.count - 2)
        return stops[stop].mixed(with: stops[stop + 1], place - Double(stop))
    }

    /// The same map washed out with a share of white, so that what is drawn over it stands out.
    public func paler(_ share: Double) -> ColourMap {
        ColourMap(name: name, stops: stops.map { $0.mixed(with: .white, share) })
    }

    /// Looks the value up on a scale.
    func colour(of value: Double, in range: ClosedRange<Double>) -> Colour {
        guard value.isFinite else { return .nothing }
        // Halved, as the width of a range of huge values is beyond the largest number.
        let width = range.upperBound / 2 - range.lowerBound / 2
        return self[width > 0 ? (value / 2 - range.lowerBound / 2) / width : 0.5]
    }

    /// The maps known by name.
    public static let all = [viridis, magma, cividis, blood, mist]

    /// - Source: van der Walt and Smith 2015 (matplotlib, CC0), every eighth colour.
    public static let viridis = ColourMap(
        "viridis",
        """
        440154 470d60 48186a 482374 472d7b 453781 424086 3e4989 3b528b 375b8d 33638d \
        2f6b8e 2c728e 297a8e 26828e 23898e 21918c 1f988b 1fa088 22a785 28ae80 32b67a \
        3fbc73 4ec36b 5ec962 70cf57 84d44b 98d83e addc30 c2df23 d8e219 ece51b fde725
        """)

    /// - Source: van der Walt and Smith 2015 (matplotlib, CC0), every eighth colour.
    public static let magma = ColourMap(
        "magma",
        """
        000004 030312 0a0822 130d34 1d1147 29115a 36106b 440f76 51127c 5d177f 6a1c81 \
        762181 832681 902a81 9c2e7f aa337d b73779 c43c75 d0416f dc4869 e75263 ef5d5e \
        f56b5c f9795d fc8961 fd9869 fea772 feb67c fec488 fed395 fde2a3 fcf0b2 fcfdbf
        """)

    /// - Source: Nuñez, Anderton and Renslow 2018, every eighth colour.
    public static let cividis = ColourMap(
        "cividis",
        """
        00224e 00285b 002e6a 053371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 535a6d \
        5a5f6e 61656f 686a71 6f7073 767676 7d7c78 848279 8c8878 938e78 9b9476 a39a74 \
        aba072 b4a76f bcae6c c4b468 cdbb63 d5c25e dec958 e7d150 f0d846 f9e03a fee838
        """)

    /// White to dark red, for what is red.
    public static let blood = ColourMap("blood", "ffffff fde5e0 fbc4bb f79a8e ee6a60 dc3a3c bf1b2c 960f24 67091c")

    /// White to a soft blue grey: a ground for coloured cells, which keep their colours on it.
    public static let mist = ColourMap("mist", "fcfdfd f5f8fa edf3f7 e5edf3 dce7ef d2e1eb c8dae7 bdd2e2 b2cadd")
}
