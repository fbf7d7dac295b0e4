import NicheFiles
import NicheModel

/// Cell definitions, each with what it inherits from the one that `parent_type` names.
extension ProjectReader {
    private static let mostTypes = 256

    func readTypes(_ root: XMLTree) {
        let definitions = root["cell_definitions"]?.all("cell_definition") ?? []
        if definitions.isEmpty { return problems.add(place(root), "the project has no <cell_definition>") }
        if definitions.count > Self.mostTypes {
            return problems.add(place(root), "the project has \(definitions.count) cell definitions; a model has at most \(Self.mostTypes)")
        }
        let names = definitions.compactMap { $0.attributes["name"] }
        for definition in definitions {
            guard let name = definition.attributes["name"], !name.isEmpty else {
                problems.add(place(definition), "a <cell_definition> needs its name")
                continue
            }
            if project.type(name) != nil { problems.add(place(definition), "there are two cell definitions named \"\(name)\"") }
            var type = CellDefinition(name: name, place: place(definition))
            if let parent = definition.attributes["parent_type"] {
                if let known = project.types.first(where: { $0.name == parent }) {
                    type = known
                    (type.name, type.place) = (name, place(definition))
                } else {
                    problems.add(
                        place(definition),
                        "\(name) descends from \"\(parent)\", which is not defined before it\(suggestion(parent, among: names))")
                }
            }
            if let phenotype = definition["phenotype"] { read(phenotype, names, &type) }
            readCustom(definition["custom_data"], &type)
            omit(
                definition["initial_parameter_distributions"], where: isOn(definition["initial_parameter_distributions"]),
                "parameters of \(name) that are drawn at the start")
            project.types.append(type)
        }
    }

