import ArgumentParser
import NicheExchange
import NicheModel

/// The tissue section that a model starts from, and what of it is what in the model.
struct SectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Start from the cells of this file: CSV, AnnData (a Zarr folder or h5ad), or a label mask (TIFF).", valueName: "file"),
        completion: .file(extensions: ["csv", "tsv", "txt", "zarr", "h5ad", "tif", "tiff"]))
    var cells: String?

    @Option(
        help: ArgumentHelp(
            "Which column of the file holds x, y, z or type, for example x=x_um; of AnnData, which of obs is type, and which of obsm spatial.",
            valueName: "x=name"))
    var column: [String] = []

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp(
            "Which type of the model a class of the file is, for example \"Tumor=tumour\" or \"Other=nothing\".", valueName: "class=type"))
    var types: [String] = []

    @Option(
        name: .customLong("types"),
        help: ArgumentHelp("The same as a table: a class of the file and a type of the model in each row.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var typeTable: String?

    @Option(
        help: ArgumentHelp("Which class each label of a mask is of: a table with the columns label and type.", valueName: "file"),
        completion: .file(extensions: ["csv"]))
    var labels: String?

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Take only the rows with this value, for example patient=4.", valueName: "column=value"))
    var conditions: [String] = []

    @Option(help: ArgumentHelp("Unit of the file's coordinates: um, mm, or a pixel size such as \"0.5 um\".", valueName: "unit"))
    var length: String?

    @Option(
        help: ArgumentHelp(
            "What of the file lies at the corner of the space: coordinates such as 1200,800, or auto to centre it.", valueName: "x,y"))
    var corner: String?

    var isEmpty: Bool {
        [cells, length, typeTable, labels, corner].allSatisfy { $0 == nil } && [column, types, conditions].allSatisfy(\.isEmpty)
    }

    func importing(_ units: Units) throws -> SectionImport {
        var section = SectionImport()
        section.columns = Dictionary(try WrittenPairs.read(column, "--column")) { $1 }
        section.types = try typeTable.map(SectionImport.types) ?? [:]
        section.types.merge(try WrittenPairs.read(types, "--type")) { $1 }
        section.conditions = Dictionary(try WrittenPairs.read(conditions, "--where")) { $1 }
        section.labels = labels
        section.unit = try length.map { try micrometres($0, units) }
        section.corner = try corner.map(written)
        return section
    }

    private func written(_ corner: String) throws -> SectionImport.Corner {
        if corner == "auto" { return .automatic }
        let numbers = corner.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard (2...3).contains(numbers.count), numbers.allSatisfy({ $0?.isFinite == true }) else {
            throw ValidationError("--corner takes auto or coordinates such as 1200,800; found \"\(corner)\"")
        }
        return .at(SIMD3(numbers[0]!, numbers[1]!, numbers.count > 2 ? numbers[2]! : 0))
    }

    private func micrometres(_ text: String, _ units: Units) throws -> Double {
        let parts = text.split(separator: " ")
        let number = parts.count > 1 ? Double(parts[0]) : 1
        guard let number, number > 0, let unit = units[String(parts.last ?? "")], unit.dimension == .length else {
            throw ValidationError("--length takes a unit of length, for example um, mm or \"0.5 um\"; found \"\(text)\"")
        }
        return number * unit.factor
    }
}
