import NicheFiles
import NicheModel

/// Writes a project in the model language.
struct ModelWriter {
    private let project: PhysiCellProject
    private let names: Names
    /// What the names of the tables begin with.
    private let table: String
    private let types: [TypeWriter]

    init(_ project: PhysiCellProject, _ names: Names, _ rules: [Rule], table: String) {
        (self.project, self.names, self.table) = (project, names, table)
        let hasDamage = project.hasDamage || rules.contains { $0.signal.isOfDamage || $0.behaviour.isOfDamage }
        let hasSprings = !project.forbidsSprings && (project.hasSprings || rules.contains { $0.behaviour == .attachment })
        types = project.types.indices.map {
            TypeWriter(project, $0, names, rules, hasDamage: hasDamage, hasSprings: hasSprings)
        }
    }

    var text: String {
        let file = project.path.split(separator: "/").last.map(String.init) ?? project.path
        let modules = types.reduce(into: Set(["physicell/death"])) { $0.formUnion($1.modules.map { "physicell/\($0)" }) }
        var lines = [
            "title: \(Text.quoted(title(file)))", "about: \(Text.quoted("Imported from PhysiCell's \(file)"))",
            "use: [\(modules.sorted().joined(separator: ", "))]", "",
        ]
        lines += space + [""] + substances + [""] + ["cells:"] + types.flatMap(\.lines) + [""] + placements + measures
        return lines.joined(separator: "\n") + "\n"
    }

    private func title(_ file: String) -> String {
        let folders = project.path.split(separator: "/").dropLast().filter { $0 != "config" && $0 != "." && $0 != ".." }
        return folders.last.map { String($0).replacing("_", with: " ") } ?? file
    }

    private var space: [String] {
        let (size, voxel) = (project.size, project.domain.voxel)
        let length = { (value: Double) in Text.number(value, "um") }
        let edge =
            voxel.x == voxel.y && voxel.y == voxel.z ? length(voxel.x) : "[\(length(voxel.x)), \(length(voxel.y)), \(length(voxel.z))]"
        let (end, step, record) = (project.time.end, project.time.phenotype, project.time.record)
        return [
            "space:", "  size: [\(length(size.x)), \(length(size.y)), \(length(size.z))]", "  voxel: \(edge)",
            "  edges: \(project.hasWalls ? "walls" : "open")", "  sampling: voxel", "  exchange: sphere",
            "  daughters: aside", "  reach: \(Text.number(project.reach))", "",
            "time: {end: \(Text.number(end, "min")), step: \(Text.number(step, "min")), record: \(Text.number(record, "min")), "
                + "snapshot: \(Text.number(record, "min")), hazards: linear, changes: euler, exchange: on the way, start: as given}",
        ]
    }

    private var substances: [String] {
        guard !project.substances.isEmpty else { return [] }
        return ["substances:"] + project.substances.flatMap(substance)
    }

    private func substance(_ substance: PhysiCellProject.Substance) -> [String] {
        let (name, unit) = (names.substance(substance.name), names.unit(substance.name))
        var lines = ["  \(name):"]
        if name != substance.name { lines.append("    label: \(Text.quoted(substance.name))") }
        if !unit.isEmpty { lines.append("    unit: \(unit)") }
        lines.append("    diffusion: \(Text.number(substance.diffusion, "um^2/min"))")
        lines.append("    decay: \(Text.number(substance.decay, "/min"))")
        if substance.startsAt != nil {
            let value = unit.isEmpty ? "" : ", value: \(unit)"
            lines.append(
                "    start: {file: \(table)-substances.csv, columns: {x: x_um, y: y_um, z: z_um, value: \(name)}, length: um\(value)}")
        } else if substance.start != 0 {
            lines.append("    start: \(Text.number(substance.start, unit))")
        }
        let sides = zip(["xmin", "xmax", "ymin", "ymax", "zmin", "zmax"], substance.edges).prefix(project.isSlice ? 4 : 6).compactMap {
            side, held in
            held.map { "\(side): \(Text.number($0, unit))" }
        }
        if !sides.isEmpty { lines.append("    edges: {\(sides.joined(separator: ", ")), at: voxels}") }
        return lines
    }

