/// What different ways of stepping cost, and how far from the exact places they end.
public enum ErrorSweep {
    public static let header = "scene,method,step_min,evaluations,ns_per_body,mean_error_um,max_error_um"

    /// Steps and refinements that are compared. PhysiCell's is Adams-Bashforth at 0.1 min.
    static let steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3]
    static let refinements = [0.5, 1.0, 2, 4, 8, 16]
    static let reference = Stepping.adamsBashforth(step: 0.002)

    /// One line for each scene and way of stepping, as soon as it is known. The step of ours is the mean one.
    public static func run(_ trials: [Trial] = Trial.allCases, _ line: (String) -> Void) {
        let pool = Pool(threads: 1)
        defer { pool.close() }
        line(header)
        for trial in trials {
            let start = trial.start(pool)
            let exact = reference.run(trial, from: start, pool).cloud
            let ways = refinements.map(Stepping.niche) + steps.map(Stepping.euler) + steps.map(Stepping.adamsBashforth)
            for way in ways {
                let (cloud, evaluations, time) = way.run(trial, from: start, pool)
                let n = exact.bodies.count
                let errors = (0..<n).map { i in
                    let d = cloud.position(i) - exact.position(i)
                    return (d * d).sum().squareRoot()
                }
                let step = Double(trial.stretches) * Trial.minutes / Double(evaluations)
                line(
                    [
                        trial.rawValue, way.name, short(step), "\(evaluations)", short(time / Double(n)),
                        short(errors.reduce(0, +) / Double(n)), short(errors.max()!),
                    ].joined(separator: ","))
            }
        }
    }

    /// Four digits.
    private static func short(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "\(value)" }
        var scale = 1.0
        while abs(value) * scale < 1_000 && scale < 1e15 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
