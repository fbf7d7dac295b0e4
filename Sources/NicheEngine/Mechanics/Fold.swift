/// The same place in `0..<length` of a periodic axis.
@inline(__always)
func folded(_ value: Double, _ length: Double) -> Double {
    if value >= 0 && value < length { return value }
    let turns = value / length
    guard turns > -1e15 && turns < 1e15 else { return 0 }
    var inside = value - length * Double(Int(turns))
    if inside < 0 { inside += length }
    return inside >= 0 && inside < length ? inside : 0
}

/// How differences of places are to be taken. A type, so that kernels are compiled for each.
protocol Topology {
    /// The difference to the nearest image along an axis; `length` is infinite where there are no images.
    static func nearest(_ difference: SIMD8<Double>, _ length: Double) -> SIMD8<Double>
    static func nearest(_ difference: Double, _ length: Double) -> Double
}

/// No axis is periodic.
enum Plain: Topology {
    @inline(__always)
    static func nearest(_ difference: SIMD8<Double>, _ length: Double) -> SIMD8<Double> { difference }
    @inline(__always)
    static func nearest(_ difference: Double, _ length: Double) -> Double { difference }
}

/// Some axis is periodic.
enum Wrapped: Topology {
    @inline(__always)
    static func nearest(_ difference: SIMD8<Double>, _ length: Double) -> SIMD8<Double> {
        let half = SIMD8<Double>(repeating: 0.5 * length)
        let whole = SIMD8<Double>(repeating: length)
        return difference - Eight.masked(whole, difference .> half) + Eight.masked(whole, difference .< -half)
    }
    @inline(__always)
    static func nearest(_ difference: Double, _ length: Double) -> Double {
        difference > 0.5 * length ? difference - length : difference < -0.5 * length ? difference + length : difference
    }
}
