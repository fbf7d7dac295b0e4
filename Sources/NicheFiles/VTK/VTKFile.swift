/// Files of the Visualization Toolkit in XML, which ParaView and pyvista open: points, lines and images, binary and packed.
public struct VTKFile: Sendable {
    private var body = ""
    private var appended: [UInt8] = [UInt8(ascii: "_")]
    private let kind: String

    private init(_ kind: String) { self.kind = kind }

    /// Points, each with values (`.vtp`).
    ///
    /// - Shape: `points` holds x, y, z of each point.
    public static func points(_ points: [Double], data: [VTKArray], time: Double, texts: [(name: String, texts: [String])] = []) -> VTKFile
    {
        polygons(points, "Verts", corners: 1, pointData: data, time: time, texts)
    }

    /// Straight lines between two points each, with values (`.vtp`).
    ///
    /// - Shape: `ends` holds x, y, z of both ends of each line.
    public static func lines(_ ends: [Double], data: [VTKArray], time: Double, texts: [(name: String, texts: [String])] = []) -> VTKFile {
        polygons(ends, "Lines", corners: 2, cellData: data, time: time, texts)
    }

    private static func polygons(
        _ points: [Double], _ what: String, corners: Int, pointData: [VTKArray] = [], cellData: [VTKArray] = [], time: Double,
        _ texts: [(name: String, texts: [String])]
    ) -> VTKFile {
        let (count, things) = (points.count / 3, points.count / 3 / corners)
        var file = VTKFile("PolyData")
        file.open("PolyData")
        file.addFieldData(time, texts)
        file.open("Piece", "NumberOfPoints=\"\(count)\" NumberOf\(what)=\"\(things)\"")
        file.add("PointData", pointData)
        file.add("CellData", cellData)
        file.add("Points", [VTKArray("Points", points, components: 3)])
        let connectivity = VTKArray("connectivity", (0..<Int64(things * corners)).map { $0 })
        file.add(what, [connectivity, VTKArray("offsets", (0..<Int64(things)).map { ($0 + 1) * Int64(corners) })])
        file.close("Piece")
        file.close("PolyData")
        return file
    }

    /// A grid of voxels, each with values, x fastest (`.vti`).
    public static func image(voxels: [Int], origin: [Double], spacing: [Double], data: [VTKArray], time: Double) -> VTKFile {
        let extent = voxels.map { "0 \($0)" }.joined(separator: " ")
        func list(_ numbers: [Double]) -> String { numbers.map { "\($0)" }.joined(separator: " ") }
        var file = VTKFile("ImageData")
        file.open("ImageData", "WholeExtent=\"\(extent)\" Origin=\"\(list(origin))\" Spacing=\"\(list(spacing))\"")
        file.addFieldData(time, [])
        file.open("Piece", "Extent=\"\(extent)\"")
        file.add("CellData", data)
        file.close("Piece")
        file.close("ImageData")
        return file
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        let head = """
            <?xml version="1.0"?>
            <VTKFile type="\(kind)" version="1.0" byte_order="LittleEndian" header_type="UInt64" compressor="vtkZLibDataCompressor">
            \(body)<AppendedData encoding="raw">

            """
        return Array(head.utf8) + appended + Array("\n</AppendedData>\n</VTKFile>\n".utf8)
    }

    /// A list of files, each of a moment (`.pvd`).
    public static func collection(_ files: [(time: Double, name: String)]) -> [UInt8] {
        let lines = files.map { "<DataSet timestep=\"\($0.time)\" file=\"\(XML.escaped($0.name))\"/>\n" }.joined()
        return Array(
            "<?xml version=\"1.0\"?>\n<VTKFile type=\"Collection\" version=\"1.0\">\n<Collection>\n\(lines)</Collection>\n</VTKFile>\n".utf8
        )
    }

    private mutating func open(_ tag: String, _ attributes: String = "") {
        body += attributes.isEmpty ? "<\(tag)>\n" : "<\(tag) \(attributes)>\n"
    }

    private mutating func close(_ tag: String) { body += "</\(tag)>\n" }

    private mutating func add(_ tag: String, _ arrays: [VTKArray]) {
        open(tag)
        for array in arrays {
            body += """
                <DataArray type="\(array.type)" Name="\(XML.escaped(array.name))" NumberOfComponents="\(array.components)" \
                format="appended" offset="\(appended.count - 1)"/>

                """
            appended += array.packed
        }
        close(tag)
    }

    /// The time where ParaView looks for it, and texts as the codes of their letters, which is how these files hold them.
    private mutating func addFieldData(_ time: Double, _ texts: [(name: String, texts: [String])]) {
        open("FieldData")
        body += "<DataArray type=\"Float64\" Name=\"TimeValue\" NumberOfTuples=\"1\" format=\"ascii\">\(time)</DataArray>\n"
        for (name, texts) in texts {
            let codes = texts.map { $0.utf8.map { "\($0) " }.joined() + "0" }.joined(separator: " ")
            body +=
                "<Array type=\"String\" Name=\"\(XML.escaped(name))\" NumberOfTuples=\"\(texts.count)\" format=\"ascii\">\(codes)</Array>\n"
        }
        close("FieldData")
    }
}
