@testable import NicheEngine

/// Bodies that a test owns, with a plain double loop to compare to.
final class Crowd {
    let count: Int
    private let values: UnsafeMutablePointer<Double>
    private var state: UInt64

    init(_ count: Int, seed: UInt64 = 1) {
        self.count = count
        values = .allocate(capacity: 13 * max(1, count))
        values.initialize(repeating: 0, count: 13 * max(1, count))
        state = seed &* 0x9e37_79b9_7f4a_7c15
        for i in 0..<count {
            radius[i] = 8.4
            repulsion[i] = 10
            adhesion[i] = 0.4
        }
    }

    deinit { values.deallocate() }

    func column(_ k: Int) -> UnsafeMutablePointer<Double> { values + k * count }
    var x: UnsafeMutablePointer<Double> { column(0) }
    var y: UnsafeMutablePointer<Double> { column(1) }
    var z: UnsafeMutablePointer<Double> { column(2) }
    var radius: UnsafeMutablePointer<Double> { column(3) }
    var repulsion: UnsafeMutablePointer<Double> { column(4) }
    var adhesion: UnsafeMutablePointer<Double> { column(5) }
    var walkX: UnsafeMutablePointer<Double> { column(6) }
    var walkY: UnsafeMutablePointer<Double> { column(7) }
    var walkZ: UnsafeMutablePointer<Double> { column(8) }
    var pressure: UnsafeMutablePointer<Double> { column(9) }
    var vx: UnsafeMutablePointer<Double> { column(10) }
    var vy: UnsafeMutablePointer<Double> { column(11) }
    var vz: UnsafeMutablePointer<Double> { column(12) }

    var bodies: Bodies {
        Bodies(
            count: count, x: x, y: y, z: z, radius: radius, repulsion: repulsion, adhesion: adhesion, walkX: walkX, walkY: walkY,
            walkZ: walkZ, pressure: pressure)
    }

    /// A number in 0..<1.
    func random() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 9_007_199_254_740_992
    }

    func place(_ i: Int, _ p: SIMD3<Double>) {
        x[i] = p.x
        y[i] = p.y
        z[i] = p.z
    }

    func position(_ i: Int) -> SIMD3<Double> { SIMD3(x[i], y[i], z[i]) }

    /// Scatters bodies over a box, with sizes and strengths that vary.
    func scatter(in size: SIMD3<Double>, radii: ClosedRange<Double>) {
        for i in 0..<count {
            place(i, SIMD3(random(), random(), random()) * size)
            // Most are small and few are large.
            let t = random()
            radius[i] = radii.lowerBound + (radii.upperBound - radii.lowerBound) * t * t * t * t
            repulsion[i] = 5 + 10 * random()
            adhesion[i] = random()
        }
    }

    /// All 13 columns' bits, to compare runs.
    var bits: [UInt64] { (0..<13 * count).map { values[$0].bitPattern } }
    var positions: [SIMD3<Double>] { (0..<count).map(position) }

    /// The nearest image of a difference.
    static func difference(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ space: Space) -> SIMD3<Double> {
        var d = a - b
        for axis in 0..<3 where space.walls[axis] == .periodic && !(space.isFlat && axis == 2) {
            if d[axis] > space.size[axis] / 2 { d[axis] -= space.size[axis] }
            if d[axis] < -space.size[axis] / 2 { d[axis] += space.size[axis] }
        }
        return d
    }

    /// Velocities and raw pressures, pair by pair as the model says.
    func bruteForce(_ space: Space, reach: Double = 1.25) -> (v: [SIMD3<Double>], pressure: [Double], scale: [Double]) {
        var v = [SIMD3<Double>](repeating: .zero, count: count)
        var p = [Double](repeating: 0, count: count)
        var scale = [Double](repeating: 1, count: count)
        for i in 0..<count {
            for j in 0..<count where j != i {
                let r = Crowd.difference(position(i), position(j), space)
                let d = (r.x * r.x + r.y * r.y + r.z * r.z).squareRoot()
                let sum = radius[i] + radius[j]
                let hard = d < sum ? (1 - d / sum) * (1 - d / sum) : 0
                let soft = d < reach * sum ? (1 - d / (reach * sum)) * (1 - d / (reach * sum)) : 0
                let f = (repulsion[i] * repulsion[j]).squareRoot() * hard - (adhesion[i] * adhesion[j]).squareRoot() * soft
                if d > 0 {
                    v[i] += f * r / d
                } else {
                    v[i].x += j < i ? f : -f
                }
                p[i] += hard
                scale[i] += abs(f) + hard
            }
            if space.isFlat { v[i].z = 0 }
        }
        return (v, p, scale)
    }
}
