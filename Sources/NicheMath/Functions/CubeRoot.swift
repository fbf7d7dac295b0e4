extension Elementary {
    /// The cube root of a normal positive number, to two units in the last place; 0 for 0.
    ///
    /// A third of the exponent (5 % off at most), then Halley's steps y (y³ + 2 x) / (2 y³ + x), each of which cubes the error.
    public static func cubeRoot(_ x: Double) -> Double {
        guard x > 0 else { return 0 }
        var y = Double(bitPattern: x.bitPattern / 3 + 0x2A9F_7893_782D_A1CE)
        for _ in 0..<3 {
            let cube = y * y * y
            y *= (cube + 2 * x) / (2 * cube + x)
        }
        return y
    }
}
