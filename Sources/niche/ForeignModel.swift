import Foundation
import NicheFiles
import NicheImport
import NicheModel

/// Folders of imports that live as long as the process.
nonisolated(unsafe) private var passing: [String] = []

/// Models of other programs, as Niche's own.
enum ForeignModel {
    /// Imports a project for this process alone.
    ///
    /// - Returns: the file of the model.
    static func imported(_ path: String, goOn: Bool) throws -> String {
        let folder = (NSTemporaryDirectory() as NSString).appendingPathComponent("niche-\(UUID().uuidString)/imported")
        if passing.isEmpty { atexit { for folder in passing { try? DiskFiles.removeTree(folder) } } }
        passing.append((folder as NSString).deletingLastPathComponent)
        let name = ((path as NSString).lastPathComponent as NSString).deletingPathExtension
        try importPhysiCell(path, to: "\(folder)/\(name).yaml", goOn: goOn)
        return "\(folder)/\(name).yaml"
    }

    /// A PhysiCell project; what it leaves out is told.
    ///
    /// - Parameters:
    ///   - file: where the model is written; its tables go beside it.
    ///   - goOn: whether to leave out what cannot be honoured, where it would stop the import otherwise.
    static func importPhysiCell(_ path: String, to file: String, goOn: Bool) throws {
        let (folder, name) = (
            (file as NSString).deletingLastPathComponent, ((file as NSString).lastPathComponent as NSString).deletingPathExtension
        )
        let imported = try ImportedProject(path: path, table: name, libraryFolders: Library.folders)
        guard goOn || imported.omissions.isEmpty else {
            throw ModelFault(
                imported.omissions.map { Problem($0.place, "cannot be honoured: \($0.message) (--go-on leaves it out)") })
        }
        for omission in imported.omissions { Console.warn("\(omission.place): left out: \(omission.message)") }
        if !folder.isEmpty { try DiskFiles.makeFolder(folder) }
        for (kind, table) in [("cells", imported.cells), ("substances", imported.concentrations)] {
            guard let table else { continue }
            try DiskFiles.writeWhole(table, to: "\(folder.isEmpty ? "" : folder + "/")\(name)-\(kind).csv")
        }
        try DiskFiles.writeWhole(Array(imported.model.utf8), to: file)
    }
}
