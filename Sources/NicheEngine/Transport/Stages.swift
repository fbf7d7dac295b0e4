import NicheMath

/// The weights of a step of a stepped substance: a diagonally implicit Runge-Kutta method of two stages with one matrix,
///
///     c1 = c0 + γ dt f(c1),    c = c0 + (1 - γ) dt f(c1) + γ dt f(c).
///
/// γ is fitted to the decay that all voxels share, so that a uniform field fades by e^(-k dt) to rounding:
///
///     (1 - (1 - 2γ) k dt) / (1 + γ k dt)² = e^(-k dt)
///
/// Without decay that is 1 - 1/√2, of second order in time; with decay γ differs from it by k dt / 35 and less than k dt, which keeps the
/// order. It grows to 1/2 where decay is fast. All of them are L-stable: what is stiff is gone after a step.
/// Both stages count with a positive weight, so what a cell took is never negative.
/// - Source: Alexander 1977 for the method, Liniger & Willoughby 1970 for fitting exponentials.
struct Stages: Equatable {
    /// γ: the part of the step that a stage's own balance covers.
    let implicit: Double

    /// - Parameter decay: k dt, not negative.
    init(decay x: Double) {
        // φ1 = (1 - e^-x) / x and φ2 = (1 - φ1) / x, without cancellation where x is small.
        let fade = Elementary.exp(-x)
        var (first, second) = (1.0, 0.5)
        if x < 1 {
            // Σ (-x)^n / (n + 2)!, whose next term is below 1e-18.
            var sum = 1.0
            for n in stride(from: 18.0, to: 2, by: -1) { sum = 1 - x / n * sum }
            second = sum / 2
            first = 1 - x * second
        } else {
            first = (1 - fade) / x
            second = (1 - first) / x
        }
        implicit = second / (first + (first * first - fade * second).squareRoot())
    }

    private init(implicit: Double) { self.implicit = implicit }

    /// The implicit Euler method: one stage, of first order, and no concentration below zero whatever the field.
    static let euler = Stages(implicit: 1)

    var isSingle: Bool { implicit == 1 }

    /// Weight of the first stage in what was exchanged; the last one has the rest, γ.
    var firstWeight: Double { 1 - implicit }

    /// How many times the change of the first stage counts in what the second starts from, (1 - γ) / γ.
    var carry: Double { (1 - implicit) / implicit }
}
