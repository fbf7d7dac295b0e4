import NicheModel

/// The names of a project as the model language writes them: letters, digits and underscores, each once.
struct Names {
    private(set) var types: [String: String] = [:]
    private(set) var substances: [String: String] = [:]
    private var taken: Set<String> = []

    /// What the modules of the library and the import itself call theirs.
    private static let reserved: Set<String> = [
        "cell", "vessel", "they", "them", "nothing", "live_cycle", "separated_cycle", "fluid", "volume", "apoptosis", "necrosis",
        "apoptotic",
        "swelling", "lysed", "speed", "persistence", "bias", "adhesion", "repulsion", "cycle_entry", "rupture",
    ]

    init(_ project: PhysiCellProject) {
        for substance in project.substances { substances[substance.name] = unique(substance.name, "substance") }
        for type in project.types { types[type.name] = unique(type.name, "cell") }
    }

    private mutating func unique(_ name: String, _ kind: String) -> String {
        var plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        while plain.contains("__") { plain.replace("__", with: "_") }
        if plain.first?.isLetter != true { plain = "\(kind)_\(plain)" }
        if !ModelNames.isFree(plain) || Self.reserved.contains(plain) { plain += "_\(kind)" }
        while !taken.insert(plain).inserted { plain += "_" }
        return plain
    }
}
