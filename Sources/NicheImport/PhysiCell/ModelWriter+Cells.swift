import NicheModel

/// A cell type: its numbers as parameters of the library's modules, what the project adds, and its rules as sentences.
extension ModelWriter {
    func cellType(_ index: Int) -> [String] {
        let type = project.types[index]
        let cycle = CycleModule.with(code: type.cycle.code)!
        var lets = Lets()
        let rules = sentences(index, cycle, &lets)
        let exchange = exchange(type, &lets)
        let motion = motion(type, &lets)
        var lines = ["  \(names.types[type.name]!):", "    is: \(cycle.type)", "    label: \(quoted(type.name))"]
        lines += section("parameters", parameters(type, cycle))
        // Asked for here, so that what rules change is there.
        let events = transformations(type, &lets) + meals(type, &lets)
        let mechanics = [
            "repulsion: \(lets.use("repulsion", "\(number(type.mechanics.repulsion)) um/min"))",
            "adhesion: \(lets.use("adhesion", "\(number(type.mechanics.adhesion)) um/min"))",
        ]
        lines += section("let", lets.lines)
        lines += section("take", exchange.takes) + section("secrete", exchange.secretions)
        lines += section("move", motion) + section("mechanics", mechanics)
        lines += section("events", events)
        if !rules.isEmpty { lines += ["    rules:"] + rules.map { "      - \($0)" } }
        return lines + deadPhases(exchange)
    }

    /// Numbers that rules change, as lets; others stand where they are used.
    struct Lets {
        var ruled: Set<String> = []
        private(set) var lines: [String] = []

        /// What to write for a number: its let where rules change it, else itself.
        mutating func use(_ name: String, _ value: String, always: Bool = false) -> String {
            guard always || ruled.contains(name) else { return value }
            if !lines.contains(where: { $0.hasPrefix("\(name): ") }) { lines.append("\(name): \(value)") }
            return name
        }
    }

    private func section(_ name: String, _ lines: [String]) -> [String] {
        lines.isEmpty ? [] : ["    \(name):"] + lines.map { "      \($0)" }
    }

    private func parameters(_ type: CellDefinition, _ cycle: CycleModule) -> [String] {
        var values: [(String, Double, String)] = []
        for (phase, exit) in zip(cycle.phases, type.cycle.exits) {
            if exit.isFixed, exit.rate > 0 {
                values.append(("\(phase)_lasts", steps(1 / exit.rate), "min"))
            } else if exit.rate > 0 {
                values.append(("\(phase)_rate", exit.rate, "/min"))
            }
        }
        let (volume, apoptosis, necrosis) = (type.volume, type.apoptosis, type.necrosis)
        let known: [(String, Double, String, Double)] = [
            ("whole_volume", volume.total, "um^3", 2494), ("nuclear_volume", volume.nuclear, "um^3", 540),
            ("fluid_fraction", volume.fluidFraction, "", 0.75), ("fluid_rate", volume.fluidRate, "/min", 0.05),
            ("nuclear_rate", volume.nuclearRate, "/min", 0.0055), ("cytoplasm_rate", volume.cytoplasmRate, "/min", 0.0045),
            ("resting_apoptosis", apoptosis.rate, "/min", 0), ("resting_necrosis", necrosis.rate, "/min", 0),
            ("apoptosis_lasts", steps(apoptosis.duration), "min", 516), ("apoptotic_fluid_rate", apoptosis.unlysed, "/min", 0.05),
            ("apoptotic_cytoplasm_rate", apoptosis.cytoplasm, "/min", .nan), ("apoptotic_nuclear_rate", apoptosis.nuclear, "/min", .nan),
            ("swelling_rate", necrosis.unlysed, "/min", .nan), ("lysed_fluid_rate", necrosis.lysed, "/min", .nan),
            ("necrotic_cytoplasm_rate", necrosis.cytoplasm, "/min", .nan), ("necrotic_nuclear_rate", necrosis.nuclear, "/min", .nan),
            ("rupture", necrosis.rupture, "", 2), ("lysed_lasts", steps(necrosis.duration), "min", 86_400),
        ]
        values += known.filter { $0.1 != $0.3 }.map { ($0.0, $0.1, $0.2) }
        return values.map { "\($0): \(number($1)) \($2)".trimmingSpaces }
    }

    /// A phase is left at the step nearest to its end.
    private func steps(_ time: Double) -> Double { max(1, (time / project.time.phenotype).rounded()) * project.time.phenotype }

    // MARK: What it exchanges

    struct Exchanged {
        var takes: [String] = [], secretions: [String] = []
        var deadTakes: [String] = [], deadSecretions: [String] = []
    }

