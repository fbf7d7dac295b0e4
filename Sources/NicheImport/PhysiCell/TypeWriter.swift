import NicheModel

/// Writes a cell type: its numbers as parameters of the library's modules, what the project adds, and its rules as sentences.
struct TypeWriter {
    let project: PhysiCellProject
    let type: CellDefinition
    let names: Names
    let cycle: CycleModule
    /// Rules on this type that something in it reads.
    let rules: [(rule: Rule, dial: Dial)]
    /// Behaviours that single cells of the type start with values of their own for, which nothing overwrites, and the states that hold them.
    let ownStates: [(behaviour: Behaviour, state: Dial)]
    /// Whether damage and attack are of any concern.
    let hasDamage: Bool
    /// Rules on immunogenicity anywhere, by type of the target: which attackers they are about.
    let immunogenicity: [String: Set<String>]
    var lets: [(name: String, value: String)] = []

    init(_ project: PhysiCellProject, _ index: Int, _ names: Names, _ rules: [Rule], hasDamage: Bool) {
        let type = project.types[index]
        (self.project, self.type, self.names, self.hasDamage) = (project, type, names, hasDamage)
        cycle = CycleModule.with(code: type.cycle.code)!
        self.rules = rules.filter { $0.type == index }.compactMap { rule in
            Dial(rule.behaviour, of: type, names).map { (rule, $0) }
        }
        let ruled = Set(self.rules.map(\.rule.behaviour))
        let own = Set(project.cells.filter { $0.type == index }.flatMap(\.values.keys)).subtracting(ruled)
        ownStates = own.compactMap { behaviour in
            if case .custom = behaviour { return nil }
            guard var state = Dial(behaviour, of: type, names) else { return nil }
            state.name = "own_\(state.name)"
            return (behaviour, state)
        }.sorted { $0.state.name < $1.state.name }
        immunogenicity = rules.reduce(into: [:]) { found, rule in
            if case .immunogenicity(let attacker) = rule.behaviour { found[project.types[rule.type].name, default: []].insert(attacker) }
        }
    }

    var modules: [String] { [cycle.name] + (hasDamage ? ["attack"] : []) }

    var lines: [String] {
        var writer = self
        return writer.write()
    }

    private mutating func write() -> [String] {
        for (rule, dial) in rules where dial.parameter == nil { note(rule.behaviour, dial) }
        for (behaviour, state) in ownStates {
            guard let dial = Dial(behaviour, of: type, names), dial.parameter != nil else { continue }
            lets.append(("\(dial.name) +", state.name))
        }
        // Asked for before the lets are written, since what is read is then there.
        let exchange = exchange()
        let motion = motion()
        let mechanics = mechanics()
        let daughters = daughters()
        let events = transformations() + meals() + fusions() + attacks()
        var lines = ["  \(names.type(type.name)):", "    is: \(cycle.type)", "    label: \(Text.quoted(type.name))"]
        lines += section("parameters", parameters)
        lines += section("state", states)
        lines += section("let", lets.map { "\($0.name): \($0.value)" })
        lines += section("take", exchange.takes) + section("secrete", exchange.secretions)
        lines += section("move", motion) + section("mechanics", mechanics) + section("daughters", daughters) + section("events", events)
        if !rules.isEmpty { lines += ["    rules:"] + rules.map { "      - \(sentence($0.rule, $0.dial))" } }
        return lines + deadPhases(exchange)
    }

    private func section(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["    \(name):"] + lines.map { "      \($0)" }
    }

    // MARK: Numbers

    /// What to write for a behaviour: its let where rules change it, the state where cells have values of their own, else the number.
    mutating func use(_ behaviour: Behaviour) -> String {
        guard let dial = Dial(behaviour, of: type, names) else { return "0" }
        if dial.parameter != nil || isRuled(behaviour) { return dial.name }
        return ownStates.first { $0.behaviour == behaviour }?.state.name ?? Text.number(dial.base, dial.unit)
    }

    /// The same within bounds.
    mutating func use(_ behaviour: Behaviour, _ bounds: ClosedRange<Double>) -> String {
        guard let dial = Dial(behaviour, of: type, names) else { return "0" }
        let value = use(behaviour)
        if dial.parameter == nil, !isRuled(behaviour), !ownStates.contains(where: { $0.behaviour == behaviour }) {
            return Text.number(min(max(dial.base, bounds.lowerBound), bounds.upperBound), dial.unit)
        }
        let least = bounds.lowerBound > 0 ? "max(\(value), \(Text.number(bounds.lowerBound, dial.unit)))" : value
        return bounds.upperBound < .infinity ? "min(\(least), \(Text.number(bounds.upperBound, dial.unit)))" : least
    }

    /// The same, as a let in any case.
    mutating func useLet(_ behaviour: Behaviour) -> String {
        guard let dial = Dial(behaviour, of: type, names) else { return "0" }
        if dial.parameter == nil { note(behaviour, dial) }
        return dial.name
    }

