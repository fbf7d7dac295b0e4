import NicheModel

/// What a rule listens to, by PhysiCell's names and their synonyms, as an expression of the model language.
struct Signal {
    var expression: String
    /// Unit of its half-max; "" for plain numbers.
    var unit: String

    /// - Parameter pressureScale: what PhysiCell calls a pressure of 1, in Niche's.
    init?(_ name: String, _ project: PhysiCellProject, _ names: Names, units: [String: String], pressureScale: Double) {
        if project.substance(name) != nil {
            (expression, unit) = (names.substances[name]!, units[name]!)
            return
        }
        let plain: [String: (String, String)] = [
            "volume": ("volume", "um^3"), "dead": ("dead", ""), "is dead": ("dead", ""), "apoptotic": ("apoptotic", ""),
            "is_apoptotic": ("apoptotic", ""), "necrotic": ("swelling + lysed", ""), "is_necrotic": ("swelling + lysed", ""),
            "time": ("time", "min"), "current time": ("time", "min"), "global time": ("time", "min"),
            "contact with live cell": ("touching(live cell)", ""), "contact with live cells": ("touching(live cell)", ""),
            "contact with dead cell": ("touching(dead cell)", ""), "contact with dead cells": ("touching(dead cell)", ""),
            "contact with apoptotic cell": ("touching(apoptotic cell)", ""),
            "contact with apoptotic cells": ("touching(apoptotic cell)", ""),
            "contact with necrotic cell": ("touching(swelling cell) + touching(lysed cell)", ""),
            "contact with necrotic cells": ("touching(swelling cell) + touching(lysed cell)", ""),
        ]
        if let found = plain[name] {
            (expression, unit) = found
            return
        }
        if name == "pressure" {
            (expression, unit) = (pressureScale == 1 ? "pressure" : "\(pressureScale) * pressure", "")
            return
        }
        for prefix in ["contact with cell type ", "contact with "] where name.hasPrefix(prefix) {
            let other = String(name.dropFirst(prefix.count))
            if let type = project.type(other)
                ?? (prefix.hasSuffix("type ") ? Int(other).flatMap { project.types.indices.contains($0) ? $0 : nil } : nil)
            {
                (expression, unit) = ("touching(any \(names.types[project.types[type].name]!))", "")
                return
            }
        }
        return nil
    }

    /// Whether PhysiCell knows a signal of this name that Niche does not.
    static func isKnownToPhysiCell(_ name: String, _ project: PhysiCellProject) -> Bool {
        let known = [
            "damage", "damage delivered", "total damage delivered", "attacking", "is attacking", "total attack time", "other dead",
            "contact with basement membrane", "contact with BM", "contact with other dead cell", "contact with other dead cells",
        ]
        let prefixes = ["custom:", "custom ", "intracellular ", "internalized ", "grad(", "gradient of "]
        return known.contains(name) || prefixes.contains { name.hasPrefix($0) }
            || project.substances.contains { name == "\($0.name) gradient" }
    }

    static func all(_ project: PhysiCellProject) -> [String] {
        project.substances.map(\.name) + project.types.map { "contact with \($0.name)" } + [
            "pressure", "volume", "dead", "apoptotic", "necrotic", "time", "contact with live cell", "contact with dead cell", "damage",
            "damage delivered", "attacking", "total attack time",
        ]
    }
}
