import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheModel
import NicheStore

/// What is different in a model: shared by all commands that read one.
struct ModelChanges: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Set a parameter, coupling or type parameter, for example M18=0 or \"tumour_cycle=17 h\".", valueName: "name=value"))
    var set: [String] = []

    @Option(help: ArgumentHelp("Use a genotype of the model, for example Keap1_null.", valueName: "name"))
    var genotype: [String] = []

    @Option(help: ArgumentHelp("Give a therapy of the model, for example antiCD40.", valueName: "name"))
    var therapy: [String] = []

    @Option(help: ArgumentHelp("Start from the cells of this CSV file.", valueName: "file"), completion: .file(extensions: ["csv"]))
    var cells: String?

    @Option(help: ArgumentHelp("Which column of the file holds x, y, z or type, for example x=x_um.", valueName: "x=name"))
    var column: [String] = []

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp(
            "Which type of the model a class of the file is, for example \"Tumor=tumour\" or \"Other=nothing\".", valueName: "class=type"))
    var types: [String] = []

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Take only the rows with this value, for example patient=4.", valueName: "column=value"))
    var conditions: [String] = []

    @Option(help: ArgumentHelp("Unit of the file's coordinates: um, mm, or a pixel size such as \"0.5 um\".", valueName: "unit"))
    var length: String?

    @Option(help: ArgumentHelp("Run until this time, for example 3d or \"36 h\".", valueName: "time"))
    var until: String?

    /// Reads and checks a model and its tables; warnings are told.
    func read(_ path: String) throws -> Model {
        if let cells, !DiskFiles.exists(cells) { throw FileFault(.missing, path: cells, "there is no such file") }
        var model = try Model.read(path: path, vocabulary: .standard, options: options())
        try model.readTables()
        for warning in model.warnings { Console.warn(warning) }
        return model
    }

    func options() throws -> ReadOptions {
        var options = ReadOptions()
        options.settings = try pairs(set, "--set").map { (name: $0, value: $1) }
        options.genotypes = genotype
        options.therapies = therapy
        options.cellsFile = cells
        options.endOverride = until.map(WrittenTime.spaced)
        options.libraryFolders = Library.folders
        return options
    }

    /// Whether anything but the end is different.
    var isPlain: Bool {
        cells == nil && length == nil && [set, genotype, therapy, column, types, conditions].allSatisfy(\.isEmpty)
    }

    /// The cells the model starts from, if it starts from a file.
    func points(_ model: Model) throws -> [CellPoint] {
        var file = CellsFile()
        file.columns = Dictionary(try pairs(column, "--column")) { $1 }
        file.types = Dictionary(try pairs(types, "--type")) { $1 }
        file.conditions = Dictionary(try pairs(conditions, "--where")) { $1 }
        if let length { file.unit = try micrometres(length, model.units) }
        return try file.points(for: model)
    }

    private func micrometres(_ text: String, _ units: Units) throws -> Double {
        let parts = text.split(separator: " ")
        let number = parts.count > 1 ? Double(parts[0]) : 1
        guard let number, number > 0, let unit = units[String(parts.last ?? "")], unit.dimension == .length else {
            throw ValidationError("--length takes a unit of length, for example um, mm or \"0.5 um\"; found \"\(text)\"")
        }
        return number * unit.factor
    }

    private func pairs(_ texts: [String], _ option: String) throws -> [(String, String)] {
        try texts.map { text in
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw ValidationError("\(option) takes name=value, found \"\(text)\"")
            }
            return (
                String(text[..<sign]).trimmingCharacters(in: .whitespaces),
                String(text[text.index(after: sign)...]).trimmingCharacters(in: .whitespaces)
            )
        }
    }
}
