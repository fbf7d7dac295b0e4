import NicheModel

/// A cell definition with all that it inherits; what a file does not say is PhysiCell's default.
struct CellDefinition {
    var name: String
    var place: Place
    var cycle = Cycle()
    var apoptosis = Death(rate: 5.31667e-5, duration: 516, unlysed: 0.05, lysed: 0, cytoplasm: 1 / 60.0, nuclear: 0.35 / 60)
    var necrosis = Death(rate: 0, duration: 86_400, unlysed: 0.67 / 60, lysed: 0.05 / 60, cytoplasm: 0.0032 / 60, nuclear: 0.013 / 60)
    var volume = Volume()
    var mechanics = Mechanics()
    var motility = Motility()
    /// By substance.
    var exchange: [String: Exchange] = [:]
    /// Rates [/min] by cell type.
    var transformations: [String: Double] = [:]
    /// Rates [/min] of eating a touching cell that is apoptotic, and one that is necrotic.
    var eating = (apoptotic: 0.0, necrotic: 0.0)

    struct Cycle {
        var code = 5
        /// Rates [1/min] out of each phase, and whether they stand for a time.
        var exits: [Exit] = [Exit(rate: 0.0432 / 60)]
    }

    struct Exit {
        var rate: Double
        var isFixed = false
    }

    struct Death {
        var rate: Double
        /// Until the cell is gone, apoptotic or lysed [min].
        var duration: Double
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
        var reach = 1.25
    }

    struct Motility {
        var isOn = false
        var speed = 1.0, persistence = 1.0, bias = 0.0
        /// Weights of gradients by substance.
        var sensitivities: [String: Double] = [:]
    }

    struct Exchange {
        var secretion = 0.0, target = 1.0, uptake = 0.0, export = 0.0
    }
}
