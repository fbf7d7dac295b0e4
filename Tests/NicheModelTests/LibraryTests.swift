import Foundation
import Testing

@testable import NicheModel

@Suite("The models that come with Niche are read without a problem")
struct LibraryTests {
    private static let models = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Models").path

    static let files: [String] = {
        let all = FileManager.default.enumerator(atPath: models)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    @Test("one by one", arguments: files)
    func read(_ file: String) throws {
        let options = ReadOptions(libraryFolders: [Self.models], cellsFile: "cells.csv")
        let model = try Model.read(path: Self.models + "/" + file, vocabulary: .ofTests, options: options)
        #expect(!model.title.isEmpty)
    }
}
