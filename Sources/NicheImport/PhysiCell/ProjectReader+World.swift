import NicheFiles
import NicheModel

/// Domain, times, options and substances.
extension ProjectReader {
    func readDomain(_ root: XMLTree) {
        if let domain = root["domain"] {
            func triple(_ names: [String], _ into: inout SIMD3<Double>) {
                for (axis, name) in names.enumerated() { if let value = number(domain[name]) { into[axis] = value } }
            }
            triple(["x_min", "y_min", "z_min"], &project.domain.low)
            triple(["x_max", "y_max", "z_max"], &project.domain.high)
            triple(["dx", "dy", "dz"], &project.domain.voxel)
            project.domain.is2D = flag(domain["use_2D"]?.text)
            for axis in 0..<3 where project.domain.high[axis] <= project.domain.low[axis] || project.domain.voxel[axis] <= 0 {
                problems.add(place(domain), "the domain has no extent along \(["x", "y", "z"][axis])")
            }
        } else {
            problems.add(place(root), "the project has no <domain>")
        }
        take(root["overall"]?["max_time"], &project.time.end)
        take(root["overall"]?["dt_phenotype"], &project.time.phenotype)
        take(root["overall"]?["dt_mechanics"], &project.time.mechanics, .leastNonzeroMagnitude ... .greatestFiniteMagnitude)
        take(root["save"]?["full_data"]?["interval"], &project.time.record)
        let options = root["options"]
        project.forbidsSprings = flag(options?["disable_automated_spring_adhesions"]?.text)
        project.hasWalls = flag(options?["virtual_wall_at_domain_edge"]?.text)
        omit(
            options?["legacy_random_points_on_sphere_in_divide"],
            where: flag(options?["legacy_random_points_on_sphere_in_divide"]?.text), "divisions along the legacy, uneven directions")
        if let number = root["user_parameters"]?["number_of_cells"].flatMap({ number($0) }) { project.strewn = Int(number) }
    }

    func readSubstances(_ root: XMLTree) {
        guard let setup = root["microenvironment_setup"] else {
            return problems.add(place(root), "the project has no <microenvironment_setup>")
        }
        for variable in setup.all("variable") {
            guard let name = variable.attributes["name"] else {
                problems.add(place(variable), "a <variable> needs its name")
                continue
            }
            var substance = PhysiCellProject.Substance(name: name, unit: variable.attributes["units"] ?? "", place: place(variable))
            let physical = variable["physical_parameter_set"]
            take(physical?["diffusion_coefficient"], &substance.diffusion)
            take(physical?["decay_rate"], &substance.decay)
            take(variable["initial_condition"], &substance.start)
            if let condition = variable["Dirichlet_boundary_condition"], isOn(condition), let value = number(condition) {
                substance.edges = Array(repeating: value, count: 6)
            }
            for side in variable["Dirichlet_options"]?.all("boundary_value") ?? [] {
                let names = ["xmin", "xmax", "ymin", "ymax", "zmin", "zmax"]
                guard let place = names.firstIndex(of: side.attributes["ID"] ?? "") else {
                    problems.add(self.place(side), "a <boundary_value> needs the ID of a side: \(names.joined(separator: ", "))")
                    continue
                }
                substance.edges[place] = isOn(side) ? number(side) : nil
            }
            project.substances.append(substance)
        }
        let options = setup["options"]
        project.countsInside = flag(options?["track_internalized_substrates_in_each_agent"]?.text)
        if let start = options?["initial_condition"], isOn(start) { readConcentrations(start) }
    }

    private static let mostVoxels = 1 << 24

    /// Concentrations by voxel: a row each, with its centre and the substances that the header names.
    private func readConcentrations(_ start: XMLTree) {
        guard start.attributes["type"] == "csv" else {
            return omit(start, "substances that start from a file of the type \"\(start.attributes["type"] ?? "")\"; csv is read")
        }
        guard project.voxelCount <= Self.mostVoxels else {
            return problems.add(
                place(start), "the domain has \(project.voxelCount) voxels; at most \(Self.mostVoxels) may start from a file")
        }
        guard let path = file(start) else { return }
        attempt(reading: path, namedAt: place(start)) {
            let table = try CSVTable(text: try DiskFiles.read(path, limit: CSVTable.largestFile), path: path)
            let axes = try ["x", "y", "z"].map { try table.column($0) }
            let columns = table.header.indices.filter { !axes.contains($0) }
            let substances = try columns.map { column in
                guard let substance = project.substance(table.header[column]) else {
                    let known = project.substances.map(\.name)
                    throw FileFault(
                        .malformed, path: path, line: 1,
                        "unknown substance \"\(table.header[column])\"\(suggestion(table.header[column], among: known))")
                }
                return substance
            }
            var concentrations = [[Double]](repeating: [], count: project.substances.count)
            for substance in substances { concentrations[substance] = project.voxels.map { _ in project.substances[substance].start } }
            for row in 0..<table.rowCount {
                var point = SIMD3<Double>()
                for axis in 0..<3 { point[axis] = try table.number(row: row, column: axes[axis]) - project.domain.low[axis] }
                guard let voxel = project.voxel(at: point) else {
                    throw table.fault(row: row, column: axes[0], "the point lies outside the domain")
                }
                for (column, substance) in zip(columns, substances) {
                    concentrations[substance][voxel] = try table.number(row: row, column: column)
                }
            }
            for substance in substances { project.substances[substance].startsAt = concentrations[substance] }
        }
    }
}
