import Foundation
import NicheEngine
import NicheFiles
import NicheMath
import NicheModel

/// Snapshots as MultiCellDS, the files that PhysiCell itself writes: XML that describes, MATLAB matrices that hold the numbers.
///
///     OUT/output00000000.xml              initial.xml and final.xml are the first and the last
///     OUT/output00000000_cells.mat        a column a cell
///     OUT/output00000000_microenvironment0.mat
///     OUT/output00000000_cell_neighbor_graph.txt, …_attached_cells_graph.txt, …_spring_attached_cells_graph.txt
///     OUT/initial_mesh0.mat
///
/// Places are measured from the middle of the space, as PhysiCell's usually are.
struct MultiCellDS {
    let frame: Frame
    /// "output00000003"
    let name: String
    /// What the run's model says of substances and of the reach of cells.
    let model: Model
    /// When the files are written, in ISO 8601.
    let created: String

    static func name(of snapshot: Int) -> String { "output" + String(format: "%08d", snapshot) }

    private var middle: SIMD3<Double> { frame.size / 2 }
    private var voxels: Int { frame.fields.nx * frame.fields.ny * frame.fields.nz }
    private var voxelVolume: Double { frame.fields.spacing.x * frame.fields.spacing.y * frame.fields.spacing.z }

    // MARK: Matrices

    /// x, y, z and volume of each voxel.
    var mesh: [UInt8] {
        MATFile.bytes(name: "mesh", rows: 4, columns: voxels) { row, voxel in row < 3 ? centre(voxel)[row] : voxelVolume }
    }

    /// The same, and the substances.
    var microenvironment: [UInt8] {
        let columns = frame.fields.columns
        return MATFile.bytes(name: "multiscale_microenvironment", rows: 4 + columns.count, columns: voxels) { row, voxel in
            row < 3 ? centre(voxel)[row] : row == 3 ? voxelVolume : columns[row - 4].values[voxel]
        }
    }

    private func centre(_ voxel: Int) -> SIMD3<Double> {
        let fields = frame.fields
        let (i, j, k) = (voxel % fields.nx, voxel / fields.nx % fields.ny, voxel / (fields.nx * fields.ny))
        return (SIMD3(Double(i), Double(j), Double(k)) + 0.5) * fields.spacing - middle
    }

    var cells: [UInt8] {
        let rows = rows
        let flat = rows.flatMap { row in (0..<row.size).map { part in { (cell: Int) in row.value(cell, part) } } }
        return MATFile.bytes(name: "cells", rows: flat.count, columns: frame.cells.count) { row, cell in flat[row](cell) }
    }

    /// A label of the matrix of cells.
    private struct Row {
        var label: String
        var unit: String
        var size = 1
        var value: (_ cell: Int, _ part: Int) -> Double
    }

    /// What PhysiCell calls them, then our states and the substances at each cell.
    private var rows: [Row] {
        let (cells, middle) = (frame.cells, middle)
        let codes = PhaseCodes(cells.phaseNames)
        var rows = [
            Row(label: "ID", unit: "none") { cell, _ in Double(cells.id[cell]) },
            Row(label: "position", unit: "microns", size: 3) { cell, axis in
                [cells.x[cell], cells.y[cell], cells.z[cell]][axis] - middle[axis]
            },
            Row(label: "total_volume", unit: "cubic microns") { cell, _ in cells.volume(cell) },
            Row(label: "cell_type", unit: "none") { cell, _ in Double(cells.type[cell]) },
            Row(label: "cycle_model", unit: "none") { cell, _ in Double(codes.cycle[Int(cells.phase[cell])]) },
            Row(label: "current_phase", unit: "none") { cell, _ in Double(codes.phase[Int(cells.phase[cell])]) },
            Row(label: "dead", unit: "none") { cell, _ in cells.isAlive[cell] ? 0 : 1 },
            Row(label: "radius", unit: "microns") { cell, _ in cells.radius[cell] },
            // Readers ask for it; which substance a cell follows no snapshot tells.
            Row(label: "chemotaxis_index", unit: "none") { _, _ in -1 },
            Row(label: "contacts", unit: "none") { cell, _ in Double(cells.contacts[cell]) },
        ]
        for column in cells.states { rows.append(Row(label: column.name, unit: column.unit) { cell, _ in column.values[cell] }) }
        for column in cells.substances {
            rows.append(Row(label: "\(column.name)_at_cell", unit: column.unit) { cell, _ in column.values[cell] })
        }
        return rows
    }

    // MARK: Graphs

    /// A line a cell: its ID, and those of the cells it touches: nearer than the reach times the sum of both radii.
    var neighbours: [UInt8] {
        let (cells, reach) = (frame.cells, model.space.reach)
        let places = (0..<cells.count).map { SIMD3(cells.x[$0], cells.y[$0], cells.z[$0]) }
        let pattern = PointPattern(places, in: Window(size: frame.size, isFlat: frame.isSlice))
        let near = NeighbourGraph(pattern, radius: 2 * reach * (cells.radius.max() ?? 0))
        return lines { cell in
            near[cell].map(Int.init).filter { other in
                let (way, far) = (places[other] - places[cell], reach * (cells.radius[cell] + cells.radius[other]))
                return (way * way).sum() < far * far
            }.map { cells.id[$0] }
        }
    }

    /// Nobody holds anybody for longer than a step that a snapshot would tell.
    var nobody: [UInt8] { lines { _ in [] } }

