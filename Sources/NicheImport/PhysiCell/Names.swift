import NicheModel

/// The names of a project as the model language writes them, letters, digits and underscores, each once; and the units of its substances.
struct Names {
    private var types: [String: String] = [:]
    private var substances: [String: String] = [:]
    private var customs: [String: String] = [:]
    private var insides: [String: String] = [:]
    private var units: [String: String] = [:]
    private var taken: Set<String>

    private static let unitsOfSubstances: Set = ["mmHg", "uM", "nM", "mM"]

    /// - Parameter reserved: what the modules of the library call theirs.
    init(_ project: PhysiCellProject, reserved: Set<String>) {
        taken = reserved
        for substance in project.substances {
            substances[substance.name] = unique(substance.name, "substance")
            units[substance.name] = Self.unitsOfSubstances.contains(substance.unit) ? substance.unit : ""
        }
        for type in project.types { types[type.name] = unique(type.name, "cell") }
        for custom in project.customNames { customs[custom] = unique("custom_\(custom)", "variable") }
        for substance in project.substances { insides[substance.name] = unique("\(substances[substance.name]!)_inside", "substance") }
    }

    func type(_ name: String) -> String { types[name]! }
    func substance(_ name: String) -> String { substances[name]! }
    func custom(_ name: String) -> String { customs[name]! }
    /// The state that says how much of a substance is in a cell.
    func inside(_ substance: String) -> String { insides[substance]! }
    /// What follows a number of that: a unit of concentration, times one of volume.
    func insideUnit(_ substance: String) -> String { unit(substance).isEmpty ? "um^3" : "\(unit(substance)) * 1 um^3" }
    /// Unit of a substance; "" where it counts as a plain number.
    func unit(_ substance: String) -> String { units[substance]! }

    private mutating func unique(_ name: String, _ kind: String) -> String {
        var plain = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        while plain.contains("__") { plain.replace("__", with: "_") }
        if plain.first?.isLetter != true { plain = "\(kind)_\(plain)" }
        if !ModelNames.isFree(plain) || taken.contains(plain) { plain += "_\(kind)" }
        while !taken.insert(plain).inserted { plain += "_" }
        return plain
    }
}
