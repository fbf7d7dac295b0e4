/// Screening after Morris: how much an output changes when one input takes a long step, from many starts.
///
/// A trajectory is a start and one step along each axis, in random order: dimensions + 1 points.
/// - Source: Morris, Technometrics 33 (1991) 161; mu* after Campolongo et al., Environmental Modelling & Software 22 (2007) 1509.
public enum Morris {
    /// What an input does to the output, in units of the output over the whole range of the input.
    public struct Effect: Sendable, Equatable {
        /// The mean of the effects.
        public let mean: Double
        /// mu*: the mean of their magnitudes, large for an input that matters.
        public let strength: Double
        /// Their standard deviation, large for an input that acts unevenly or together with others; NaN for one trajectory.
        public let deviation: Double
    }

    /// The points of `count` trajectories in the unit cube, one after another, on a grid of `levels` (even, by custom 4).
    public static func points(trajectories count: Int, dimensions: Int, levels: Int = 4, seed: UInt64) -> [[Double]] {
        precondition(levels > 1 && levels % 2 == 0, "a Morris grid of an odd number of levels: its steps would favour some of them")
        guard dimensions > 0 else { return [] }
        let spacing = 1 / Double(levels - 1)
        return (0..<max(count, 0)).flatMap { trajectory in
            var draws = Draws(seed: seed, key: UInt64(trajectory), tick: 1, event: Purpose.sampling.rawValue)
            // A step is half the levels; who starts in the upper half goes down.
            var levelsOfPoint = (0..<dimensions).map { _ in draws.int(below: levels) }
            var axes = Array(0..<dimensions)
            for place in axes.indices { axes.swapAt(place, place + draws.int(below: dimensions - place)) }
            var points = [levelsOfPoint]
            for axis in axes {
                levelsOfPoint[axis] += levelsOfPoint[axis] < levels / 2 ? levels / 2 : -levels / 2
                points.append(levelsOfPoint)
            }
            return points.map { $0.map { Double($0) * spacing } }
        }
    }

    /// The effect of each input, from the outputs at the points of whole trajectories. Steps to or from a NaN are left out;
    /// nil for an input without any.
    public static func effects(points: [[Double]], outputs: [Double]) -> [Effect?] {
        guard let dimensions = points.first?.count, dimensions > 0, points.count == outputs.count else { return [] }
        var effects = [[Double]](repeating: [], count: dimensions)
        for step in points.indices.dropFirst() where step % (dimensions + 1) != 0 {
            let moved = points[step].indices.filter { points[step][$0] != points[step - 1][$0] }
            guard moved.count == 1 else { continue }
            let effect = (outputs[step] - outputs[step - 1]) / (points[step][moved[0]] - points[step - 1][moved[0]])
            if effect.isFinite { effects[moved[0]].append(effect) }
        }
        return effects.map { effects in
            guard let sample = Sample(effects) else { return nil }
            let strength = Sample.sum(effects) { $0.magnitude } / Double(effects.count)
            return Effect(mean: sample.mean, strength: strength, deviation: sample.deviation)
        }
    }
}
