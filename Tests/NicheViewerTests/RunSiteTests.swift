import Foundation
import NicheFiles
import NicheMath
import NicheModel
import NicheStore
import Testing

@testable import NicheViewer

@Suite("What the page may begin")
struct RunSiteTests {
    /// Takes every wish, and gives the same run again.
    private final class Maker: RunMaker {
        let wishes = Mutex<[[RunGain]]>([])
        let refusal: String?

        init(refusal: String? = nil) { self.refusal = refusal }

        func begin(like run: ShownRun, gains: [RunGain]) throws -> ShownRun {
            if let refusal { throw ViewRefusal(refusal) }
            wishes.withLock { $0.append(gains) }
            return run
        }
    }

    private func run() throws -> ShownRun {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("niche-site-\(UUID().uuidString)").path
        let folder = try RunFolder.create(at: path, overwrite: false)
        try folder.writeManifest(Manifest())
        return ShownRun(folder, name: "a") { Model() }
    }

    private func answer(_ body: String, _ site: RunSite, path: [String] = ["runs"]) -> Answer {
        site.answer(Request(.post, "/" + path.joined(separator: "/"), body: Array(body.utf8)), path: path)
    }

    @Test("a run with other gains, that stands behind the others")
    func begins() throws {
        let maker = Maker()
        let site = RunSite([try run()], maker: maker)
        #expect(String(decoding: answer(#"{"like": 0, "gains": {"M04": 0, "M05": 2.5}}"#, site).body, as: UTF8.self) == #"{"index":1}"#)
        #expect(maker.wishes.withLock { $0 } == [[RunGain(coupling: "M04", gain: 0), RunGain(coupling: "M05", gain: 2.5)]])
        let list = try JSON.parse(site.answer(Request(.get, "/runs"), path: ["runs"]).body, path: "runs")
        #expect(list["runs"]?.array?.count == 2 && list["allowsEdits"]?.bool == true)
    }

    @Test(
        "nothing that is no gain of a run that is shown",
        arguments: [
            "", "{", "[]", "null", #"{"like": 0}"#, #"{"like": 0, "gains": {}}"#, #"{"like": -1, "gains": {"M04": 0}}"#,
            #"{"like": 1, "gains": {"M04": 0}}"#, #"{"like": 0.5, "gains": {"M04": 0}}"#, #"{"like": 0, "gains": {"M04": -0.1}}"#,
            #"{"like": 0, "gains": {"M04": 1e9}}"#, #"{"like": 0, "gains": {"M04": "0"}}"#, #"{"like": 0, "gains": {"M04": null}}"#,
            #"{"like": 0, "gains": {"M04": NaN}}"#,
        ])
    func refuses(_ wish: String) throws {
        let maker = Maker()
        let status = answer(wish, RunSite([try run()], maker: maker)).status
        #expect(status == .badRequest || status == .notFound)
        #expect(maker.wishes.withLock { $0.isEmpty })
    }

    @Test("nothing at all where it only shows, and nowhere else")
    func onlyShows() throws {
        let wish = #"{"like": 0, "gains": {"M04": 0}}"#
        #expect(answer(wish, RunSite([try run()])).status == .wrongMethod)
        let maker = Maker(refusal: "2 runs are going already")
        let site = RunSite([try run()], maker: maker)
        #expect(answer(wish, site, path: ["runs", "0"]).status == .wrongMethod)
        #expect(answer(wish, site, path: []).status == .wrongMethod)
        let refused = answer(wish, site)
        #expect(refused.status == .badRequest && String(decoding: refused.body, as: UTF8.self).contains("going already"))
    }
}
