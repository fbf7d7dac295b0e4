import NicheFiles
import NicheModel

/// A PhysiCell project as a model of Niche.
public struct ImportedProject: Sendable {
    /// The model, for people to read and go on from.
    public let model: String
    /// The cells it starts with, as the table that the model names; nil where it starts with none of a file.
    public let cells: [UInt8]?
    /// What of the project cannot be honoured, with its place.
    public let omissions: [Problem]

    /// - Parameter table: name of the table of cells, beside the model.
    /// - Throws: `FileFault` of a file that cannot be read, `ModelFault` with all that is wrong in the project.
    public init(path: String, table: String) throws {
        let reader = ProjectReader(path)
        let project = try reader.read()
        let writer = ModelWriter(project, reader, table: table)
        model = writer.text
        cells = project.cells.isEmpty ? nil : writer.cells
        if !reader.problems.errors.isEmpty { throw ModelFault(reader.problems.sorted) }
        omissions = reader.omissions.sorted { $0.place < $1.place }
    }
}
