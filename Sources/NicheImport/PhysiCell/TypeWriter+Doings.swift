/// How cells move, and what they do to themselves and to each other.
extension TypeWriter {
    var motion: [String] {
        guard type.motility.isOn else { return [] }
        // A direction is kept for one step of the mechanics at least.
        var lines = ["speed: \(use(.speed))", "persistence: \(use(.persistence, project.time.mechanics...(.infinity)))"]
        lines.append("keeps: speed")
        let followed = project.substances.map(\.name).filter {
            (type.motility.sensitivities[$0] ?? 0) != 0 || isUsed(.sensitivity($0))
        }
        if !followed.isEmpty {
            let weights = followed.map { "\(names.substance($0)): \(use(.sensitivity($0)))" }
            lines += ["toward: {\(weights.joined(separator: ", "))}", "bias: \(use(.bias))"]
            if type.motility.mixesDirections { lines.append("mix: directions") }
        }
        return lines
    }

    var mechanics: [String] {
        var lines = ["repulsion: \(use(.repulsion))", "adhesion: \(use(.adhesion))"]
        if type.mechanics.reach != project.reach || isRuled(.reach) || ownState(.reach) != nil {
            lines.append("reach: \(use(.reach, 1...(.infinity)))")
        }
        let affinities = project.types.map(\.name).filter { other in
            (type.mechanics.affinities[other] ?? 1) != 1 || isRuled(.affinity(other)) || ownState(.affinity(other)) != nil
        }
        if !affinities.isEmpty {
            lines.append("affinities: {\(affinities.map { "\(names.type($0)): \(use(.affinity($0)))" }.joined(separator: ", "))}")
        }
        if hasSprings {
            lines += ["attach: \(use(.attachment))", "detach: \(use(.detachment))", "attachments: \(use(.attachments))"]
        }
        return lines
    }

    var daughters: [String] {
        var lines: [String] = []
        for other in project.types where other.name != type.name && isUsed(.daughter(other.name)) {
            lines.append("\(names.type(other.name)): \(use(.daughter(other.name)))")
        }
        return lines
    }

    var transformations: [String] {
        var lines: [String] = []
        for other in project.types where other.name != type.name && isUsed(.transformation(other.name)) {
            let name = names.type(other.name)
            // Under a name of its own: the let of the rate has the plain one.
            lines += ["becomes_\(name):", "  do: become \(name)", "  at: \(use(.transformation(other.name)))"]
        }
        return lines
    }

    /// An eater takes up the fluid of what it eats, and all solids into its cytoplasm.
    var meals: [String] {
        var lines: [String] = []
        for (behaviour, phases) in [(Behaviour.eatingApoptotic, ["apoptotic"]), (.eatingNecrotic, ["swelling", "lysed"])]
        where isUsed(behaviour) {
            for phase in phases { lines += meal("eating_\(phase)", of: "\(phase) cell", use(behaviour)) }
        }
        for other in project.types where isUsed(.eating(other.name)) {
            let name = names.type(other.name)
            lines += meal("eating_\(name)", of: "live \(name)", use(.eating(other.name)))
        }
        return lines
    }

    private func meal(_ event: String, of prey: String, _ rate: String) -> [String] {
        [
            "\(event):", "  do: engulf", "  each: touching \(prey)", "  at: \(rate)", "  set:", "    fluid: fluid + their.fluid",
            "    cytoplasm_solid: cytoplasm_solid + their.cytoplasm_solid + their.nuclear_solid",
        ] + conserved
    }

    var fusions: [String] {
        var lines: [String] = []
        for other in project.types where isUsed(.fusion(other.name)) {
            let name = names.type(other.name)
            lines += ["fusing_with_\(name):", "  do: fuse", "  each: touching live \(name)", "  at: \(use(.fusion(other.name)))", "  set:"]
            lines += ["fluid", "nuclear_solid", "cytoplasm_solid", "nuclear_target"].map { "    \($0): \($0) + their.\($0)" } + conserved
        }
        return lines
    }

    /// Conserved variables of who is taken up go to who takes it, and so does what is inside.
    private var conserved: [String] {
        let customs = type.custom.filter { $0.value.isConserved && !isRuled(.custom($0.key)) }.keys.sorted()
        return (customs.map(names.custom) + counted.map(names.inside)).map { "    \($0): \($0) + their.\($0)" }
    }

    /// One attack at a time, begun and ended once a step of the mechanics at most.
    var attacks: [String] {
        var lines: [String] = []
        let most = 0...1 / project.time.mechanics
        for other in project.types where isUsed(.attack(other.name)) {
            let name = names.type(other.name)
            var rate = use(.attack(other.name), most)
            if provokers.contains(other.name) {
                let most = Text.number(most.upperBound, "/min")
                rate = "min(\(use(.attack(other.name))) * their.immunogenic_to_\(names.type(type.name)), \(most))"
            }
            lines += ["attacking_\(name):", "  do: hold", "  each: touching live \(name)", "  at: \(rate)"]
        }
        if !lines.isEmpty {
            lines += ["letting_go:", "  do: release", "  at: 1 / \(use(.attackDuration, project.time.mechanics...(.infinity)))"]
        }
        return lines
    }
}
