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
    /// Whether any cell attaches to others by itself.
    let hasSprings: Bool
    /// Types whose rules change how far this one may attack them.
    let provokers: Set<String>
    /// Substances of which rules ask how much is in a cell.
    let counted: [String]

    init(_ project: PhysiCellProject, _ index: Int, _ names: Names, _ rules: [Rule], hasDamage: Bool, hasSprings: Bool) {
        let type = project.types[index]
        (self.project, self.type, self.names, self.hasDamage, self.hasSprings) = (project, type, names, hasDamage, hasSprings)
        cycle = CycleModule.with(code: type.cycle.code)!
        func isRead(_ behaviour: Behaviour) -> Bool {
            switch behaviour {
            case .elasticity: hasDamage || hasSprings
            case .attachment, .detachment, .attachments: hasSprings
            default: hasDamage || !behaviour.isOfDamage
            }
        }
        self.rules = rules.filter { $0.row.type == index && isRead($0.behaviour) }.compactMap { rule in
            Dial(rule.behaviour, of: type, names).map { (rule, $0) }
        }
        let ruled = Set(self.rules.map(\.rule.behaviour))
        let own = Set(project.cells.filter { $0.type == index }.flatMap(\.values.keys)).subtracting(ruled)
        ownStates = own.compactMap { behaviour in
            if case .custom = behaviour { return nil }
            guard isRead(behaviour) else { return nil }
            guard var state = Dial(behaviour, of: type, names) else { return nil }
            state.name = "own_\(state.name)"
            return (behaviour, state)
        }.sorted { $0.state.name < $1.state.name }
        counted = Set(rules.compactMap(\.signal.inside)).sorted()
        provokers = Set(rules.filter { $0.behaviour == .immunogenicity(type.name) }.map { project.types[$0.row.type].name })
    }

    var modules: [String] { [cycle.name] + (hasDamage ? ["attack"] : []) + (hasSprings ? ["bond"] : []) }

    var lines: [String] {
        let exchange = exchange
        var lines = ["  \(names.type(type.name)):", "    is: \(cycle.type)", "    label: \(Text.quoted(type.name))"]
        lines += section("parameters", parameters) + section("state", states) + section("let", lets)
        lines += section("change", insideChanges)
        lines += section("take", exchange.takes) + section("secrete", exchange.secretions)
        lines += section("move", motion) + section("mechanics", mechanics) + section("daughters", daughters)
        lines += section("events", transformations + meals + fusions + attacks)
        if !rules.isEmpty { lines += ["    rules:"] + rules.map { "      - \(sentence($0.rule, $0.dial))" } }
        return lines + deadPhases(exchange)
    }

    private func section(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["    \(name):"] + lines.map { "      \($0)" }
    }

    // MARK: Numbers

    /// What to write for a behaviour: its let where rules change it, the state where cells have values of their own, else the number.
    func use(_ behaviour: Behaviour) -> String {
        guard let dial = Dial(behaviour, of: type, names) else { return "0" }
        return isLet(behaviour, dial) ? dial.name : resting(behaviour, dial)
    }

    /// The same within bounds.
    func use(_ behaviour: Behaviour, _ bounds: ClosedRange<Double>) -> String {
        guard let dial = Dial(behaviour, of: type, names) else { return "0" }
        if !isLet(behaviour, dial), ownState(behaviour) == nil {
            return Text.number(min(max(dial.base, bounds.lowerBound), bounds.upperBound), dial.unit)
        }
        let value = use(behaviour)
        let least = bounds.lowerBound > 0 ? "max(\(value), \(Text.number(bounds.lowerBound, dial.unit)))" : value
        return bounds.upperBound < .infinity ? "min(\(least), \(Text.number(bounds.upperBound, dial.unit)))" : least
    }

    /// Lets of what rules change and modules do not define, terms for what single cells have of their own, and uptakes, which the dead share.
    private var lets: [String] {
        var written: Set<String> = []
        func lets(_ dials: [(behaviour: Behaviour, dial: Dial)]) -> [String] {
            dials.filter { $0.dial.parameter == nil && written.insert($0.dial.name).inserted }
                .map { "\($0.dial.name): \(resting($0.behaviour, $0.dial))" }
        }
        func dials(_ behaviours: [Behaviour]) -> [(behaviour: Behaviour, dial: Dial)] {
            behaviours.compactMap { behaviour in Dial(behaviour, of: type, names).map { (behaviour, $0) } }
        }
        let own = dials(ownStates.map(\.behaviour)).filter { $0.dial.parameter != nil }.map {
            "\($0.dial.name) +: \(resting($0.behaviour, $0.dial))"
        }
        let uptakes = project.substances.map { Behaviour.uptake($0.name) }.filter(isUsed)
        return lets(rules.map { ($0.rule.behaviour, $0.dial) }) + own + lets(dials(uptakes))
    }

    /// Whether a let stands for it in the type.
    private func isLet(_ behaviour: Behaviour, _ dial: Dial) -> Bool {
        if case .uptake = behaviour { return true }
        return dial.parameter != nil || isRuled(behaviour)
    }

    /// What it is without rules.
    private func resting(_ behaviour: Behaviour, _ dial: Dial) -> String { ownState(behaviour) ?? Text.number(dial.base, dial.unit) }

    func ownState(_ behaviour: Behaviour) -> String? { ownStates.first { $0.behaviour == behaviour }?.state.name }

    func isRuled(_ behaviour: Behaviour) -> Bool { rules.contains { $0.rule.behaviour == behaviour } }

    func isRuledDead(_ behaviour: Behaviour) -> Bool { rules.contains { $0.rule.behaviour == behaviour && $0.rule.row.isAlsoForDead } }

    /// Whether any cell of the type ever does it.
    func isUsed(_ behaviour: Behaviour) -> Bool {
        (Dial(behaviour, of: type, names)?.base ?? 0) > 0 || isRuled(behaviour) || ownState(behaviour) != nil
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
            ]
        }
        if hasDamage || hasSprings { values.append(("elastic_constant", resting(.elasticity), "/min")) }
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
        ownState(behaviour) == nil ? Dial(behaviour, of: type, names)!.base : 0
    }

    private var states: [String] {
        let own = ownStates.map { "\($0.state.name): \(Text.number($0.state.base, $0.state.unit)) | copy anew" }
        let custom = project.customNames.compactMap { name -> String? in
            guard !isRuled(.custom(name)) else { return nil }
            let variable = type.custom[name]
            return "\(names.custom(name)): \(Text.number(variable?.value ?? 0)) | \(variable?.isConserved == true ? "split" : "copy anew")"
        }
        return own + custom + insideStates
    }

    // MARK: Rules

    private func sentence(_ rule: Rule, _ dial: Dial) -> String {
        let row = rule.row
        let (bound, half) = (Text.number(row.bound, dial.unit), Text.number(row.half, rule.signal.unit))
        return "\(rule.signal.expression) \(row.isIncrease ? "increases" : "decreases") \(dial.name) to \(bound) "
            + "with half-max \(half), power \(Text.number(row.power))\(row.isAlsoForDead ? ", also when dead" : "")"
    }
}
