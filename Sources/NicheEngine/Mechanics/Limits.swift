/// How far touch reaches from the centres of bodies: two are in touch if these are nearer than the sum of both limits.
struct Limits {
    let values: UnsafePointer<Double>
    let factor: Double

    @inline(__always)
    subscript(body: Int) -> Double { factor * values[body] }
}
