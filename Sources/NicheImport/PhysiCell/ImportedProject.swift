import NicheFiles
import NicheModel

/// A PhysiCell project as a model of Niche.
public struct ImportedProject: Sendable {
    /// The model, for people to read and go on from.
    public let model: String
    /// The cells it starts with, as the table that the model names; nil where it starts with none of a file.
    public let cells: [UInt8]?
    /// The concentrations it starts with, by voxel, as such a table; nil where no file of the project holds them.
    public let concentrations: [UInt8]?
    /// What of the project cannot be honoured, with its place.
    public let omissions: [Problem]

    /// - Parameters:
    ///   - table: what the names of the tables beside the model begin with: NAME-cells.csv, NAME-substances.csv.
    ///   - libraryFolders: where the modules that the model uses are found.
    /// - Throws: `FileFault` of a file that cannot be read, `ModelFault` with all that is wrong in the project.
    public init(path: String, table: String, libraryFolders: [String]) throws {
        let reader = ProjectReader(path)
        try reader.read()
        let project = reader.project
        let names = Names(
            project, reserved: ModelNames.words(inModules: project.modules.map { "physicell/\($0)" }, folders: libraryFolders))
        let rules = reader.rules(names)
        reader.noteLimits()
        if !reader.problems.errors.isEmpty { throw ModelFault(reader.problems.sorted) }
        let writer = ModelWriter(project, names, rules, table: table)
        model = writer.text
        cells = project.cells.isEmpty ? nil : writer.cells
        concentrations = writer.concentrations
        omissions = reader.omissions.sorted { $0.place < $1.place }
    }
}