    private func lines(_ others: (Int) -> [UInt64]) -> [UInt8] {
        Array(
            (0..<frame.cells.count).map { cell in "\(frame.cells.id[cell]): \(others(cell).map(String.init).joined(separator: ","))\n" }
                .joined()
                .utf8)
    }

    // MARK: Description

    var description: [UInt8] {
        let fields = frame.fields
        let (low, high) = (-middle, frame.size - middle)
        func axis(_ name: String, _ count: Int, _ axis: Int) -> String {
            let places = (0..<count).map { "\((Double($0) + 0.5) * fields.spacing[axis] - middle[axis])" }
            return "        <\(name)_coordinates delimiter=\" \">\(places.joined(separator: " "))</\(name)_coordinates>"
        }
        let minutes = Double(frame.time) / 60
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<MultiCellDS version=\"2\" type=\"snapshot/simulation\">", "  <metadata>",
            "    <software><name>Niche</name><version>0.1.0</version></software>", "    <created>\(created)</created>",
            "    <current_time units=\"min\">\(minutes)</current_time>", "    <current_runtime units=\"sec\">0</current_runtime>",
            "  </metadata>",
            "  <microenvironment>", "    <domain name=\"microenvironment\">",
            "      <mesh type=\"Cartesian\" uniform=\"true\" regular=\"true\" units=\"micron\">",
            "        <bounding_box type=\"axis-aligned\" units=\"micron\" delimiter=\" \">"
                + "\(low.x) \(low.y) \(low.z) \(high.x) \(high.y) \(high.z)</bounding_box>",
            axis("x", fields.nx, 0), axis("y", fields.ny, 1), axis("z", fields.nz, 2),
            "        <voxels type=\"matlab\"><filename>initial_mesh0.mat</filename></voxels>", "      </mesh>", "      <variables>",
        ]
        for (number, column) in fields.columns.enumerated() {
            let substance = model.substances.first { $0.name == column.name }
            lines += [
                "        <variable name=\"\(XML.escaped(column.name))\" units=\"\(XML.escaped(column.unit))\" ID=\"\(number)\"><physical_parameter_set>"
                    + "<diffusion_coefficient units=\"micron^2/min\">\(substance?.diffusion ?? 0)</diffusion_coefficient>"
                    + "<decay_rate units=\"1/min\">\(substance?.decay ?? 0)</decay_rate></physical_parameter_set></variable>"
            ]
        }
        lines += [
            "      </variables>", "      <data type=\"matlab\"><filename>\(name)_microenvironment0.mat</filename></data>", "    </domain>",
            "  </microenvironment>",
            "  <cellular_information>", "    <cell_populations>", "      <cell_population type=\"individual\">", "        <custom>",
            "          <simplified_data type=\"matlab\" source=\"PhysiCell\" data_version=\"2\">", "            <cell_types>",
        ]
        for (number, type) in frame.cells.typeNames.enumerated() {
            lines.append("              <type ID=\"\(number)\" type=\"\(number)\">\(XML.escaped(type))</type>")
        }
        lines += ["            </cell_types>", "            <labels>"]
        var index = 0
        for row in rows {
            lines.append(
                "              <label index=\"\(index)\" size=\"\(row.size)\" units=\"\(XML.escaped(row.unit.isEmpty ? "none" : row.unit))\">"
                    + "\(XML.escaped(row.label))</label>")
            index += row.size
        }
        lines += [
            "            </labels>", "            <filename>\(name)_cells.mat</filename>", "          </simplified_data>",
            "          <neighbor_graph type=\"text\" source=\"PhysiCell\"><filename>\(name)_cell_neighbor_graph.txt</filename></neighbor_graph>",
            "          <attached_cells_graph type=\"text\" source=\"PhysiCell\"><filename>\(name)_attached_cells_graph.txt</filename></attached_cells_graph>",
            "          <spring_attached_cells_graph type=\"text\" source=\"PhysiCell\">"
                + "<filename>\(name)_spring_attached_cells_graph.txt</filename></spring_attached_cells_graph>",
            "        </custom>", "      </cell_population>", "    </cell_populations>", "  </cellular_information>", "</MultiCellDS>",
        ]
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}

/// PhysiCell's numbers for phases of life and the models they belong to.
private struct PhaseCodes {
    /// By phase of ours.
    var phase: [Int]
    var cycle: [Int]

    private static let live = 14, custom = 9999
    private static let phases: [String: (phase: Int, cycle: Int)] = [
        "premitotic": (0, 0), "postmitotic": (1, 0), "Ki67_positive": (2, 1), "Ki67_negative": (3, 1), "G0G1": (4, 6), "S": (10, 6),
        "G2M": (11, 2),
        "G2": (12, 6), "M": (13, 6), "live": (14, 5), "cycling": (17, 7), "quiescent": (18, 7), "apoptotic": (100, 100),
        "swelling": (101, 101),
        "lysed": (102, 101),
    ]

    init(_ names: [String]) {
        let known = names.map { Self.phases[$0] ?? (Self.custom, Self.custom) }
        phase = known.map(\.phase)
        cycle = known.map(\.cycle)
        // Two cycles share the names of some of their phases.
        if !names.contains("G2"), names.contains("G2M") { cycle = cycle.map { $0 == 6 ? 2 : $0 } }
        if names.contains("premitotic") { cycle = cycle.map { $0 == 1 ? 0 : $0 } }
    }
}
