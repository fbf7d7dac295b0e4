import NicheImport
import NicheModel
import NicheEngine
import NicheTestSupport

/// Projects of PhysiCell: XML, rules and cells. What the import writes is read as the model that it should be.
struct ProjectSubject: Subject {
    private let scratch = Scratch()
    private let modules: [String: String]

    init() throws {
        modules = Dictionary(try Folder.texts("Models/physicell").map { ("physicell/" + $0.name, $0.text) }) { first, _ in first }
    }

    func seeds() throws -> [[UInt8]] {
        let project = try AntProject()
        return [try Bundle(of: project.folder).bytes]
    }

    func read(_ bytes: [UInt8]) throws {
        let folder = "\(scratch.path)/project"
        try Bundle(bytes).write(to: folder)
        let path = "\(folder)/config/PhysiCell_settings.xml"
        let imported = try ImportedProject(path: path, table: "t", libraryFolders: [Folder.path("Models")])
        _ = try Model.read(text: imported.model, vocabulary: .standard, modules: modules)
    }
}