    private func read(_ phenotype: XMLTree, _ names: [String], _ type: inout CellDefinition) {
        if let cycle = phenotype["cycle"] { readCycle(cycle, names, &type) }
        for model in phenotype["death"]?.all("model") ?? [] {
            switch model.attributes["code"] {
            case "100": readDeath(model, &type.apoptosis, phase: 0, &project.apoptoticExit)
            case "101": readDeath(model, &type.necrosis, phase: 1, &project.lysedExit)
            default: problems.add(place(model), "a death model has the code 100 or 101, found \"\(model.attributes["code"] ?? "")\"")
            }
        }
        readVolume(phenotype["volume"], &type)
        readMechanics(phenotype["mechanics"], names, &type)
        readMotility(phenotype["motility"], &type)
        for substance in phenotype["secretion"]?.all("substrate") ?? [] {
            guard let name = known(substance, "name", among: project.substances.map(\.name), "substance") else { continue }
            var exchange = type.exchange[name] ?? CellDefinition.Exchange()
            take(substance["secretion_rate"], &exchange.secretion)
            take(substance["secretion_target"], &exchange.target)
            take(substance["uptake_rate"], &exchange.uptake)
            take(substance["net_export_rate"], &exchange.export, -.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
            type.exchange[name] = exchange
        }
        let transformations = phenotype["cell_transformations"]?["transformation_rates"]?.all("transformation_rate")
        readByType(transformations, names, &type.transformations)
        let interactions = phenotype["cell_interactions"]
        readByType(interactions?["live_phagocytosis_rates"]?.all("phagocytosis_rate"), names, &type.eating.live)
        readByType(interactions?["attack_rates"]?.all("attack_rate"), names, &type.attack.rates)
        readByType(interactions?["fusion_rates"]?.all("fusion_rate"), names, &type.fusions)
        take(interactions?["attack_damage_rate"], &type.attack.damage)
        take(interactions?["attack_duration"], &type.attack.duration)
        take(phenotype["cell_integrity"]?["damage_rate"], &type.damage.rate)
        take(phenotype["cell_integrity"]?["damage_repair_rate"], &type.damage.repair)
        // Before version 1.14 there was one rate for all the dead.
        for name in ["dead_phagocytosis_rate", "apoptotic_phagocytosis_rate"] { take(interactions?[name], &type.eating.apoptotic) }
        for name in ["dead_phagocytosis_rate", "necrotic_phagocytosis_rate"] { take(interactions?[name], &type.eating.necrotic) }
        let intracellular = phenotype["intracellular"]
        omit(intracellular, "the intracellular model of \(type.name) (\(intracellular?.attributes["type"] ?? "?"))")
    }

    /// A number for each cell type that is named.
    private func readByType(_ list: [XMLTree]?, _ names: [String], _ values: inout [String: Double]) {
        for item in list ?? [] {
            guard let name = known(item, "name", among: names, "cell type") else { continue }
            values[name] = number(item, 0 ... .greatestFiniteMagnitude)
        }
    }

    private func readCustom(_ data: XMLTree?, _ type: inout CellDefinition) {
        for variable in data?.children ?? [] {
            guard let value = number(variable) else { continue }
            type.custom[variable.name] = .init(value: value, isConserved: flag(variable.attributes["conserved"]))
        }
    }

    /// An attribute that names something there is.
    func known(_ tree: XMLTree, _ attribute: String, among names: [String], _ what: String) -> String? {
        let name = tree.attributes[attribute] ?? ""
        if names.contains(name) { return name }
        problems.add(place(tree), "unknown \(what) \"\(name)\"\(suggestion(name, among: names))")
        return nil
    }

    private func readCycle(_ cycle: XMLTree, _ names: [String], _ type: inout CellDefinition) {
        guard let code = Int(cycle.attributes["code"] ?? ""), let phases = [0: 3, 1: 2, 2: 3, 5: 1, 6: 4, 7: 2][code] else {
            return problems.add(place(cycle), "a cycle has the code 0, 1, 2, 5, 6 or 7, found \"\(cycle.attributes["code"] ?? "")\"")
        }
        if type.cycle.code != code || type.cycle.exits.count != phases {
            type.cycle = CellDefinition.Cycle(code: code, exits: Array(repeating: .init(rate: 0), count: phases))
        }
        for rate in cycle["phase_transition_rates"]?.all("rate") ?? [] {
            guard let start = index(rate, "start_index", phases), let value = number(rate, 0 ... .greatestFiniteMagnitude) else { continue }
            type.cycle.exits[start] = .init(rate: value, isFixed: flag(rate.attributes["fixed_duration"]))
        }
        for duration in cycle["phase_durations"]?.all("duration") ?? [] {
            guard let start = index(duration, "index", phases), let value = number(duration, 0 ... .greatestFiniteMagnitude) else {
                continue
            }
            type.cycle.exits[start] = .init(rate: value > 0 ? 1 / value : 1e9, isFixed: flag(duration.attributes["fixed_duration"]))
        }
        guard let asymmetric = cycle["standard_asymmetric_division"] else { return }
        type.daughters = [:]
        if isOn(asymmetric) { readByType(asymmetric.all("asymmetric_division_probability"), names, &type.daughters) }
    }

    private func index(_ tree: XMLTree, _ name: String, _ count: Int) -> Int? {
        if let index = Int(tree.attributes[name] ?? ""), (0..<count).contains(index) { return index }
        problems.add(place(tree), "\(name) is one of 0 to \(count - 1), found \"\(tree.attributes[name] ?? "")\"")
        return nil
    }

    private func readDeath(_ model: XMLTree, _ death: inout CellDefinition.Death, phase: Int, _ exit: inout CellDefinition.Exit) {
        take(model["death_rate"], &death.rate)
        for rate in model["phase_transition_rates"]?.all("rate") ?? [] where rate.attributes["start_index"] == "\(phase)" {
            if let value = number(rate, 0 ... .greatestFiniteMagnitude) {
                exit = .init(rate: value, isFixed: flag(rate.attributes["fixed_duration"]))
            }
        }
        for duration in model["phase_durations"]?.all("duration") ?? [] where duration.attributes["index"] == "\(phase)" {
            if let value = number(duration, 0 ... .greatestFiniteMagnitude) {
                exit = .init(rate: value > 0 ? 1 / value : 1e9, isFixed: flag(duration.attributes["fixed_duration"]))
            }
        }
        let parameters = model["parameters"] ?? model["model_parameters"]
        take(parameters?["unlysed_fluid_change_rate"], &death.unlysed)
        take(parameters?["lysed_fluid_change_rate"], &death.lysed)
        take(parameters?["cytoplasmic_biomass_change_rate"], &death.cytoplasm)
        take(parameters?["nuclear_biomass_change_rate"], &death.nuclear)
        take(parameters?["relative_rupture_volume"], &death.rupture)
    }

    private func readVolume(_ volume: XMLTree?, _ type: inout CellDefinition) {
        take(volume?["total"], &type.volume.total)
        take(volume?["nuclear"], &type.volume.nuclear)
        take(volume?["fluid_fraction"], &type.volume.fluidFraction, 0...1)
        take(volume?["fluid_change_rate"], &type.volume.fluidRate)
        take(volume?["cytoplasmic_biomass_change_rate"], &type.volume.cytoplasmRate)
        take(volume?["nuclear_biomass_change_rate"], &type.volume.nuclearRate)
    }

    private func readMechanics(_ mechanics: XMLTree?, _ names: [String], _ type: inout CellDefinition) {
        take(mechanics?["cell_cell_adhesion_strength"], &type.mechanics.adhesion)
        take(mechanics?["cell_cell_repulsion_strength"], &type.mechanics.repulsion)
        take(mechanics?["attachment_elastic_constant"], &type.mechanics.elasticity)
        take(mechanics?["relative_maximum_adhesion_distance"], &type.mechanics.reach)
        for affinity in mechanics?["cell_adhesion_affinities"]?.all("cell_adhesion_affinity") ?? [] {
            guard let other = known(affinity, "name", among: names, "cell type") else { continue }
            type.mechanics.affinities[other] = number(affinity, 0 ... .greatestFiniteMagnitude) ?? 1
        }
        // Of two distances at which cells are to rest, the later one holds, as in PhysiCell.
        for (name, unit) in [("set_relative_equilibrium_distance", 1), ("set_absolute_equilibrium_distance", type.radius)] {
            guard let option = mechanics?["options"]?[name], isOn(option), let distance = number(option, 0 ... .greatestFiniteMagnitude)
            else { continue }
            type.mechanics.adhesion = type.mechanics.adhesion(restingAt: min(distance / unit, 2))
        }
        take(mechanics?["attachment_rate"], &type.mechanics.attachment)
        take(mechanics?["detachment_rate"], &type.mechanics.detachment)
        take(mechanics?["maximum_number_of_attachments"], &type.mechanics.attachments)
    }

    private func readMotility(_ motility: XMLTree?, _ type: inout CellDefinition) {
        guard let motility else { return }
        take(motility["speed"], &type.motility.speed)
        take(motility["persistence_time"], &type.motility.persistence)
        take(motility["migration_bias"], &type.motility.bias, 0...1)
        guard let options = motility["options"] else { return }
        type.motility.isOn = flag(options["enabled"]?.text)
        let substances = project.substances.map(\.name)
        (type.motility.sensitivities, type.motility.mixesDirections) = ([:], false)
        if let chemotaxis = options["chemotaxis"], flag(chemotaxis["enabled"]?.text), type.motility.isOn,
            let substance = chemotaxis["substrate"]
        {
            if substances.contains(substance.text) {
                type.motility.sensitivities[substance.text] = number(chemotaxis["direction"]) ?? 1
            } else {
                problems.add(place(substance), "unknown substance \"\(substance.text)\"\(suggestion(substance.text, among: substances))")
            }
        }
        guard let advanced = options["advanced_chemotaxis"], flag(advanced["enabled"]?.text), type.motility.isOn else { return }
        type.motility.sensitivities = [:]
        type.motility.mixesDirections = flag(advanced["normalize_each_gradient"]?.text)
        for sensitivity in advanced["chemotactic_sensitivities"]?.all("chemotactic_sensitivity") ?? [] {
            guard let name = known(sensitivity, "substrate", among: substances, "substance") else { continue }
            if let value = number(sensitivity), value != 0 { type.motility.sensitivities[name] = value }
        }
    }
}
