import NicheEngine

/// Counted things in voxels: dots strewn over the voxel that holds them, on a film of colour that is denser where there are more.
struct ParticleFilm {
    var layer: FieldLayer
    var colour: Colour
    /// All of them in the tissue, and the most in one voxel of the picture.
    var total: Double
    var most: Double

    static let colours = [
        Colour(red: 0.80, green: 0.05, blue: 0.09), Colour(red: 0.86, green: 0.52, blue: 0.05), Colour(red: 0.45, green: 0.20, blue: 0.62),
    ]

    init?(_ name: String, index: Int, of frame: Frame, z: Double) {
        guard let layer = FieldLayer(name, of: frame, z: z, isCount: true) else { return nil }
        self.layer = layer
        colour = ParticleFilm.colours[index % ParticleFilm.colours.count]
        total = frame.fields.columns.first { $0.name == name }!.values.reduce(0) { $0 + ($1.isFinite ? $1 : 0) }
        most = layer.range?.upperBound ?? 0
    }

    /// The strength of the film for a count, 0...1.
    func strength(_ count: Double) -> Double { most > 0 && count > 0 ? 0.34 * min(count / most, 1) : 0 }

    /// How many one dot stands for: a round number, with which a voxel shows 60 dots or fewer.
    var each: Double { most <= 60 ? 1 : Axis.roundStep(0, most, 40) }

    /// Calls with the place of each dot [µm].
    func forEachDot(_ body: (Double, Double) -> Void) {
        for j in 0..<layer.ny {
            for i in 0..<layer.nx {
                let count = layer.values[j * layer.nx + i]
                guard count > 0, count.isFinite else { continue }
                // Even steps by the plastic number fill a square without clumps (Roberts 2018); each voxel starts elsewhere.
                let start = (Double((i &* 7919 &+ j &* 104_729) % 1024) / 1024, Double((i &* 31_337 &+ j &* 1_299_709) % 1024) / 1024)
                for dot in 0..<Int((count / each).rounded()) {
                    let across = start.0 + Double(dot) * 0.754_877_666_246_692_7
                    let up = start.1 + Double(dot) * 0.569_840_290_998_053_2
                    body(
                        (Double(i) + across - across.rounded(.down)) * layer.spacing.x,
                        (Double(j) + up - up.rounded(.down)) * layer.spacing.y)
                }
            }
        }
    }

    var name: String { titled(layer.name, layer.unit) }
}
