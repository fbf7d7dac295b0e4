import NicheMath
import NicheReport

extension Observations.Course {
    /// The mean of each arm over time, with its 95 % interval over seeds by Student's t.
    func plot(title: String) -> LinePlot {
        // Of Student's t, by the number of seeds that have a value.
        let most = arms.map(\.seeds.count).max() ?? 0
        let quantiles = (0...max(most, 2)).map { $0 < 2 ? .nan : Student.quantile(0.975, freedom: Double($0 - 1)) }
        let curves = arms.enumerated().map { index, arm -> Curve in
            // What was never below 0 has no interval that reaches there.
            let least = arm.seeds.joined().allSatisfy { !($0 < 0) } ? 0 : -Double.infinity
            let means = times.indices.map { time in Self.mean(arm.seeds.map { $0[time] }, quantiles) }
            var curve = Curve(name: arm.name, colour: Palette.colour(index), times: times, values: means.map(\.value))
            curve.band = (means.map { max($0.low, least) }, means.map(\.high))
            return curve
        }
        return LinePlot(title: title, xLabel: "time [days]", yLabel: "mean over seeds", curves: curves)
    }

    private static func mean(_ values: [Double], _ quantiles: [Double]) -> (value: Double, low: Double, high: Double) {
        let known = values.filter(\.isFinite)
        guard let sample = Sample(known) else { return (.nan, .nan, .nan) }
        guard known.count > 1 else { return (sample.mean, .nan, .nan) }
        let reach = quantiles[known.count] * sample.standardError
        return (sample.mean, sample.mean - reach, sample.mean + reach)
    }
}
