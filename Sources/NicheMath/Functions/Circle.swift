extension Elementary {
    /// The sine and cosine of x (radians).
    ///
    /// x = k π/2 + r with π/2 in three parts of 33, 33 and 53 bits, then the two kernels on |r| <= π/4 and a
    /// quarter-turn swap. Absolute error below 2e-16 for |x| <= 1e6; beyond that both are NaN, lest the noise of
    /// the reduction pass for a result.
    /// - Source: kernels and reduction after fdlibm's `k_sin.c`, `k_cos.c`, `e_rem_pio2.c` (Sun Microsystems, 1993).
    @inlinable @inline(__always)
    public static func sinCos(_ x: Double) -> (sin: Double, cos: Double) {
        let t = x * 0x1.45f306dc9c883p-1 + 0x1.8p52
        let k = t - 0x1.8p52
        let coarse = x - k * 0x1.921fb54400000p0  // exact
        let second = k * 0x1.0b4611a600000p-34  // exact
        let fine = coarse - second
        let third = k * 0x1.3198a2e037073p-69 - ((coarse - fine) - second)
        let r = fine - third
        let tail = (fine - r) - third

        let z = r * r
        let sineSeries =
            8.33333333332248946124e-03 + z
            * (-1.98412698298579493134e-04 + z
                * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
        let cube = z * r
        let sine = r - ((z * (0.5 * tail - cube * sineSeries) - tail) - cube * -1.66666666666666324348e-01)
        let cosineSeries =
            z
            * (4.16666666666666019037e-02 + z
                * (-1.38888888888741095749e-03 + z
                    * (2.48015872894767294178e-05 + z
                        * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))))
        let half = 0.5 * z
        let one = 1 - half
        let cosine = one + (((1 - one) - half) + (z * cosineSeries - r * tail))

        // The low bits of t count quarter turns: odd ones swap the two, and each has its sign.
        let quarter = t.bitPattern
        let swap = 0 &- (quarter & 1)
        let difference = (sine.bitPattern ^ cosine.bitPattern) & swap
        let sinBits = (sine.bitPattern ^ difference) ^ ((quarter & 2) &<< 62)
        let cosBits = (cosine.bitPattern ^ difference) ^ (((quarter &+ 1) & 2) &<< 62)
        let isInside = x.magnitude <= 1e6
        return (isInside ? Double(bitPattern: sinBits) : .nan, isInside ? Double(bitPattern: cosBits) : .nan)
    }
}
