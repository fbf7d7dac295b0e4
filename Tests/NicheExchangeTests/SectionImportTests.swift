import NicheEngine
import NicheFiles
import NicheModel
import NicheStore
import NicheTestSupport
import Testing

@testable import NicheExchange

/// Files of other programs are read in script/check-exchange.py, where those programs are.
@Suite struct SectionImportTests {
    let scratch = Scratch()

    /// A model of two types that starts from a file of cells.
    private func model(_ file: String, size: String = "cells") throws -> Model {
        let text = """
            title: A section
            space: {size: \(size), thickness: 15 um, voxel: 20 um}
            time: {end: 1 h, step: 6 min, record: 6 min}
            cells:
              tumour: {is: cell, label: tumour cell, state: {volume: 2494 um^3 | split}}
              macrophage: {is: cell, state: {volume: 5 pL | split}}
            place:
              - {file: cells, columns: {x: x_um, y: y_um}, types: {cd68: macrophage}}
            """
        let path = "\(scratch.path)/model.yaml"
        try DiskFiles.writeWhole(Array(text.utf8), to: path)
        var options = ReadOptions()
        options.cellsFile = file
        return try Model.read(path: path, vocabulary: .standard, options: options)
    }

    private func file(_ text: String, _ name: String = "cells.csv") throws -> String {
        try DiskFiles.writeWhole(Array(text.utf8), to: "\(scratch.path)/\(name)")
        return "\(scratch.path)/\(name)"
    }

    private func fault(_ file: String, _ change: (inout SectionImport) -> Void = { _ in }) throws -> String {
        var section = SectionImport()
        change(&section)
        let model = try model(file)
        return "\(#expect(throws: FileFault.self) { try section.points(for: model) }!)"
    }

    @Test func classesAreTypesByNameByLabelOrAsSomebodySays() throws {
        let cells = try file("x_um,y_um,type\n1,2,cd68\n3,4,tumour\n5,6,tumour cell\n7,8,B cell\n9,10,other\n")
        var section = SectionImport()
        section.types = ["B cell": "nothing", "other": "tumour"]
        let points = try section.points(for: try model(cells))
        #expect(points.map(\.type) == [1, 0, 0, 0] && points.map(\.position.x) == [1, 3, 5, 9])
        #expect(try fault(cells).contains("cells.csv:5:5: column type: cells of type \"B cell\" (1), \"other\" (1) are not mapped"))
    }

    @Test(arguments: ["X,Y,Class", "x,y,cell_type", "Centroid X µm,Centroid Y µm,Classification", "x_centroid,y_centroid,phenotype"])
    func columnsHaveUsualNames(header: String) throws {
        let points = try SectionImport().points(for: try model(file("\(header)\n1,2,cd68\n")))
        #expect(points.map(\.position) == [SIMD3(1, 2, 0)])
    }

    @Test func aFileWithoutHeaderIsPhysiCells() throws {
        var section = SectionImport()
        section.types = ["0": "tumour", "1": "nothing"]
        section.corner = .at(SIMD3(-500, -500, 0))
        let points = try section.points(for: try model(file("-10,20,0,0\n30,-40,0,1\n50,60,0,0\n")))
        #expect(points.map(\.position) == [SIMD3(490, 520, 0), SIMD3(550, 560, 0)])
    }

    @Test func theCornerCentresASection() throws {
        let cells = try file("x,y,type\n-1000,5000,cd68\n-800,5100,cd68\n")
        #expect(try fault(cells).contains("lies outside the space") && fault(cells).contains("--corner auto"))
        var section = SectionImport()
        section.corner = .automatic
        #expect(try section.points(for: try model(cells)).map(\.position.x) == [20, 220])
        let sized = try section.points(for: try model(cells, size: "[1 mm, 1 mm, 15 um]"))
        #expect(sized.map(\.position.x) == [400, 600] && sized.map(\.position.y) == [450, 550])
        section.unit = 0.5
        #expect(try section.points(for: try model(cells)).map(\.position.x) == [20, 120])
    }

    @Test func annDataOfOursIsRead() throws {
        let frame = Frame.sample(cells: 4)
        try AnnDataWriter.write(frame.annData(), to: "\(scratch.path)/a.zarr")
        var section = SectionImport()
        section.types = ["cell, \"quoted\"": "tumour", "Zelle ü 😀": "macrophage", "": "nothing"]
        let points = try section.points(for: try model("\(scratch.path)/a.zarr"))
        #expect(points.map(\.type) == [0, 1] && points.map(\.position.x) == [9, 18])
        section.columns = ["type": "typ"]
        let model = try model("\(scratch.path)/a.zarr")
        let fault = #expect(throws: FileFault.self) { try section.points(for: model) }
        #expect(fault!.message.contains("has no column typ") && fault!.message.contains("Did you mean type?"))
        section.columns = ["spatial": "../obs"]
        #expect(throws: FileFault.self) { try section.points(for: model) }
    }

    @Test func whatARunStartedFromIsKeptToTheBit() throws {
        var model = try model("elsewhere.csv")
        let points = (0..<20).map { CellPoint(position: SIMD3(Double($0) / 3, 0.1 * Double($0), 5), type: $0 % 2) }
        model.data = [("elsewhere.csv", FrozenCells.table(points, model))]
        let back = try SectionImport().points(for: model)
        #expect(back.map(\.position) == points.map(\.position) && back.map(\.type) == points.map(\.type))
    }

    @Test func classesMayComeFromATable() throws {
        #expect(
            try SectionImport.types(of: file("class,type\nTumor,tumour\nMac ü,macrophage\n", "t.csv")) == [
                "Tumor": "tumour", "Mac ü": "macrophage",
            ])
        for text in ["class\nTumor\n", "class,type\na,tumour\na,macrophage\n"] {
            #expect(throws: FileFault.self) { try SectionImport.types(of: file(text, "t.csv")) }
        }
    }
}
