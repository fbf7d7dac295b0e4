/// What a rule changes, and what single cells may start with: PhysiCell's behaviours by name, with their synonyms.
enum Behaviour: Hashable {
    case exit(phase: Int)
    case apoptosis, necrosis
    case speed, bias, persistence
    case sensitivity(String)
    case adhesion, repulsion, elasticity, reach, attachment, detachment, attachments
    case secretion(String), target(String), uptake(String), export(String)
    case eatingApoptotic, eatingNecrotic
    case eating(String), attack(String), fusion(String), transformation(String), daughter(String), immunogenicity(String)
    case affinity(String)
    case attackDamage, attackDuration, damageRate, repairRate
    case custom(String)
    /// Nothing in PhysiCell's core reads it.
    case idle

    private static let plain: [String: Behaviour] = [
        "cycle entry": .exit(phase: 0), "apoptosis": .apoptosis, "necrosis": .necrosis, "migration speed": .speed, "migration bias": .bias,
        "migration persistence time": .persistence, "cell-cell adhesion": .adhesion, "cell-cell repulsion": .repulsion,
        "cell-cell adhesion elastic constant": .elasticity, "relative maximum adhesion distance": .reach,
        "cell attachment rate": .attachment, "cell detachment rate": .detachment,
        "maximum number of cell attachments": .attachments,
        "phagocytose apoptotic cell": .eatingApoptotic,
        "phagocytosis of apoptotic cell": .eatingApoptotic, "phagocytose necrotic cell": .eatingNecrotic,
        "phagocytosis of necrotic cell": .eatingNecrotic, "attack damage rate": .attackDamage, "attack duration": .attackDuration,
        "damage rate": .damageRate, "damage repair rate": .repairRate,
        // No cell is dead in another way, and there is no basement membrane.
        "phagocytose other dead cell": .idle, "phagocytosis of other dead cell": .idle, "cell-BM adhesion": .idle,
        "cell-membrane adhesion": .idle, "cell-BM repulsion": .idle, "cell-membrane repulsion": .idle,
    ]

    private static let ofSubstance: [(ending: String, make: @Sendable (String) -> Behaviour)] = [
        (" secretion target", { .target($0) }), (" secretion saturation density", { .target($0) }), (" secretion", { .secretion($0) }),
        (" uptake", { .uptake($0) }), (" export", { .export($0) }),
    ]

    private static let towardSubstance = ["chemotactic response to ", "chemotactic sensitivity to "]

    private static let towardType: [(start: String, make: @Sendable (String) -> Behaviour)] = [
        ("transform to ", { .transformation($0) }), ("transition to ", { .transformation($0) }), ("attack ", { .attack($0) }),
        ("phagocytose ", { .eating($0) }), ("phagocytosis of ", { .eating($0) }), ("fuse to ", { .fusion($0) }),
        ("asymmetric division to ", { .daughter($0) }), ("immunogenicity to ", { .immunogenicity($0) }),
        ("adhesive affinity to ", { .affinity($0) }),
    ]

    init?(_ name: String, _ project: PhysiCellProject) {
        if let found = Self.plain[name] {
            self = found
            return
        }
        if name.hasPrefix("exit from cycle phase "), let phase = Int(name.dropFirst(22)) {
            self = .exit(phase: phase)
            return
        }
        for (ending, make) in Self.ofSubstance where name.hasSuffix(ending) {
            guard let substance = project.substance(String(name.dropLast(ending.count))) else { continue }
            self = make(project.substances[substance].name)
            return
        }
        for start in Self.towardSubstance where name.hasPrefix(start) {
            guard let substance = project.substance(String(name.dropFirst(start.count))) else { continue }
            self = .sensitivity(project.substances[substance].name)
            return
        }
        for (start, make) in Self.towardType where name.hasPrefix(start) {
            guard let type = project.type(named: String(name.dropFirst(start.count))) else { continue }
            self = make(project.types[type].name)
            return
        }
        guard let custom = project.custom(name) else { return nil }
        self = .custom(custom)
    }

    /// Whether PhysiCell knows a behaviour of this name that Niche does not.
    static func isKnownToPhysiCell(_ name: String) -> Bool { ["is_movable", "movable"].contains(name) }

    static func all(_ project: PhysiCellProject) -> [String] {
        plain.keys.sorted() + project.substances.flatMap { substance in ofSubstance.map { substance.name + $0.ending } }
            + project.substances.map { towardSubstance[0] + $0.name }
            + project.types.flatMap { type in towardType.map { $0.start + type.name } } + project.customNames.map { "custom:\($0)" }
    }
}