    // MARK: Start

    private var placements: [String] {
        var lines: [String] = []
        if project.strewn > 0 {
            lines += project.types.map { "  - {what: \(names.type($0.name)), number: \(project.strewn), everywhere: yes}" }
        }
        if !project.cells.isEmpty {
            lines += ["  - file: \(table)-cells.csv", "    columns: {x: x_um, y: y_um, z: z_um, type: type}", "    length: um"]
            let columns = columns
            if !columns.isEmpty {
                lines += ["    set:"] + columns.map { "      \($0.name): \($0.name)\($0.unit.isEmpty ? "" : " | \($0.unit)")" }
            }
        }
        return lines.isEmpty ? ["place: []"] : ["place:"] + lines
    }

    private var measures: [String] {
        ["", "measures:"]
            + project.types.flatMap { type -> [String] in
                let name = names.type(type.name)
                return ["  live_\(name): count(\(name))", "  dead_\(name): count(dead \(name))"]
            }
    }

    /// States that single cells start with values of, each with the value of a cell, if it has one.
    private var columns: [(name: String, unit: String, value: (PhysiCellProject.InitialCell) -> Double?)] {
        var columns: [(name: String, unit: String, value: (PhysiCellProject.InitialCell) -> Double?)] = []
        if project.cells.contains(where: { $0.volume != nil }) {
            columns += VolumeState.allCases.map { part in
                (part.rawValue, "um^3", { cell in cell.volume.map { $0 * part.share(of: project.types[cell.type].volume) } })
            }
        }
        let own = Dictionary(types.flatMap(\.ownStates).map { ($0.behaviour, $0.state) }) { first, _ in first }
        for (behaviour, state) in own.sorted(by: { $0.value.name < $1.value.name }) {
            columns.append((state.name, state.unit, { cell in cell.values[behaviour] }))
        }
        let customs = project.customNames.filter { name in project.cells.contains { $0.values[.custom(name)] != nil } }
        return columns + customs.map { name in (names.custom(name), "", { cell in cell.values[.custom(name)] }) }
    }

    /// The concentrations that files of the project hold, by voxel; nil where there are none.
    var concentrations: [UInt8]? {
        let substances = project.substances.filter { $0.startsAt != nil }
        guard !substances.isEmpty else { return nil }
        var text = (["x_um", "y_um", "z_um"] + substances.map { names.substance($0.name) }).joined(separator: ",") + "\n"
        for (voxel, place) in project.voxels.enumerated() {
            text +=
                (["\(place.x)", "\(place.y)", "\(place.z)"] + substances.map { "\($0.startsAt![voxel])" }).joined(separator: ",") + "\n"
        }
        return Array(text.utf8)
    }

    /// The cells of the project, measured from the corner of the domain.
    var cells: [UInt8] {
        let columns = columns
        var text = (["x_um", "y_um", "z_um", "type"] + columns.map(\.name)).joined(separator: ",") + "\n"
        for cell in project.cells {
            var place = cell.position - project.domain.low
            if project.isSlice { place.z = project.size.z / 2 }
            let values = columns.map { column in column.value(cell).map { "\($0)" } ?? "" }
            text += (["\(place.x)", "\(place.y)", "\(place.z)", names.type(project.types[cell.type].name)] + values).joined(separator: ",")
            text += "\n"
        }
        return Array(text.utf8)
    }
}

/// The states that make up a cell's volume, each a share of it at rest.
private enum VolumeState: String, CaseIterable {
    case fluid, nuclear_solid, cytoplasm_solid, nuclear_target

    func share(of volume: CellDefinition.Volume) -> Double {
        let solid = 1 - volume.fluidFraction
        return switch self {
        case .fluid: volume.fluidFraction
        case .nuclear_solid, .nuclear_target: solid * volume.nuclear / volume.total
        case .cytoplasm_solid: solid * (volume.total - volume.nuclear) / volume.total
        }
    }
}
