/// What a rule changes, by PhysiCell's names and their synonyms.
enum Behaviour: Hashable {
    case exit(phase: Int)
    case apoptosis, necrosis
    case speed, bias, persistence
    case adhesion, repulsion
    case secretion(String), target(String), uptake(String), export(String)
    case sensitivity(String)
    case transformation(String)
    case eatingApoptotic, eatingNecrotic

    init?(_ name: String, _ project: PhysiCellProject) {
        let plain: [String: Behaviour] = [
            "cycle entry": .exit(phase: 0), "apoptosis": .apoptosis, "necrosis": .necrosis, "migration speed": .speed,
            "migration bias": .bias,
            "migration persistence time": .persistence, "cell-cell adhesion": .adhesion, "cell-cell repulsion": .repulsion,
            "phagocytose apoptotic cell": .eatingApoptotic,
            "phagocytosis of apoptotic cell": .eatingApoptotic, "phagocytose necrotic cell": .eatingNecrotic,
            "phagocytosis of necrotic cell": .eatingNecrotic,
        ]
        if let found = plain[name] {
            self = found
            return
        }
        if name.hasPrefix("exit from cycle phase "), let phase = Int(name.dropFirst(22)) {
            self = .exit(phase: phase)
            return
        }
        let ofSubstance: [(String, (String) -> Behaviour)] = [
            (" secretion target", Behaviour.target), (" secretion saturation density", Behaviour.target),
            (" secretion", Behaviour.secretion),
            (" uptake", Behaviour.uptake), (" export", Behaviour.export),
        ]
        for (ending, make) in ofSubstance where name.hasSuffix(ending) {
            let substance = String(name.dropLast(ending.count))
            if project.substance(substance) != nil {
                self = make(substance)
                return
            }
        }
        for (start, make) in [
            ("chemotactic response to ", Behaviour.sensitivity), ("chemotactic sensitivity to ", Behaviour.sensitivity),
            ("transform to cell type ", Behaviour.transformation), ("transition to cell type ", Behaviour.transformation),
            ("transform to ", Behaviour.transformation), ("transition to ", Behaviour.transformation),
        ] where name.hasPrefix(start) {
            var other = String(name.dropFirst(start.count))
            if start.hasSuffix("type "), let index = Int(other), project.types.indices.contains(index) { other = project.types[index].name }
            if project.type(other) != nil || project.substance(other) != nil {
                self = make(other)
                return
            }
        }
        return nil
    }

    /// Whether PhysiCell knows a behaviour of this name that Niche does not.
    static func isKnownToPhysiCell(_ name: String) -> Bool {
        let known = [
            "cell-cell adhesion elastic constant", "relative maximum adhesion distance", "cell-BM adhesion", "cell-BM repulsion",
            "cell-membrane adhesion", "cell-membrane repulsion", "is_movable", "movable", "cell attachment rate", "cell detachment rate",
            "maximum number of cell attachments", "attack damage rate", "attack duration", "damage rate", "damage repair rate",
        ]
        let prefixes = [
            "phagocytose ", "phagocytosis of ", "attack ", "fuse to ", "asymmetric division to ", "immunogenicity to ", "custom:",
            "adhesive affinity to ",
        ]
        return known.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    static func all(_ project: PhysiCellProject) -> [String] {
        project.substances.flatMap { ["\($0.name) secretion", "\($0.name) secretion target", "\($0.name) uptake", "\($0.name) export"] }
            + project.types.map { "transform to \($0.name)" } + [
                "cycle entry", "apoptosis", "necrosis", "migration speed", "migration bias", "migration persistence time",
                "cell-cell adhesion",
                "cell-cell repulsion", "phagocytose apoptotic cell", "phagocytose necrotic cell", "damage rate", "damage repair rate",
            ]
    }
}
