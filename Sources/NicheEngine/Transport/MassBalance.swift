import NicheMath

/// What a stepped substance held, got and lost in a stage of a step, so that none of it appears or vanishes by the tolerance of the solve.
///
/// Sums are compensated and taken layer by layer in a fixed order: they have the same bits for any number of threads.
final class MassBalance {
    /// Of each layer: all that there was and came, all that is held and lost, the derivative of that by a factor on the field, and what
    /// is below zero, which is cut off.
    private let sources: UnsafeMutablePointer<OrderedSum>
    private let held: UnsafeMutablePointer<OrderedSum>
    private let slopes: UnsafeMutablePointer<OrderedSum>
    private let cuts: UnsafeMutablePointer<OrderedSum>
    private let layers: Int

    init(layers: Int) {
        self.layers = layers
        sources = .allocate(capacity: 4 * layers)
        sources.initialize(repeating: OrderedSum(), count: 4 * layers)
        held = sources + layers
        slopes = held + layers
        cuts = slopes + layers
    }

    deinit { sources.deallocate() }

    /// Adds the sources of some rows of a layer.
    func addSource(_ level: Level, _ rows: Range<Int>, of layer: Int, isFirst: Bool) {
        if isFirst { sources[layer] = OrderedSum() }
        for row in rows { sources[layer].add(lineSum(level.source + row * level.pitch, count: level.pitch)) }
    }

    /// Adds what some rows of a layer hold and lose with their values times `factor`.
    func addHeld(_ level: Level, _ rows: Range<Int>, of layer: Int, isFirst: Bool, factor: Double = 1) {
        if isFirst {
            held[layer] = OrderedSum()
            slopes[layer] = OrderedSum()
            cuts[layer] = OrderedSum()
        }
        for row in rows {
            let place = row * level.pitch
            let line = level.row(row % level.y.count, row / level.y.count)
            let sums =
                level.isCurved
                ? uptakeSums(line, level.loss + place, level.capacity + place, half: level.saturation, factor, count: level.pitch)
                : productSums(line, level.loss + place, count: level.pitch)
            held[layer].add(sums.held)
            slopes[layer].add(sums.slope)
            cuts[layer].add(sums.cut)
        }
    }

    /// What there was and came, what the field holds and loses, and what of it is missing below zero.
    var came: Double { sum(sources) }
    var total: Double { sum(held) }
    var cut: Double { sum(cuts) }

    /// The factor that makes what the field holds and loses exactly what there was and what came.
    ///
    /// All but the saturable uptake is linear in it; with uptake a few of Newton's steps find it.
    func factor(_ solver: Multigrid) -> Double {
        let level = solver.levels[0]
        let total = sum(sources)
        guard level.isCurved else {
            let held = sum(held)
            return held > 0 && total >= 0 ? total / held : 1
        }
        var factor = 1.0
        for _ in 0..<6 {
            let rest = total - sum(held)
            let next = factor + rest / sum(slopes)
            guard next > 0, next.isFinite else { return factor }
            let isDone = abs(next - factor) <= 2e-16
            factor = next
            if isDone { break }
            solver.forEachLayer { addHeld(level, level.rows(of: $0), of: $0, isFirst: true, factor: factor) }
            if abs(total - sum(held)) <= 1e-15 * total { break }
        }
        return factor
    }

    private func sum(_ parts: UnsafeMutablePointer<OrderedSum>) -> Double {
        var total = OrderedSum()
        for layer in 0..<layers { total.add(parts[layer].value) }
        return total.value
    }
}

@inline(never)
private func lineSum(_ line: UnsafePointer<Double>, count: Int) -> Double {
    var sum = Lanes()
    var m = 0
    while m < count {
        sum += line.lanes(m)
        m += 8
    }
    return sum.total
}

/// What some values hold and lose, its derivative by a factor on them, and what of it is below zero.
private typealias Sums = (held: Double, slope: Double, cut: Double)

@inline(never)
private func productSums(_ values: UnsafePointer<Double>, _ loss: UnsafePointer<Double>, count: Int) -> Sums {
    var (held, cut) = (Lanes(), Lanes())
    var m = 0
    while m < count {
        let flow = values.lanes(m) * loss.lanes(m)
        let kept = flow.replacing(with: 0, where: flow .< 0)
        held += kept
        cut += kept - flow
        m += 8
    }
    return (held.total, held.total, cut.total)
}

/// Σ loss f c + q f c / (h + f c), and its derivative by the factor f.
@inline(never)
private func uptakeSums(
    _ values: UnsafePointer<Double>, _ loss: UnsafePointer<Double>, _ capacity: UnsafePointer<Double>, half: Double, _ factor: Double,
    count: Int
) -> Sums {
    var (held, slope, cut) = (Lanes(), Lanes(), Lanes())
    var m = 0
    while m < count {
        let (value, loss) = (values.lanes(m), loss.lanes(m))
        let c = value.replacing(with: 0, where: value .< 0)
        let fraction = 1 / (half + factor * c)
        let uptake = capacity.lanes(m) * fraction
        held += (loss + uptake) * (factor * c)
        slope += c * (loss + uptake * (half * fraction))
        cut += (loss + uptake) * (c - value)
        m += 8
    }
    return (held.total, slope.total, cut.total)
}
