import Glibc
import NicheFiles
import NicheTestSupport
import Testing

@testable import NicheStore

@Suite struct RunFolderTests {
    let scratch = Scratch()
    private var path: String { "\(scratch.path)/a/run" }

    private func manifest() -> Manifest {
        var manifest = Manifest()
        manifest.version = "0.1.0"
        manifest.modelTitle = "A \"title\"\nof two lines"
        manifest.modelDigest = "ab12"
        manifest.seed = .max
        manifest.threads = 8
        manifest.command = ["niche", "run", "a b.yaml", ""]
        manifest.host = "node1"
        manifest.started = "2026-01-01T00:00:00Z"
        manifest.status = .stopped
        manifest.steps = 1 << 60
        manifest.time = 86_400
        manifest.stateDigest = "ff"
        manifest.snapshots = [.init(name: "00000000", time: 0), .init(name: "00000001-30", time: 90)]
        manifest.settings = [.init(name: "b", value: "2 um"), .init(name: "a", value: "")]
        return manifest
    }

    @Test func theManifestReadsBackEqual() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        for seed in [0, 42, 1 << 53, (1 << 53) + 1, .max] as [UInt64] {
            var manifest = manifest()
            manifest.seed = seed
            try run.writeManifest(manifest)
            #expect(try RunFolder.open(path).manifest() == manifest)
        }
        try run.writeManifest(Manifest())
        #expect(try run.manifest() == Manifest())
    }

    @Test func damagedManifestsAreFaultsButNeverCrash() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        try run.writeManifest(manifest())
        let good = try DiskFiles.read("\(path)/run.json", limit: 10_000)
        for at in good.indices {
            for byte in [UInt8(ascii: "0"), UInt8(ascii: "\""), UInt8(ascii: "}"), 0xFF] {
                var bytes = good
                bytes[at] = byte
                try DiskFiles.writeInPlace(bytes, to: "\(path)/run.json")
                _ = try? run.manifest()
            }
        }
        try DiskFiles.writeInPlace(Array("{\"format\": 2}".utf8), to: "\(path)/run.json")
        let fault = #expect(throws: FileFault.self) { try run.manifest() }
        #expect(fault?.kind == .unsupported)
        try DiskFiles.writeInPlace(Array("{\"format\": 1, \"niche_version\": 3}".utf8), to: "\(path)/run.json")
        #expect(throws: FileFault(.malformed, path: "\(path)/run.json", "niche_version is 3; expected text")) { try run.manifest() }
    }

    @Test func aRunIsNotOverwrittenUnlessTold() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        try run.writeManifest(manifest())
        try run.freeze(input: [1], name: "model.yaml")
        let fault = #expect(throws: FileFault.self) { try RunFolder.create(at: path, overwrite: false) }
        #expect(fault?.description == "\(path): this folder holds a run already; choose another, resume that run or overwrite it")
        #expect(try run.inputs() == ["model.yaml"])
        let again = try RunFolder.create(at: path + "/", overwrite: true)
        #expect(try again.inputs().isEmpty && again.path == path)
        #expect(throws: FileFault.self) { try RunFolder.open(path) }
    }

    @Test(arguments: [false, true]) func afolderOfOtherThingsIsNeverEmptied(overwrite: Bool) throws {
        try DiskFiles.makeFolder(path)
        _ = try RunFolder.create(at: path, overwrite: overwrite)
        try DiskFiles.writeWhole([1], to: "\(path)/thesis.txt")
        let fault = #expect(throws: FileFault.self) { try RunFolder.create(at: path, overwrite: overwrite) }
        #expect(fault?.kind == .exists && DiskFiles.exists("\(path)/thesis.txt"))
        let file = #expect(throws: FileFault.self) { try RunFolder.create(at: "\(path)/thesis.txt", overwrite: overwrite) }
        #expect(file?.kind == .exists)
    }

    @Test func openingWhatIsNoRunSaysSo() throws {
        #expect(throws: FileFault(.missing, path: path, "there is no such folder")) { try RunFolder.open(path) }
        try DiskFiles.makeFolder(path)
        #expect(throws: FileFault(.missing, path: path, "is no run's folder: it has no run.json")) { try RunFolder.open(path) }
    }

    @Test func inputsAreKeptByteForByte() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        let bytes: [UInt8] = [0, 255, 10, 13]
        for _ in 0..<2 { try run.freeze(input: bytes, name: "model.yaml") }
        // A manifest that somebody has changed leads nowhere else.
        for name in ["../run.json", "/etc/passwd", "", "."] { #expect(throws: FileFault.self) { try run.input(name) } }
        #expect(try run.input("model.yaml") == bytes)
        for other in [[1], bytes + [1], []] as [[UInt8]] {
            let fault = #expect(throws: FileFault.self) { try run.freeze(input: other, name: "model.yaml") }
            #expect(fault?.kind == .exists)
        }
        for name in ["../x", "", ".hidden", "a/b"] { #expect(throws: FileFault.self) { try run.freeze(input: [], name: name) } }
    }

    @Test func theSummaryReadsBackBitForBit() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        try run.beginSummary(columns: [("time", "h"), ("count, all", ""), ("odd [x]", ""), ("p", "mmHg")])
        let rows = [[0, 1e6, 0.1, -0.0], [1.0 / 3, .nan, .infinity, -.infinity], [5e300, -3, 1e-300, 9_007_199_254_740_994]]
        for row in rows { try run.appendSummary(row) }
        let summary = try run.summary()
        #expect(summary.columns.map(\.name) == ["time", "count, all", "odd [x]", "p"])
        #expect(summary.columns.map(\.unit) == ["h", "", "", "mmHg"])
        #expect(summary.rows.map { $0.map(\.bitPattern) } == rows.map { $0.map(\.bitPattern) })
        #expect(summary.values("time") == [0, 1.0 / 3, 5e300] && summary.values("other") == nil)
        try run.writeSummary(Summary(columns: summary.columns, rows: Array(summary.rows[..<1])))
        try run.appendSummary(rows[2])
        #expect(try run.summary().rows == [rows[0], rows[2]])
    }

    @Test func aLineCutByAKillIsPassedOverAndThenReplaced() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        try run.beginSummary(columns: [("a", "s"), ("b", "")])
        try run.appendSummary([1, 2])
        #expect(throws: FileFault.self) {
            try Interruption.$current.withValue(Interruption(after: 1, code: EIO, isKill: true)) { try run.appendSummary([3333, 4444]) }
        }
        #expect(try run.summary().rows == [[1, 2]])
        try run.appendSummary([5, 6])
        #expect(try run.summary().rows == [[1, 2], [5, 6]])
    }

    @Test func theLogKeepsItsLines() throws {
        let run = try RunFolder.create(at: path, overwrite: false)
        for line in ["{\"a\": 1}", "{\"b\": \"ü\"}"] { try run.appendLog(line) }
        #expect(String(decoding: try DiskFiles.read("\(path)/log.jsonl", limit: 100), as: UTF8.self) == "{\"a\": 1}\n{\"b\": \"ü\"}\n")
    }

    @Test func anUnwritablePlaceIsAFaultThatNamesIt() throws {
        try DiskFiles.writeWhole([1], to: "\(scratch.path)/file")
        let fault = #expect(throws: FileFault.self) { try RunFolder.create(at: "\(scratch.path)/file/run", overwrite: true) }
        #expect(fault?.kind == .cannotWrite(ENOTDIR))
    }
}
