extension PointPattern {
    /// Ripley's L(r) - r [µm]: 0 for points without relation, above 0 for points in groups of about that radius. NaN for fewer than two.
    ///
    /// K(r) = |W|² / (n (n - 1)) Σ 1 / |W ∩ W shifted by the pair| over ordered pairs less than r apart, L = √(K / π), in 3-D ∛(3 K / 4π).
    /// - Source: the translation correction is Ohser's, Mathematische Operationsforschung und Statistik 14 (1983) 63.
    public func ripley(_ radius: Double) -> Double {
        guard count > 1 else { return .nan }
        let grid = PointGrid(points, in: window, reach: radius)
        var near: [(index: Int, square: Double)] = []
        var sum = OrderedSum()
        for p in points {
            grid.find(near: p, within: radius, into: &near)
            for (index, square) in near where square > 0 { sum.add(1 / overlap(p - points[index])) }
        }
        let n = Double(count)
        let k = window.measure * window.measure / (n * (n - 1)) * sum.value
        let l = window.isFlat ? Elementary.squareRoot(k / Window.pi) : Elementary.cubeRoot(0.75 * k / Window.pi)
        return l - radius
    }

    /// How much of the window remains inside when it is shifted.
    private func overlap(_ shift: SIMD3<Double>) -> Double {
        let x = window.size.x - shift.x.magnitude
        let y = window.size.y - shift.y.magnitude
        return window.isFlat ? x * y : x * y * (window.size.z - shift.z.magnitude)
    }
}
