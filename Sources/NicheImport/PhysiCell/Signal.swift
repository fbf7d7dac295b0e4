import NicheModel

/// What a rule listens to, by PhysiCell's names and their synonyms, as an expression of the model language.
struct Signal {
    var expression: String
    /// Unit of its half-max; "" for plain numbers.
    var unit: String
    /// It reads what the module of damage and attack keeps.
    var isOfDamage = false
    /// It reads how much of this substance is in the cell.
    var inside: String?

    private static let plain: [String: (String, String)] = [
        "volume": ("volume", "um^3"), "dead": ("dead", ""), "is dead": ("dead", ""), "apoptotic": ("apoptotic", ""),
        "is_apoptotic": ("apoptotic", ""), "necrotic": ("swelling + lysed", ""), "is_necrotic": ("swelling + lysed", ""),
        "time": ("time", "min"), "current time": ("time", "min"), "global time": ("time", "min"),
        "contact with live cell": ("touching(live cell)", ""), "contact with live cells": ("touching(live cell)", ""),
        "contact with dead cell": ("touching(dead cell)", ""), "contact with dead cells": ("touching(dead cell)", ""),
        "contact with apoptotic cell": ("touching(apoptotic cell)", ""), "contact with apoptotic cells": ("touching(apoptotic cell)", ""),
        "contact with necrotic cell": ("touching(swelling cell) + touching(lysed cell)", ""),
        "contact with necrotic cells": ("touching(swelling cell) + touching(lysed cell)", ""),
        // No cell is dead in another way, and there is no basement membrane: as in PhysiCell's core, these are always 0.
        "contact with other dead cell": ("0", ""), "contact with other dead cells": ("0", ""), "contact with basement membrane": ("0", ""),
        "contact with BM": ("0", ""),
    ]

    private static let ofDamage: [String: (String, String)] = [
        "damage": ("damage", ""), "damage delivered": ("damage_delivered", ""), "total damage delivered": ("damage_delivered", ""),
        "attacking": ("holding(cell)", ""), "is attacking": ("holding(cell)", ""), "total attack time": ("attacked_for", "min"),
    ]

    init?(_ name: String, _ project: PhysiCellProject, _ names: Names) {
        if project.substance(name) != nil {
            (expression, unit) = (names.substance(name), names.unit(name))
        } else if let found = Self.plain[name] {
            (expression, unit) = found
        } else if let found = Self.ofDamage[name] {
            (expression, unit, isOfDamage) = (found.0, found.1, true)
        } else if let substance = Self.substance(of: name, Self.steepness, project) {
            let unit = names.unit(substance)
            (expression, self.unit) = ("gradient(\(names.substance(substance)))", unit.isEmpty ? "/um" : "\(unit)/um")
        } else if let substance = Self.substance(of: name, Self.contents, project) {
            unit = names.unit(substance)
            // Nobody has anything inside where nobody counts it.
            guard project.countsInside else {
                expression = Text.number(0, unit)
                return
            }
            (expression, inside) = ("\(names.inside(substance)) / volume", substance)
        } else if name == "pressure" {
            let scale = project.pressureScale
            (expression, unit) = (scale == 1 ? "pressure" : "\(scale) * pressure", "")
        } else if name.hasPrefix("contact with "), let type = project.type(named: String(name.dropFirst(13))) {
            (expression, unit) = ("touching(any \(names.type(project.types[type].name)))", "")
        } else if let custom = project.custom(name) {
            (expression, unit) = (names.custom(custom), "")
        } else {
            return nil
        }
    }

    /// What stands around the name of a substance.
    private static let steepness = [("", " gradient"), ("grad(", ")"), ("gradient of ", "")]
    private static let contents = [("intracellular ", ""), ("internalized ", "")]

    private static func substance(of name: String, _ forms: [(start: String, end: String)], _ project: PhysiCellProject) -> String? {
        project.substances.map(\.name).first { substance in forms.contains { name == $0.start + substance + $0.end } }
    }

    static func all(_ project: PhysiCellProject) -> [String] {
        let ofSubstances = project.substances.flatMap { substance in
            ([("", "")] + steepness + contents).map { $0.0 + substance.name + $0.1 }
        }
        return ofSubstances + project.types.map { "contact with \($0.name)" } + ["pressure"] + plain.keys.sorted()
            + ofDamage.keys.sorted() + project.customNames.map { "custom:\($0)" }
    }
}
