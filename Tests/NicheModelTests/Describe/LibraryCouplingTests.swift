import Foundation
import NicheModel
import Testing

@Suite("The library of mechanisms and models")
struct LibraryCouplingTests {
    /// A folder of models with these files, which goes away with the test.
    private final class Folder {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("library-\(UUID().uuidString)").path

        init(_ files: [String: String]) throws {
            for (name, text) in files {
                let file = URL(fileURLWithPath: path).appendingPathComponent(name)
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: file)
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }
    }

    @Test("reads the couplings of all modules, of parts beside others too, in the order of people")
    func couplings() throws {
        let folder = try Folder([
            "modules/frogs.yaml": "title: Frogs\ncouplings:\n  M10: frogs sing\n  M42b: rain wakes frogs | 0\n  M42: sun wakes frogs\n",
            "modules/weed.yaml": "title: Weed\ncouplings: {M2: weed grows}\nwith: {frogs: {couplings: {M9: frogs hide in weed}}}\n",
            "pond.yaml": "title: Pond\nuse: [frogs]\nspace: well\n",
        ])
        let found = try libraryCouplings(folders: [folder.path])
        #expect(found.map(\.name) == ["M2", "M9", "M10", "M42", "M42b"])
        #expect(found.map(\.gain) == [1, 1, 1, 1, 0])
        #expect(found.map(\.module) == ["weed", "weed", "frogs", "frogs", "frogs"])
        #expect(found[2].about == "frogs sing")
        #expect(found[2].place == Place(file: folder.path + "/modules/frogs.yaml", line: 3, column: 3))
    }

    @Test("refuses two meanings of one name and names both places")
    func twoMeanings() throws {
        let folder = try Folder([
            "modules/frogs.yaml": "couplings:\n  M1: frogs sing\n",
            "modules/weed.yaml": "couplings:\n  M1: weed grows\n  M2: weed sleeps\n",
            "modules/zander.yaml": "couplings:\n  M2: weed sleeps\n",
        ])
        let fault = #expect(throws: ModelFault.self) { try libraryCouplings(folders: [folder.path]) }
        let places = ["weed", "frogs"].map { "\(folder.path)/modules/\($0).yaml:2:3" }
        let message = "the coupling M1 has two meanings: \"weed grows\" here, \"frogs sing\" at \(places[1])"
        #expect(fault?.description == "\(places[0]): \(message)")
    }

    @Test("says which module cannot be read")
    func unreadable() throws {
        let folder = try Folder(["modules/frogs.yaml": "couplings: [", "modules/weed.yaml": "couplings: {M1: weed | much}"])
        let fault = try #require(#expect(throws: ModelFault.self) { try libraryCouplings(folders: [folder.path]) })
        #expect(fault.problems.map { $0.place.file.split(separator: "/").last } == ["frogs.yaml", "weed.yaml"])
    }

    @Test("takes a module of an earlier folder instead of its namesake, and the same folder twice as one")
    func earlierFolders() throws {
        let own = try Folder(["modules/frogs.yaml": "couplings: {M1: my frogs sing}"])
        let other = try Folder(["modules/frogs.yaml": "couplings: {M1: frogs sing}", "modules/weed.yaml": "couplings: {M2: weed grows}"])
        let found = try libraryCouplings(folders: [own.path, other.path, other.path])
        #expect(found.map(\.about) == ["my frogs sing", "weed grows"])
    }

    @Test("gives each mechanism of the models that come with Niche one meaning")
    func ownLibrary() throws {
        var root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let found = try libraryCouplings(folders: [root.appendingPathComponent("Models").path])
        #expect(found.contains { $0.name == "M18" && $0.module == "hemorrhage" })
        #expect(found.contains { $0.name == "M72n" && $0.module == "exosomes" })
    }

    @Test("has nothing in folders that are not there")
    func noFolder() throws {
        #expect(try libraryCouplings(folders: ["/no/such/folder"]).isEmpty)
        #expect(libraryModels(folders: ["/no/such/folder"]).isEmpty)
    }

    @Test("tells models from modules, with names as `use` knows them")
    func models() throws {
        let folder = try Folder([
            "pond.yaml": "title: A pond\nabout: Still water\nspace: well\n", "parts/gill.yaml": "title: A gill\n",
            "wells/one.yaml": "title: One well\ntime: {end: 1 d}\n", "modules/frogs.yaml": "title: Frogs\nspace: well\n",
            "torn.yaml": "title: [", "notes.txt": "title: no model\n",
        ])
        let found = libraryModels(folders: [folder.path])
        #expect(found.map(\.name) == ["pond", "torn", "parts/gill", "wells/one", "frogs"])
        #expect(found.map(\.isModule) == [false, false, true, false, true])
        #expect(found[0].title == "A pond")
        #expect(found[0].about == "Still water")
        #expect(found[0].path == folder.path + "/pond.yaml")
        #expect(found[1].title.hasPrefix("cannot be read: not readable as YAML"))
    }
}
