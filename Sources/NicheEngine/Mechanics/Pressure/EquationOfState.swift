/// How hard packed bodies push, from the fraction of space they fill.
///
/// Where bodies of strength s² = repulsion x radius [µm²/min] fill the fraction φ, they push with κ s² (φ - rest)², and not at all below
/// the fraction at rest: the virial of their pair forces, in which adhesion moves the rest and does nothing else. The pressure that
/// models read, 1 in a just confluent layer, is c (φ - loose)² / (1/d + (1 - 1/d) φ) in d dimensions.
///
/// - Source: fitted to the pair forces of ``Pushes`` between 400 bodies of 0.8 to 1 times one radius that came to rest in a periodic box
///   at φ from 0.75 to 1.5, without adhesion and with 0.01 to 0.09 times the repulsion (see the decision on smoothed pressure).
struct EquationOfState {
    let dimensions: Double
    /// κ.
    let stiffness: Double
    /// The fraction at which bodies without adhesion just touch.
    let loose: Double
    /// How much the fraction at rest grows with adhesion / repulsion where adhesion reaches 1.25 radii.
    let cohesion: Double
    /// c.
    let squeeze: Double
    /// What of the strengths holds up who walks, and from which fraction on.
    let drag: Double
    let crowded: Double

    /// Spheres.
    static let full = EquationOfState(dimensions: 3, stiffness: 0.26, loose: 0.618, cohesion: 1.5, squeeze: 8.27, drag: 0.7, crowded: 0.62)
    /// Discs.
    static let flat = EquationOfState(dimensions: 2, stiffness: 0.36, loose: 0.805, cohesion: 1.05, squeeze: 58, drag: 0.4, crowded: 0.6)

    /// The volume of a body, or the area of its disc.
    @inline(__always)
    func measure(radius: Double) -> Double {
        dimensions == 2 ? Double.pi * radius * radius : (4 / 3 * Double.pi) * radius * radius * radius
    }

    /// What a body at a packing fraction φ feels.
    @inline(__always)
    func pressure(at fraction: Double) -> Double {
        let excess = fraction > loose ? fraction - loose : 0
        return squeeze * dimensions * excess * excess / (1 + (dimensions - 1) * fraction)
    }

    /// How a body of strength s and this size, in mean radii, is held up among others [µm²/min]: with the strengths of both, its cross-section, and how
    /// crowded it is.
    ///
    /// - Source: fitted to walkers of 0.3 to 6 µm/min among such bodies, at φ from 0.8 to 1.2.
    @inline(__always)
    func drag(_ strength: Double, among others: Double, size: Double, at fraction: Double) -> Double {
        drag * strength * (others / fraction) * (fraction - crowded) * (size * size)
    }

    /// The growth of the fraction at rest with adhesion / repulsion; at touch adhesion pulls with (1 - 1/reach)².
    func cohesion(reach: Double) -> Double {
        let part = (1 - 1 / reach) / (1 - 1 / 1.25)
        return cohesion * part * part
    }
}
