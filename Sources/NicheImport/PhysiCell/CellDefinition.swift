import NicheMath
import NicheModel

/// A cell definition with all that it inherits; what a file does not say is PhysiCell's default.
struct CellDefinition {
    var name: String
    var place: Place
    var cycle = Cycle()
    var apoptosis = Death(rate: 5.31667e-5, unlysed: 0.05, lysed: 0, cytoplasm: 1 / 60.0, nuclear: 0.35 / 60)
    var necrosis = Death(rate: 0, unlysed: 0.67 / 60, lysed: 0.05 / 60, cytoplasm: 0.0032 / 60, nuclear: 0.013 / 60)
    var volume = Volume()
    var mechanics = Mechanics()
    var motility = Motility()
    /// By substance.
    var exchange: [String: Exchange] = [:]
    /// By cell type: rates [/min] of becoming one, of fusing with one, and chances that a daughter is one.
    var transformations: [String: Double] = [:]
    var fusions: [String: Double] = [:]
    var daughters: [String: Double] = [:]
    var eating = Eating()
    var attack = Attack()
    var damage = Damage()
    var custom: [String: Custom] = [:]

    struct Cycle {
        var code = 5
        /// Rates [1/min] out of each phase, and whether they stand for a time.
        var exits: [Exit] = [Exit(rate: 0.0432 / 60)]
    }

    struct Exit {
        var rate: Double
        var isFixed = false

        /// Mean or fixed time until it [min]; nil where it never comes.
        var duration: Double? { rate > 0 ? 1 / rate : nil }
    }

    struct Death {
        var rate: Double
        /// [1/min]
        var unlysed: Double, lysed: Double, cytoplasm: Double, nuclear: Double
        var rupture = 2.0
    }

    struct Volume {
        var total = 2494.0, nuclear = 540.0, fluidFraction = 0.75
        var fluidRate = 0.05, cytoplasmRate = 0.0045, nuclearRate = 0.0055
    }

    struct Mechanics {
        /// [µm/min]
        var adhesion = 0.4, repulsion = 10.0
        /// In radii.
        var reach = 1.25
        /// By type, where it is not 1.
        var affinities: [String: Double] = [:]
        /// Of springs between attached cells [1/min].
        var elasticity = 0.01
        /// How soon cells attach to each neighbour and let go of each [1/min], and to how many at most.
        var attachment = 0.0, detachment = 0.0, attachments = 12.0

        /// The adhesion with which two such cells rest at a distance [radii], their repulsion being what it is.
        func adhesion(restingAt distance: Double) -> Double {
            let ratio = (1 - distance / 2) / (1 - distance / (2 * reach))
            return repulsion * ratio * ratio
        }
    }

    /// [µm]
    var radius: Double { Elementary.cubeRoot(volume.total * (3 / (4 * Double.pi))) }

    struct Motility {
        var isOn = false
        var speed = 1.0, persistence = 1.0, bias = 0.0
        /// Weights by substance of gradients, or of their directions.
        var sensitivities: [String: Double] = [:]
        var mixesDirections = false
    }

    struct Exchange {
        var secretion = 0.0, target = 1.0, uptake = 0.0, export = 0.0
    }

    /// Rates [1/min] of eating a touching cell that is apoptotic, one that is necrotic, and a live one of a type.
    struct Eating {
        var apoptotic = 0.0, necrotic = 0.0
        var live: [String: Double] = [:]
    }

    struct Attack {
        /// By type [1/min].
        var rates: [String: Double] = [:]
        /// [1/min] and [min]
        var damage = 1.0, duration = 30.0
    }

    struct Damage {
        /// [1/min]
        var rate = 0.0, repair = 0.0
    }

    /// A variable of the user's own.
    struct Custom {
        var value: Double
        /// Daughters share it, rather than each having what the mother had.
        var isConserved: Bool
    }
}
