import Foundation
import NicheEngine
import NicheFiles
import NicheStore
import Testing

@testable import NicheReport

struct RunReportTests {
    /// A finished run of three snapshots in a folder of its own.
    static func run(_ body: (RunFolder) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("niche-report-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let run = try RunFolder.create(at: path, overwrite: false)
        try run.freeze(input: Array("title: A model\nabout: \"What it is about\"\n".utf8), name: "model.yaml")
        var manifest = Manifest()
        (manifest.modelTitle, manifest.version, manifest.seed, manifest.steps) = ("A model", "0.1.0", 42, 30)
        (manifest.started, manifest.finished) = ("2026-01-01T10:00:00Z", "2026-01-01T10:03:00Z")
        manifest.command = ["niche", "run", "my model.yaml", "--set", "it's=1"]
        manifest.status = .done
        try run.beginSummary(columns: [("time", "h"), ("tumour", "cells"), ("mean oxygen", "mmHg")])
        let writer = try SnapshotWriter(run)
        for step in 0..<3 {
            let frame = Samples.tissue(radius: 30 + 20 * Double(step), edge: 200, day: Double(step) * 2)
            manifest.snapshots.append(try writer.write(frame))
            manifest.time = frame.time
            try run.appendSummary([Double(step) * 48, Double(frame.cells.aliveByType[0]), 20 - Double(step)])
        }
        try run.writeManifest(manifest)
        try body(run)
    }

    @Test func aRunsFolderGivesItsReport() throws {
        try RunReportTests.run { run in
            let input = try RunReport.input(run)
            #expect(input.title == "A model" && input.about == "What it is about")
            #expect(input.background == "oxygen")
            #expect(input.stateToShow.map(\.state) == ["hypoxia", "load"])
            #expect(input.summary.columns[0].unit == "days")
            #expect(input.summary.rows.map { $0[0] } == [0, 2, 4])
            #expect(input.command == "niche run 'my model.yaml' --set 'it'\\''s=1'")
            #expect(input.facts.contains { $0 == ("Seed", "42") } && input.facts.contains { $0.0 == "Took" && $0.1.hasPrefix("3 min") })
            #expect(input.frames.count == 3)
            #expect(input.notes[1].hasPrefix("Living cells went: tumour from"))
        }
    }

    @Test func theReportAndItsPicturesAreWrittenIntoTheFolder() throws {
        try RunReportTests.run { run in
            let file = try RunReport.write(runFolder: run.path, pictureWidth: 300)
            #expect(file == run.path + "/report.html")
            let html = try String(contentsOfFile: file, encoding: .utf8)
            #expect(html.contains("<h1>A model</h1>"))
            let pictures = try DiskFiles.list("\(run.path)/pictures")
            #expect(pictures.contains("tissue-5760min.png") && pictures.contains("field-oxygen.png") && pictures.contains("state-load.png"))
            #expect(try DiskFiles.read("\(run.path)/pictures/field-signal.png", limit: 1 << 24).prefix(4) == [0x89, 0x50, 0x4E, 0x47])
            // Every plot stands beside the page as a file, with its numbers.
            let figures = try DiskFiles.list("\(run.path)/figures")
            let plots = figures.filter { $0.hasSuffix(".svg") }
            #expect(plots.contains("populations-1.svg") && plots.count > 4)
            #expect(plots.allSatisfy { figures.contains($0.dropLast(3) + "csv") } && figures.contains("cells.csv"))
            let plot = try String(contentsOfFile: "\(run.path)/figures/populations-1.svg", encoding: .utf8)
            #expect(plot.hasPrefix("<svg xmlns=") && plot.hasSuffix("</svg>"))
        }
    }

    @Test func therapiesAreMarkedWhereTheyWereGiven() throws {
        try RunReportTests.run { run in
            var manifest = try run.manifest()
            manifest.therapies = [.init(name: "some_drug", times: [86_400, 172_800]), .init(name: "later", times: [])]
            try run.writeManifest(manifest)
            let input = try RunReport.input(run)
            #expect(input.marks.map(\.at) == [1, 2] && input.marks.map(\.label) == ["some drug", ""])
            #expect(input.facts.contains { $0 == ("Therapy: some drug", "on day 1, 2") })
            #expect(input.facts.contains { $0 == ("Therapy: later", "when the run calls for it") })
        }
    }

    @Test func whatIsNoRunIsRefused() {
        #expect(throws: FileFault.self) { try RunReport.write(runFolder: "/no/such/folder") }
    }
}
