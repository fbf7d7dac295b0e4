import NicheFiles
import NicheModel

/// Writes a project in the model language.
struct ModelWriter {
    let project: PhysiCellProject
    let names: Names
    let reader: ProjectReader
    /// Name of the table of cells.
    let table: String
    /// By substance; "" for plain numbers.
    let units: [String: String]

    init(_ project: PhysiCellProject, _ reader: ProjectReader, table: String) {
        (self.project, self.reader, self.table) = (project, reader, table)
        names = Names(project)
        let known: Set = ["mmHg", "uM", "nM", "mM"]
        units = Dictionary(project.substances.map { ($0.name, known.contains($0.unit) ? $0.unit : "") }, uniquingKeysWith: { a, _ in a })
    }

    var isSlice: Bool { project.domain.is2D || size.z <= project.domain.voxel.z }
    private var size: SIMD3<Double> {
        var size = project.domain.high - project.domain.low
        if project.domain.is2D { size.z = project.domain.voxel.z }
        return size
    }

    /// What we call a pressure of 1, in PhysiCell's: it counts in twelve neighbours at the distance of a full layer, we in the six that there
    /// are in such a layer, or in the twelve of close packed balls.
    var pressureScale: Double {
        if isSlice { return 0.5 }
        // The distance of close packed balls that fill space, in diameters: (π / 3√2) to a third.
        let gap = 1 - 0.9046998952817775
        return 12 * gap * gap / 0.027288820670331
    }

    var text: String {
        let file = project.path.split(separator: "/").last.map(String.init) ?? project.path
        let modules = Set(project.types.compactMap { CycleModule.with(code: $0.cycle.code)?.name }).sorted() + ["death"]
        var lines = [
            "title: \(quoted(title(file)))", "about: \(quoted("Imported from PhysiCell's \(file)"))",
            "use: [\(modules.map { "physicell/\($0)" }.joined(separator: ", "))]", "",
        ]
        lines +=
            space + [""] + substances + [""] + ["cells:"] + project.types.indices.flatMap { cellType($0) } + [""] + placements + measures
        return lines.joined(separator: "\n") + "\n"
    }

    private func title(_ file: String) -> String {
        let folders = project.path.split(separator: "/").dropLast().filter { $0 != "config" && $0 != "." && $0 != ".." }
        return folders.last.map { String($0).replacing("_", with: " ") } ?? file
    }

    private var space: [String] {
        let voxel = project.domain.voxel
        let length = { (value: Double) in "\(number(value)) um" }
        let edge =
            voxel.x == voxel.y && voxel.y == voxel.z ? length(voxel.x) : "[\(length(voxel.x)), \(length(voxel.y)), \(length(voxel.z))]"
        let reach = project.types.map(\.mechanics.reach).max() ?? 1.25
        for type in project.types where type.mechanics.reach != reach {
            reader.omit(
                type.place,
                "\(type.name) reaches \(number(type.mechanics.reach)) radii; all cells are given the longest reach, \(number(reach))")
        }
        return [
            "space:", "  size: [\(length(size.x)), \(length(size.y)), \(length(size.z))]", "  voxel: \(edge)",
            "  edges: \(project.hasWalls ? "walls" : "open")", "  sampling: voxel", "  exchange: sphere", "  reach: \(number(reach))", "",
            "time: {end: \(number(project.time.end)) min, step: \(number(project.time.phenotype)) min, "
                + "record: \(number(project.time.record)) min, snapshot: \(number(project.time.record)) min, hazards: linear, start: as given}",
        ]
    }

    private var substances: [String] {
        guard !project.substances.isEmpty else { return [] }
        return ["substances:"]
            + project.substances.flatMap { substance -> [String] in
                let unit = units[substance.name]!
                let value = { (value: Double) in unit.isEmpty ? number(value) : "\(number(value)) \(unit)" }
                var lines = ["  \(names.substances[substance.name]!):"]
                if names.substances[substance.name] != substance.name { lines.append("    label: \(quoted(substance.name))") }
                if !unit.isEmpty { lines.append("    unit: \(unit)") }
                lines.append("    diffusion: \(number(substance.diffusion)) um^2/min")
                lines.append("    decay: \(number(substance.decay)) /min")
                if substance.start != 0 { lines.append("    start: \(value(substance.start))") }
                let sides = zip(["xmin", "xmax", "ymin", "ymax", "zmin", "zmax"], substance.edges).prefix(isSlice ? 4 : 6).compactMap {
                    side, held in
                    held.map { "\(side): \(value($0))" }
                }
                if !sides.isEmpty { lines.append("    edges: {\(sides.joined(separator: ", ")), at: voxels}") }
                return lines
            }
    }

    // MARK: Start

    private var placements: [String] {
        var lines: [String] = []
        if project.strewn > 0 {
            lines += project.types.map { "  - {what: \(names.types[$0.name]!), number: \(project.strewn), everywhere: yes}" }
        }
        if !project.cells.isEmpty {
            lines += ["  - file: \(table)", "    columns: {x: x_um, y: y_um, z: z_um, type: type}", "    length: um"]
        }
        return lines.isEmpty ? ["place: []"] : ["place:"] + lines
    }

    private var measures: [String] {
        ["", "measures:"]
            + project.types.flatMap { type -> [String] in
                let name = names.types[type.name]!
                return ["  live_\(name): count(\(name))", "  dead_\(name): count(dead \(name))"]
            }
    }

    /// The cells of the project, measured from the corner of the domain.
    var cells: [UInt8] {
        var text = "x_um,y_um,z_um,type\n"
        for cell in project.cells {
            var place = cell.position - project.domain.low
            if isSlice { place.z = size.z / 2 }
            text += "\(place.x),\(place.y),\(place.z),\(names.types[project.types[cell.type].name]!)\n"
        }
        return Array(text.utf8)
    }

    func number(_ value: Double) -> String { value == value.rounded() && abs(value) < 1e7 ? "\(Int(value))" : "\(value)" }

    /// As YAML takes any text.
    func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
    }
}
