extension Elementary {
    /// The angle of the point (x, y) from the x axis, in [-π, π] (radians); 0 for the origin. Infinite coordinates give NaN.
    ///
    /// The ratio of the smaller to the larger magnitude is reduced about one of the angles 0, atan ½, π/4, then
    /// atan t = t - t³ P(t²). Error below two units in the last place.
    /// - Source: breakpoints and coefficients after fdlibm's `s_atan.c` (Sun Microsystems, 1993).
    public static func arcTangent(_ y: Double, over x: Double) -> Double {
        guard x != 0 || y != 0 else { return 0 }
        let isSteep = y.magnitude > x.magnitude
        let acute = arcTangent(ratio: isSteep ? x.magnitude : y.magnitude, to: isSteep ? y.magnitude : x.magnitude)
        // π/2 and π in two parts each, so that the difference is rounded once.
        let first = isSteep ? 0x1.921fb54442d18p0 - (acute - 0x1.1a62633145c07p-54) : acute
        let angle = x < 0 ? 0x1.921fb54442d18p1 - (first - 0x1.1a62633145c07p-53) : first
        return y < 0 ? -angle : angle
    }

    /// The arc tangent of a / b for 0 <= a <= b, b above 0.
    private static func arcTangent(ratio a: Double, to b: Double) -> Double {
        let t: Double
        let high: Double
        let low: Double
        if a * 16 < b * 7 {
            (t, high, low) = (a / b, 0, 0)
        } else if a * 16 < b * 11 {
            (t, high, low) = ((2 * a - b) / (2 * b + a), 4.63647609000806093515e-01, 2.26987774529616870924e-17)
        } else {
            (t, high, low) = ((a - b) / (a + b), 7.85398163397448278999e-01, 3.06161699786838301793e-17)
        }
        let z = t * t
        let w = z * z
        let odd =
            z
            * (3.33333333333329318027e-01 + w
                * (1.42857142725034663711e-01 + w
                    * (9.09088713343650656196e-02 + w
                        * (6.66107313738753120669e-02 + w * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)))))
        let even =
            w
            * (-1.99999999998764832476e-01 + w
                * (-1.11111104054623557880e-01 + w
                    * (-7.69187620504482999495e-02 + w * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02))))
        return high - ((t * (odd + even) - low) - t)
    }
}
