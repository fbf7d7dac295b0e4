import NicheMath

/// A tube thinner than a voxel that exchanges with the voxels it runs through.
public enum Wells {
    /// The radius at which the continuous solution around a thin tube has the value that the grid gives the tube's voxel [µm]:
    /// e^-γ / 4 √(a² + b²) over the edges a, b across the tube, 0.198 dx where they are equal (Peaceman 1983).
    ///
    /// The older 0.208 dx matches the voxel next to the tube rather than the far field, which is off by 5 %.
    /// - Parameters:
    ///   - isShared: the tube runs along the edge between four voxels, and each has a quarter of it; 0.718 dx then.
    ///   - axis: the axis the tube runs along most nearly, 0, 1 or 2.
    public static func radius(spacing: SIMD3<Double>, axis: Int = 2, isShared: Bool = false) -> Double {
        let a = spacing[(axis + 1) % 3]
        let b = spacing[(axis + 2) % 3]
        return (isShared ? 0.507_46 : 0.140_365) * (a * a + b * b).squareRoot()
    }

    /// How much a piece of a tube exchanges with its voxel, per volume of the voxel [1/min].
    ///
    /// Between wall and voxel the flow is radial, and through the wall it is P times the difference there. With r_p of `radius`,
    ///
    ///     g = 2π D L / (ln(r_p / r_c) + D / (r_c P)) / V,    to be added: source += g p_v, loss += g
    ///
    /// A tube wider than r_p makes the logarithm negative. The sum is kept from falling below 0.05, where the voxel has the tube's
    /// value all but exactly; a tube that wide is better shared by four voxels (`isShared`, where g is for each of the four).
    /// - Parameters:
    ///   - diffusion: D around the tube [µm²/min].
    ///   - permeability: P of the wall [µm/min].
    ///   - radius: r_c of the tube [µm].
    ///   - length: L of the piece within the voxel [µm].
    public static func conductance(
        diffusion: Double, permeability: Double, radius: Double, length: Double, spacing: SIMD3<Double>, axis: Int = 2,
        isShared: Bool = false
    ) -> Double {
        guard permeability > 0, diffusion > 0, radius > 0 else { return 0 }
        let ratio = Self.radius(spacing: spacing, axis: axis, isShared: isShared) / radius
        let resistance = max(Elementary.log(ratio) + diffusion / (radius * permeability), 0.05)
        let parts = isShared ? 4.0 : 1.0
        return 2 * Double.pi * diffusion * length / (resistance * parts * spacing.x * spacing.y * spacing.z)
    }
}
