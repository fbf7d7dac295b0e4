import NicheEngine
import NicheFiles
import NicheStore

/// All fields of some snapshots as one OME-TIFF of floats, which Fiji, napari and QuPath open.
struct OMETIFFExport {
    private let reader: SnapshotReader
    private let snapshots: [Int]

    init(_ reader: SnapshotReader, _ snapshots: [Int]) { (self.reader, self.snapshots) = (reader, snapshots) }

    /// - Returns: 1, for one file.
    func write(to path: String, progress: (Int) throws -> Void) throws -> Int {
        guard let first = snapshots.first else { return 0 }
        let fields = try reader.frame(at: first).fields
        guard !fields.columns.isEmpty else { throw FileFault(.missing, path: path, "the run has no fields to make an image of") }
        let plane = fields.nx * fields.ny
        let pagesAFrame = fields.nz * fields.columns.count
        let image = FloatTIFF(width: fields.nx, height: fields.ny, about: description(fields))
        var current = fields
        try Draft.publish(by: path + ".writing") { draft in
            try image.write(to: draft.folder(for: path), pages: snapshots.count * pagesAFrame) { page in
                if page % pagesAFrame == 0 {
                    try progress(page / pagesAFrame)
                    if page > 0 { current = try reader.frame(at: snapshots[page / pagesAFrame]).fields }
                }
                // Pages go through depth first, then channels, then times.
                let start = page % fields.nz * plane
                return current.columns[page / fields.nz % fields.columns.count].values[start..<start + plane].map { Float($0) }
            }
        }
        return 1
    }

    private func description(_ fields: Frame.Fields) -> String {
        let times = snapshots.map { Double(reader.frames[$0].timeSeconds) / 60 }
        let step = times.count > 1 ? " TimeIncrement=\"\(times[1] - times[0])\" TimeIncrementUnit=\"min\"" : ""
        let channels = fields.columns.enumerated().map { index, column in
            "<Channel ID=\"Channel:0:\(index)\" Name=\"\(XML.escapedASCII(column.name + " [\(column.unit)]"))\" SamplesPerPixel=\"1\"/>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="http://www.openmicroscopy.org/Schemas/OME/2016-06 \
            http://www.openmicroscopy.org/Schemas/OME/2016-06/ome.xsd"><Image ID="Image:0" Name="fields"><Pixels ID="Pixels:0" \
            DimensionOrder="XYZCT" Type="float" BigEndian="false" SizeX="\(fields.nx)" SizeY="\(fields.ny)" SizeZ="\(fields.nz)" \
            SizeC="\(fields.columns.count)" SizeT="\(snapshots.count)" PhysicalSizeX="\(fields.spacing.x)" \
            PhysicalSizeY="\(fields.spacing.y)" PhysicalSizeZ="\(fields.spacing.z)"\(step)>\(channels.joined())<TiffData/></Pixels></Image></OME>
            """
    }
}
