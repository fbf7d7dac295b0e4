import NicheFiles
import NicheTestSupport
import Testing

@testable import NicheStore

@Suite struct ResearchObjectTests {
    let scratch = Scratch()

    @Test func everythingItNamesIsThere() throws {
        let run = try RunFolder.create(at: "\(scratch.path)/run", overwrite: false)
        var manifest = Manifest()
        manifest.inputs = [.init(file: "my model ü.yaml", path: "x/my model ü.yaml", module: "model")]
        manifest.settings = [.init(name: "M18", value: "0")]
        manifest.stateDigest = "abc"
        try run.freeze(input: [1], name: "my model ü.yaml")
        try run.writeManifest(manifest)
        try ResearchObject(manifest, run).write()
        let graph = try JSON.read("\(run.path)/ro-crate-metadata.json")["@graph"]?.array ?? []
        let known = Set(graph.compactMap { $0["@id"]?.string })
        #expect(known.contains("inputs/my%20model%20%C3%BC.yaml") && known.contains("run.json") && !known.contains("summary.csv"))
        let action = graph.first { $0["@type"] == "CreateAction" }
        let named =
            (action?["object"]?.array ?? []) + (action?["result"]?.array ?? [])
            + (graph.first { $0["@id"] == "./" }?["hasPart"]?.array ?? [])
        #expect(!named.isEmpty && named.allSatisfy { known.contains($0["@id"]?.string ?? "") })
        #expect(
            graph.contains { $0["name"] == "M18" && $0["value"] == "0" }
                && graph.contains { $0["name"] == "state_digest" && $0["value"] == "abc" })
    }
}
