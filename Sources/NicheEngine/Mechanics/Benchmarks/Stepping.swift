/// A way of taking bodies through time.
public enum Stepping: Sendable, Equatable {
    /// The steps of ``Mechanics``, cut some times finer than usual.
    case niche(refinement: Double)
    /// Forward Euler with a fixed step [min].
    case euler(step: Double)
    /// Second order Adams-Bashforth with a fixed step [min]. A daughter takes over her mother's last velocity.
    case adamsBashforth(step: Double)

    public var name: String {
        switch self {
        case .niche: "niche"
        case .euler: "euler"
        case .adamsBashforth: "adams-bashforth"
        }
    }

    /// Takes a trial from its start to its end.
    ///
    /// - Returns: the bodies at the end, the number of evaluations of all forces, and the processor time [ns].
    func run(_ trial: Trial, from start: Cloud, _ pool: Pool) -> (cloud: Cloud, evaluations: Int, time: Double) {
        var refinement = 1.0
        if case .niche(let value) = self { refinement = value }
        let mechanics = Mechanics(space: Trial.space, pool: pool, refinement: refinement)
        var (cloud, evaluations, time) = (start.copy(), 0, 0.0)
        var last: [SIMD3<Double>] = []
        for stretch in 0..<trial.stretches {
            if stretch > 0 {
                let next = trial.next(cloud, stretch: stretch)
                cloud = next.cloud
                if !last.isEmpty { last += next.mothers.map { last[$0] } }
            }
            let watch = Stopwatch()
            switch self {
            case .niche: evaluations += mechanics.advance(cloud.bodies, duration: Trial.minutes).substeps
            case .euler(let step): evaluations += Self.walk(cloud, mechanics, step, nil)
            case .adamsBashforth(let step): evaluations += Self.walk(cloud, mechanics, step, &last)
            }
            time += watch.elapsed.processor
        }
        return (cloud, evaluations, time)
    }

    /// Steps of equal length through one stretch, with the last velocities if they count.
    private static func walk(_ cloud: Cloud, _ mechanics: Mechanics, _ step: Double, _ last: UnsafeMutablePointer<[SIMD3<Double>]>?) -> Int
    {
        let (bodies, n) = (cloud.bodies, cloud.bodies.count)
        let steps = Int((Trial.minutes / step).rounded())
        let v = UnsafeMutablePointer<Double>.allocate(capacity: 3 * n)
        defer { v.deallocate() }
        for _ in 0..<steps {
            mechanics.evaluate(bodies, v, v + n, v + 2 * n)
            let isFirst = last?.pointee.isEmpty ?? false
            if isFirst { last?.pointee = [SIMD3<Double>](repeating: .zero, count: n) }
            for i in 0..<n {
                let now = SIMD3(v[i] + bodies.walkX[i], v[n + i] + bodies.walkY[i], v[2 * n + i] + bodies.walkZ[i])
                var mean = now
                if let last {
                    if !isFirst { mean = 1.5 * now - 0.5 * last.pointee[i] }
                    last.pointee[i] = now
                }
                cloud.place(i, cloud.position(i) + step * mean)
            }
        }
        return steps
    }
}