    private mutating func note(_ behaviour: Behaviour, _ dial: Dial) {
        if lets.contains(where: { $0.name == dial.name }) { return }
        lets.append((dial.name, ownStates.first { $0.behaviour == behaviour }?.state.name ?? Text.number(dial.base, dial.unit)))
    }

    func isRuled(_ behaviour: Behaviour) -> Bool { rules.contains { $0.rule.behaviour == behaviour } }

    func isRuledDead(_ behaviour: Behaviour) -> Bool { rules.contains { $0.rule.behaviour == behaviour && $0.rule.isAlsoForDead } }

    /// Whether any cell of the type ever does it.
    func isUsed(_ behaviour: Behaviour) -> Bool {
        (Dial(behaviour, of: type, names)?.base ?? 0) > 0 || isRuled(behaviour) || ownStates.contains { $0.behaviour == behaviour }
    }

    private var parameters: [String] {
        var values: [(name: String, value: Double, unit: String)] = []
        for (place, (phase, exit)) in zip(cycle.phases, type.cycle.exits).enumerated() {
            if exit.isFixed, exit.rate > 0 {
                values += self.exit(exit, lasts: "\(phase)_lasts", rate: "\(phase)_rate")
            } else if exit.rate > 0 {
                values.append(("\(phase)_rate", resting(.exit(phase: place)), "/min"))
            }
        }
        let (volume, apoptosis, necrosis) = (type.volume, type.apoptosis, type.necrosis)
        values += [
            ("whole_volume", volume.total, "um^3"), ("nuclear_volume", volume.nuclear, "um^3"),
            ("fluid_fraction", volume.fluidFraction, ""),
            ("fluid_rate", volume.fluidRate, "/min"), ("nuclear_rate", volume.nuclearRate, "/min"),
            ("cytoplasm_rate", volume.cytoplasmRate, "/min"), ("resting_apoptosis", resting(.apoptosis), "/min"),
            ("resting_necrosis", resting(.necrosis), "/min"),
            ("apoptotic_fluid_rate", apoptosis.unlysed, "/min"), ("apoptotic_cytoplasm_rate", apoptosis.cytoplasm, "/min"),
            ("apoptotic_nuclear_rate", apoptosis.nuclear, "/min"), ("swelling_rate", necrosis.unlysed, "/min"),
            ("lysed_fluid_rate", necrosis.lysed, "/min"), ("necrotic_cytoplasm_rate", necrosis.cytoplasm, "/min"),
            ("necrotic_nuclear_rate", necrosis.nuclear, "/min"), ("rupture", necrosis.rupture, ""),
        ]
        values += exit(project.apoptoticExit, lasts: "apoptosis_lasts", rate: "apoptotic_exit")
        values += exit(project.lysedExit, lasts: "lysed_lasts", rate: "lysed_exit")
        if hasDamage {
            values += [
                ("resting_damage_rate", resting(.damageRate), "/min"), ("resting_repair_rate", resting(.repairRate), "/min"),
                ("resting_attack_damage", resting(.attackDamage), "/min"), ("resting_attack_lasts", resting(.attackDuration), "min"),
                ("phenotype_step", project.time.phenotype, "min"),
                ("elastic_constant", type.mechanics.elasticity, "/min"),
            ]
        }
        return values.map { "\($0.name): \(Text.number($0.value, $0.unit))" }
    }

    /// A phase is left after a time, at the step nearest to it, or at a rate; what is not so never comes.
    private func exit(_ exit: CellDefinition.Exit, lasts: String, rate: String) -> [(name: String, value: Double, unit: String)] {
        let never = 1e9
        let step = project.time.phenotype
        return exit.isFixed
            ? [(lasts, exit.duration.map { max(1, ($0 / step).rounded()) * step } ?? never, "min")]
            : [(lasts, never, "min"), (rate, exit.rate, "/min")]
    }

    /// What the parameter of a behaviour is: nothing where each cell has a value of its own.
    private func resting(_ behaviour: Behaviour) -> Double {
        ownStates.contains { $0.behaviour == behaviour } ? 0 : Dial(behaviour, of: type, names)!.base
    }

    private var states: [String] {
        let own = ownStates.map { "\($0.state.name): \(Text.number($0.state.base, $0.state.unit)) | copy anew" }
        let custom = project.customNames.compactMap { name -> String? in
            guard !isRuled(.custom(name)) else { return nil }
            let variable = type.custom[name]
            return "\(names.custom(name)): \(Text.number(variable?.value ?? 0)) | \(variable?.isConserved == true ? "split" : "copy anew")"
        }
        return own + custom
    }

    // MARK: Rules

    private func sentence(_ rule: Rule, _ dial: Dial) -> String {
        let (bound, half) = (Text.number(rule.bound, dial.unit), Text.number(rule.half, rule.signal.unit))
        return "\(rule.signal.expression) \(rule.isIncrease ? "increases" : "decreases") \(dial.name) to \(bound) "
            + "with half-max \(half), power \(Text.number(rule.power))\(rule.isAlsoForDead ? ", also when dead" : "")"
    }
}
