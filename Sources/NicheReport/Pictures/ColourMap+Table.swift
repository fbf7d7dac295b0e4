extension ColourMap {
    /// Steps that a field is drawn in: finer than eyes tell apart, and few enough for a picture with a palette.
    static let steps = 160

    /// The colours of the steps as pixels, and behind them the one for no value.
    var table: [UInt32] {
        (0..<ColourMap.steps).map { self[Double($0) / Double(ColourMap.steps - 1)].packed } + [Colour.nothing.packed]
    }

    /// The step of a value on a scale, with its fraction; NaN for what is no number.
    static func step(_ value: Double, in range: ClosedRange<Double>) -> Float {
        guard value.isFinite else { return .nan }
        // Halved, as the width of a range of huge values is beyond the largest number.
        let width = range.upperBound / 2 - range.lowerBound / 2
        let share = width > 0 ? (value / 2 - range.lowerBound / 2) / width : 0.5
        // Held where a Float ends, far beyond the ends of the map.
        return Float(min(max(share * Double(steps - 1), -1e30), 1e30))
    }

    /// The place in the table of a step with its fraction.
    @inline(__always)
    static func place(_ step: Float) -> Int {
        // Above 2^23 a Float has no room for fractions, and its lowest bits are the nearest whole number.
        step.isNaN ? steps : Int((min(max(step, 0), Float(steps - 1)) + 8_388_608).bitPattern & 0xFF)
    }
}
