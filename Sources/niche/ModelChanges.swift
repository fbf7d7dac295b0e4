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

    @Option(
        help: ArgumentHelp(
            "Lay a change on top of the model, as an arm of a trial does, for example \"{off: [M18]}\".", valueName: "map"))
    var change: [String] = []

    @OptionGroup(title: "Starting from a tissue section") var section: SectionOptions

    @Option(help: ArgumentHelp("Run until this time, for example 3d or \"36 h\".", valueName: "time"))
    var until: String?

    @Flag(help: "Run a project of another program without what cannot be honoured in it.")
    var goOn = false

    /// Reads and checks a model and its tables; warnings are told. A PhysiCell project is imported first.
    func read(_ path: String) throws -> Model {
        if path.lowercased().hasSuffix(".xml") { return try read(ForeignModel.imported(path, goOn: goOn)) }
        if let cells = section.cells, !DiskFiles.exists(cells) { throw FileFault(.missing, path: cells, "there is no such file") }
        var model = try Model.read(path: path, vocabulary: .standard, options: options())
        try model.readTables()
        for warning in model.warnings { Console.warn(warning) }
        return model
    }

    func options() throws -> ReadOptions {
        var options = ReadOptions()
        options.settings = try WrittenPairs.read(set, "--set").map { (name: $0, value: $1) }
        options.genotypes = genotype
        options.therapies = therapy
        options.layers = try change.map { try Tree.read($0, file: "--change") }
        options.cellsFile = section.cells
        options.endOverride = until.map(WrittenTime.spaced)
        options.libraryFolders = Library.folders
        return options
    }

    /// Whether anything but the end is different.
    var isPlain: Bool {
        section.isEmpty && [set, genotype, therapy, change].allSatisfy(\.isEmpty)
    }

    /// The cells the model starts from, if it starts from a file.
    func points(_ model: Model) throws -> [CellPoint] { try section.importing(model.units).points(for: model) }
}
