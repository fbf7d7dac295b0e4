import NicheEngine
import NicheFiles

extension Frame {
    /// Cells as points, vessels as lines, fields as an image; what there is nothing of has no file, but for cells.
    var vtkFiles: [(name: String, ending: String, file: VTKFile)] {
        var files = [("cells", "vtp", cellPoints)]
        if vessels.count > 0 { files.append(("vessels", "vtp", vesselLines)) }
        if !fields.columns.isEmpty { files.append(("fields", "vti", fieldImage)) }
        return files
    }

    private var minutes: Double { Double(time) / 60 }

    private var cellPoints: VTKFile {
        var data = [
            VTKArray("id", cells.id), VTKArray("clone", cells.clone), VTKArray("contacts", cells.contacts), VTKArray("type", cells.type),
            VTKArray("phase", cells.phase), VTKArray("alive", cells.isAlive),
            VTKArray("radius", cells.radius),
        ]
        // A radius makes balls; glyphs are scaled by their width.
        data.append(VTKArray("diameter", cells.radius.map { 2 * $0 }))
        data += (cells.states + cells.substances).map { VTKArray($0.name, $0.values) }
        let centres = (0..<cells.count).flatMap { [cells.x[$0], cells.y[$0], cells.z[$0]] }
        return .points(
            centres, data: data, time: minutes, texts: [("type_names", cells.typeNames), ("phase_names", cells.phaseNames)])
    }

    private var vesselLines: VTKFile {
        let ends = zip(vessels.from, vessels.to).flatMap { [$0.x, $0.y, $0.z, $1.x, $1.y, $1.z] }
        let data = [
            VTKArray("type", vessels.type), VTKArray("radius", vessels.radius), VTKArray("perfused", vessels.isPerfused),
        ]
        return .lines(
            ends, data: data + vessels.states.map { VTKArray($0.name, $0.values) }, time: minutes,
            texts: [("type_names", vessels.typeNames)])
    }

    private var fieldImage: VTKFile {
        .image(
            voxels: [fields.nx, fields.ny, fields.nz], origin: [0, 0, 0],
            spacing: [fields.spacing.x, fields.spacing.y, fields.spacing.z], data: fields.columns.map { VTKArray($0.name, $0.values) },
            time: minutes)
    }
}