    private func exchange(_ type: CellDefinition, _ lets: inout Lets) -> Exchanged {
        var exchanged = Exchanged()
        for substance in project.substances {
            let name = names.substances[substance.name]!
            let exchange = type.exchange[substance.name] ?? CellDefinition.Exchange()
            let unit = units[substance.name]!
            func isRuled(_ what: String) -> Bool { lets.ruled.contains("\(name)_\(what)") }
            func isRuledDead(_ behaviour: Behaviour) -> Bool {
                project.rules.contains {
                    $0.isAlsoForDead && project.types[$0.type].name == type.name && Behaviour($0.behaviour, project) == behaviour
                }
            }
            if exchange.uptake > 0 || isRuled("uptake") {
                let rate = lets.use("\(name)_uptake", "\(number(exchange.uptake)) /min", always: true)
                exchanged.takes.append("\(name): at \(rate)")
                exchanged.deadTakes.append(isRuledDead(.uptake(substance.name)) ? "\(name): at \(rate)" : "\(name): at 0.1 * \(rate)")
            }
            if exchange.secretion > 0 || isRuled("secretion") {
                let rate = lets.use("\(name)_secretion", "\(number(exchange.secretion)) /min")
                let target = lets.use("\(name)_target", unit.isEmpty ? number(exchange.target) : "\(number(exchange.target)) \(unit)")
                exchanged.secretions.append("\(name): \(rate) toward \(target)")
                if isRuledDead(.secretion(substance.name)) { exchanged.deadSecretions.append("\(name): \(rate) toward \(target)") }
                if exchange.export != 0 || isRuled("export") {
                    reader.omit(type.place, "\(type.name) exports \(substance.name) beside secreting it toward a target")
                }
            } else if exchange.export > 0 || isRuled("export") {
                let amount = "\(number(exchange.export)) \(unit.isEmpty ? "um^3/min" : "\(unit)*um^3/min")"
                exchanged.secretions.append("\(name): \(lets.use("\(name)_export", amount))")
            } else if exchange.export < 0 {
                reader.omit(type.place, "\(type.name) exports \(substance.name) at a negative rate; give it an uptake rate instead")
            }
        }
        return exchanged
    }

    private func deadPhases(_ exchanged: Exchanged) -> [String] {
        guard !exchanged.deadTakes.isEmpty || !exchanged.deadSecretions.isEmpty else { return [] }
        return ["    phases:"]
            + ["apoptotic", "swelling", "lysed"].flatMap { phase -> [String] in
                var lines = ["      \(phase):"]
                if !exchanged.deadTakes.isEmpty { lines += ["        take:"] + exchanged.deadTakes.map { "          \($0)" } }
                if !exchanged.deadSecretions.isEmpty { lines += ["        secrete:"] + exchanged.deadSecretions.map { "          \($0)" } }
                return lines
            }
    }

    // MARK: What it does

    private func motion(_ type: CellDefinition, _ lets: inout Lets) -> [String] {
        let motility = type.motility
        guard motility.isOn else { return [] }
        var lines = [
            "speed: \(lets.use("speed", "\(number(motility.speed)) um/min"))",
            "persistence: \(lets.use("persistence", "\(number(max(motility.persistence, 0.1))) min"))",
        ]
        let weights = motility.sensitivities.keys.sorted().filter { motility.sensitivities[$0] != 0 }.map { substance -> String in
            let unit = units[substance]!
            return "\(names.substances[substance]!): \(number(motility.sensitivities[substance]!))\(unit.isEmpty ? "" : " /\(unit)")"
        }
        if !weights.isEmpty {
            lines += ["toward: {\(weights.joined(separator: ", "))}", "bias: \(lets.use("bias", number(motility.bias)))"]
        }
        return lines
    }

    private func transformations(_ type: CellDefinition, _ lets: inout Lets) -> [String] {
        project.types.compactMap { other in
            let name = names.types[other.name]!
            let rate = type.transformations[other.name] ?? 0
            guard other.name != type.name, rate > 0 || lets.ruled.contains("to_\(name)") else { return nil }
            return "to_\(name): become \(name) at \(lets.use("to_\(name)", "\(number(rate)) /min"))"
        }
    }

