import NicheEngine
import NicheFiles
import NicheModel
import NicheStore
import NicheTestSupport
import Testing

@testable import NicheExchange

/// What the real readers make of the files is checked with them: see script/check-exchange.py.
@Suite struct ExporterTests {
    let scratch = Scratch()

    private func reader(_ frames: [Frame]) throws -> SnapshotReader {
        let run = try RunFolder.create(at: "\(scratch.path)/run", overwrite: true)
        try run.writeManifest(Manifest())
        let writer = try SnapshotWriter(run)
        for frame in frames { try writer.write(frame) }
        return try SnapshotReader(run)
    }

    private func text(_ file: String) throws -> String {
        String(decoding: try DiskFiles.read("\(scratch.path)/out/\(file)", limit: 1 << 20), as: UTF8.self)
    }

    @Test func tablesHoldEveryValue() throws {
        let exporter = try Exporter(reader([.sample(), .sample(time: 7200)]), as: .csv, to: "\(scratch.path)/out")
        #expect(try exporter.write([0, 1]) == 6)
        let cells = try text("cells/00000060.csv").split(separator: "\n")
        #expect(cells[0] == "time_min,id,clone,contacts,type,phase,alive,x_um,y_um,z_um,radius_um,x,X,A,B & _b_")
        #expect(cells[1] == "60,0,0,0,,live,True,0,0,0,4,0,-0.0,0,0")
        #expect(cells[2].hasPrefix("60,7,0,1,\"cell, \"\"quoted\"\"\",dead,False,9,5,0,") && cells[2].hasSuffix(",,-1,0.1,2"))
        #expect(cells[3].contains("Zelle ü 😀") && cells.count == 6)
        let back = try CSVTable(path: "\(scratch.path)/out/cells/00000060.csv")
        #expect(try back.number(row: 1, column: back.column("radius_um")) == 4 + 1.0 / 3)
        #expect(try text("vessels/00000120.csv").split(separator: "\n")[2] == "120,tube,1,2,3,1,2,15,5.5,False,0.1")
        #expect(try text("fields/00000060.csv").split(separator: "\n")[6] == "60,50,30,7.5,5,105")
        #expect(try text("units.csv").contains("cells,X,h\n"))
    }

    @Test(arguments: ExportFormat.allCases) func noCellsIsNoFault(format: ExportFormat) throws {
        let exporter = try Exporter(reader([.sample(cells: 0)]), as: format, to: "\(scratch.path)/out", model: model())
        do { #expect(try exporter.write([0]) > 0) } catch let fault as MissingLibrary {
            #expect(fault.description.contains("apt-get install"))
        }
        #expect(try DiskFiles.list("\(scratch.path)/out", hidden: true).allSatisfy { !$0.hasPrefix(".") })
    }

    /// What MultiCellDS tells beside a snapshot.
    private func model() throws -> Model {
        try Model.read(
            text: """
                title: a model
                substances: {A: {diffusion: 60 um^2/min, decay: 0.5 /min}}
                cells: {ant: {state: {volume: 1 pL | split}}}
                """, vocabulary: .standard)
    }

    @Test func multiCellDSHasPhysiCellsFilesAndNames() throws {
        let frame = Frame.sample()
        let exporter = try Exporter(reader([frame]), as: .multicellds, to: "\(scratch.path)/out", model: model())
        #expect(try exporter.write([0]) == 9)
        let xml = try text("output00000000.xml")
        #expect(xml.contains("<current_time units=\"min\">60.0</current_time>") && xml.contains("micron^2/min\">60.0<"))
        #expect(try text("initial.xml") == xml && text("final.xml") == xml)
        // A head of five words and the name, then a column of doubles for each cell, its ID first.
        let matrix = try DiskFiles.read("\(scratch.path)/out/output00000000_cells.mat", limit: 1 << 20)
        let (rows, columns) = (Int(matrix[4]), Int(matrix[8]))
        #expect(
            columns == frame.cells.count && matrix.count == 26 + 8 * rows * columns && Array(matrix[20..<26]) == Array("cells".utf8) + [0])
        let ids = (0..<columns).map { column in
            matrix[(26 + 8 * rows * column)...].prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        }
        #expect(ids == frame.cells.id.map { Double($0).bitPattern })
        #expect(try text("output00000000_cell_neighbor_graph.txt").split(separator: "\n").count == frame.cells.count)
        // Without a model there is nothing to say of substances.
        #expect(throws: FileFault.self) {
            try Exporter(try SnapshotReader(RunFolder.open("\(scratch.path)/run")), as: .multicellds, to: "\(scratch.path)/other").write([0]
            )
        }
    }

    @Test func whatIsThereIsNotReplaced() throws {
        let reader = try reader([.sample()])
        try Exporter(reader, as: .csv, to: "\(scratch.path)/out").write([0])
        #expect(throws: FileFault.self) { try Exporter(reader, as: .csv, to: "\(scratch.path)/out") }
        try Exporter(reader, as: .csv, to: "\(scratch.path)/out", overwrite: true).write([0])
        try DiskFiles.writeWhole([1], to: "\(scratch.path)/file")
        #expect(throws: FileFault.self) { try Exporter(reader, as: .vtk, to: "\(scratch.path)/file", overwrite: true) }
    }

    @Test func aStoppedExportLeavesWholeFiles() throws {
        struct Stop: Error {}
        let exporter = try Exporter(reader([.sample(), .sample(time: 7200)]), as: .parquet, to: "\(scratch.path)/out")
        #expect(throws: Stop.self) { try exporter.write([0, 1]) { if $0 == 1 { throw Stop() } } }
        #expect(try DiskFiles.list("\(scratch.path)/out/cells", hidden: true) == ["00000060.parquet"])
    }
}
