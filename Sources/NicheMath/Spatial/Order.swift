/// Order statistics.
public enum Order {
    /// The quantile of a share of values, between the two nearest by a straight line (type 7 of Hyndman & Fan, 1996); NaN without values.
    public static func quantile(_ values: [Double], _ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let sorted = values.sorted()
        let place = share * Double(sorted.count - 1)
        let first = Int(place)
        guard first + 1 < sorted.count else { return sorted[sorted.count - 1] }
        let (low, high) = (sorted[first], sorted[first + 1])
        return low == high ? low : low + (place - Double(first)) * (high - low)
    }
}