    /// An eater takes up the fluid of what it eats, and all solids into its cytoplasm.
    private func meals(_ type: CellDefinition, _ lets: inout Lets) -> [String] {
        let kinds = [
            ("eats_apoptotic", type.eating.apoptotic, ["apoptotic"]), ("eats_necrotic", type.eating.necrotic, ["swelling", "lysed"]),
        ]
        return kinds.flatMap { name, rate, phases -> [String] in
            guard rate > 0 || lets.ruled.contains(name) else { return [] }
            let rate = lets.use(name, "\(number(rate)) /min")
            return phases.flatMap { phase in
                [
                    "eats_\(phase)_cell:", "  do: engulf", "  each: touching \(phase) cell", "  at: \(rate)", "  set:",
                    "    fluid: fluid + their.fluid", "    cytoplasm_solid: cytoplasm_solid + their.cytoplasm_solid + their.nuclear_solid",
                ]
            }
        }
    }

    // MARK: Rules

    private func sentences(_ index: Int, _ cycle: CycleModule, _ lets: inout Lets) -> [String] {
        var sentences: [String] = []
        for rule in project.rules where rule.type == index {
            guard let signal = Signal(rule.signal, project, names, units: units, pressureScale: pressureScale) else {
                unknown(rule, "signal", rule.signal, Signal.isKnownToPhysiCell(rule.signal, project), Signal.all(project))
                continue
            }
            guard let behaviour = Behaviour(rule.behaviour, project), let target = target(behaviour, project.types[index], cycle) else {
                unknown(
                    rule, "behavior", rule.behaviour,
                    Behaviour(rule.behaviour, project) != nil || Behaviour.isKnownToPhysiCell(rule.behaviour), Behaviour.all(project))
                continue
            }
            if target.isIdle { continue }
            if target.isLet { lets.ruled.insert(target.name) }
            func value(_ value: Double, _ unit: String) -> String { unit.isEmpty ? number(value) : "\(number(value)) \(unit)" }
            sentences.append(
                "\(signal.expression) \(rule.isIncrease ? "increases" : "decreases") \(target.name) to \(value(rule.bound, target.unit)) "
                    + "with half-max \(value(rule.half, signal.unit)), power \(number(rule.power))\(rule.isAlsoForDead ? ", also when dead" : "")"
            )
        }
        return sentences
    }

    private func unknown(_ rule: RuleRow, _ kind: String, _ name: String, _ isKnown: Bool, _ known: [String]) {
        if isKnown {
            reader.omit(
                rule.place,
                "the rule \"\(rule.signal) \(rule.isIncrease ? "increases" : "decreases") \(rule.behaviour)\": Niche has no such \(kind) yet"
            )
        } else {
            reader.problems.add(rule.place, "unknown \(kind) \"\(name)\"\(reader.suggestion(name, among: known))")
        }
    }

    private struct Target {
        var name: String
        var unit: String
        /// Whether the import itself defines it; the modules define the others.
        var isLet = true
        /// Nothing reads it: a rule on the speed of a cell that does not move.
        var isIdle = false
    }

    private func target(_ behaviour: Behaviour, _ type: CellDefinition, _ cycle: CycleModule) -> Target? {
        let isStill = !type.motility.isOn
        switch behaviour {
        case .exit(let phase):
            return cycle.phases.indices.contains(phase) ? Target(name: cycle.exit(of: phase), unit: "/min", isLet: false) : nil
        case .apoptosis: return Target(name: "apoptosis", unit: "/min", isLet: false)
        case .necrosis: return Target(name: "necrosis", unit: "/min", isLet: false)
        case .speed: return Target(name: "speed", unit: "um/min", isIdle: isStill)
        case .persistence: return Target(name: "persistence", unit: "min", isIdle: isStill)
        case .bias: return Target(name: "bias", unit: "", isIdle: isStill || type.motility.sensitivities.isEmpty)
        case .adhesion: return Target(name: "adhesion", unit: "um/min")
        case .repulsion: return Target(name: "repulsion", unit: "um/min")
        case .secretion(let substance): return Target(name: "\(names.substances[substance]!)_secretion", unit: "/min")
        case .target(let substance): return Target(name: "\(names.substances[substance]!)_target", unit: units[substance]!)
        case .uptake(let substance): return Target(name: "\(names.substances[substance]!)_uptake", unit: "/min")
        case .export(let substance):
            return Target(
                name: "\(names.substances[substance]!)_export",
                unit: units[substance]!.isEmpty ? "um^3/min" : "\(units[substance]!)*um^3/min")
        case .sensitivity: return nil
        case .eatingApoptotic: return Target(name: "eats_apoptotic", unit: "/min")
        case .eatingNecrotic: return Target(name: "eats_necrotic", unit: "/min")
        case .transformation(let other): return names.types[other].map { Target(name: "to_\($0)", unit: "/min") }
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String { String(reversed().drop { $0 == " " }.reversed()) }
}
