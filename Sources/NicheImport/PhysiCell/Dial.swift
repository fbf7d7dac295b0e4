/// A number of a cell type that rules may change and single cells may have of their own.
struct Dial {
    /// The let that it is.
    var name: String
    var unit: String
    var base: Double
    /// The parameter of a module of the library that its let starts from; nil where the import writes the let.
    var parameter: String?

    /// - Returns: nil where nothing in the type reads the behaviour.
    init?(_ behaviour: Behaviour, of type: CellDefinition, _ names: Names) {
        let cycle = CycleModule.with(code: type.cycle.code)!
        let exchange = { (substance: String) in type.exchange[substance] ?? CellDefinition.Exchange() }
        let isMoving = type.motility.isOn
        switch behaviour {
        case .exit(let phase):
            guard cycle.phases.indices.contains(phase) else { return nil }
            let exit = type.cycle.exits[phase]
            self.init(cycle.exit(of: phase), "/min", exit.isFixed ? 0 : exit.rate, "\(cycle.phases[phase])_rate")
        case .apoptosis: self.init("apoptosis", "/min", type.apoptosis.rate, "resting_apoptosis")
        case .necrosis: self.init("necrosis", "/min", type.necrosis.rate, "resting_necrosis")
        case .speed where isMoving: self.init("speed", "um/min", type.motility.speed)
        case .persistence where isMoving: self.init("persistence", "min", type.motility.persistence)
        case .bias where isMoving: self.init("bias", "", type.motility.bias)
        case .sensitivity(let substance) where isMoving:
            let unit = type.motility.mixesDirections ? "" : names.unit(substance)
            self.init("toward_\(names.substance(substance))", unit.isEmpty ? "" : "/\(unit)", type.motility.sensitivities[substance] ?? 0)
        case .speed, .persistence, .bias, .sensitivity, .idle: return nil
        case .adhesion: self.init("adhesion", "um/min", type.mechanics.adhesion)
        case .repulsion: self.init("repulsion", "um/min", type.mechanics.repulsion)
        case .elasticity: self.init("elastic", "/min", type.mechanics.elasticity, "elastic_constant")
        case .attachment: self.init("attachment_rate", "/min", type.mechanics.attachment)
        case .detachment: self.init("detachment_rate", "/min", type.mechanics.detachment)
        case .attachments: self.init("most_attachments", "", type.mechanics.attachments)
        case .reach: self.init("adhesion_reach", "", type.mechanics.reach)
        case .affinity(let other): self.init("affinity_to_\(names.type(other))", "", type.mechanics.affinities[other] ?? 1)
        case .secretion(let substance): self.init("\(names.substance(substance))_secretion", "/min", exchange(substance).secretion)
        case .target(let substance): self.init("\(names.substance(substance))_target", names.unit(substance), exchange(substance).target)
        case .uptake(let substance): self.init("\(names.substance(substance))_uptake", "/min", exchange(substance).uptake)
        case .export(let substance):
            self.init("\(names.substance(substance))_export", "\(names.insideUnit(substance))/min", exchange(substance).export)
        case .eatingApoptotic: self.init("eats_apoptotic", "/min", type.eating.apoptotic)
        case .eatingNecrotic: self.init("eats_necrotic", "/min", type.eating.necrotic)
        case .eating(let other): self.init("eats_\(names.type(other))", "/min", type.eating.live[other] ?? 0)
        case .attack(let other): self.init("attacks_\(names.type(other))", "/min", type.attack.rates[other] ?? 0)
        case .fusion(let other): self.init("fuses_with_\(names.type(other))", "/min", type.fusions[other] ?? 0)
        case .transformation(let other): self.init("to_\(names.type(other))", "/min", type.transformations[other] ?? 0)
        case .daughter(let other): self.init("daughter_\(names.type(other))", "", type.daughters[other] ?? 0)
        case .immunogenicity(let other): self.init("immunogenic_to_\(names.type(other))", "", 1)
        case .attackDamage: self.init("attack_damage", "/min", type.attack.damage, "resting_attack_damage")
        case .attackDuration: self.init("attack_lasts", "min", type.attack.duration, "resting_attack_lasts")
        case .damageRate: self.init("damage_rate", "/min", type.damage.rate, "resting_damage_rate")
        case .repairRate: self.init("repair_rate", "/min", type.damage.repair, "resting_repair_rate")
        case .custom(let custom): self.init(names.custom(custom), "", type.custom[custom]?.value ?? 0)
        }
    }

    private init(_ name: String, _ unit: String, _ base: Double, _ parameter: String? = nil) {
        (self.name, self.unit, self.base, self.parameter) = (name, unit, base, parameter)
    }
}
