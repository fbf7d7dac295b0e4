import Foundation
import Testing

/// What is written, how often and where changes nothing of what happens: the state of a run is that of one nobody has looked at.
@Suite("Looking does not matter")
struct LookingDoesNotMatter {
    @Test("nor does keeping everything, a checkpoint at every step, a report, or JSON") func outputs() throws {
        let program = try Program()
        func state(_ run: String, _ more: String...) throws -> String {
            var arguments = program.pond(run, "--until", "5h", "--threads", "2")
            for option in more { arguments.append(option) }
            if more.contains("report") { arguments.removeAll { $0 == "--no-report" || $0 == "report" } }
            let status = try program.run(arguments)
            #expect(status == 0, "\(run)")
            return try #require(program.manifest(run)["state_digest"] as? String)
        }
        let plain = try state("plain", "--checkpoint-every", "never", "--set", "time.snapshot=5 h", "--set", "time.record=5 h")
        #expect(!plain.isEmpty)
        #expect(try state("often", "--checkpoint-every", "6min", "--set", "time.snapshot=6 min", "--set", "time.record=6 min") == plain)
        #expect(try state("rounded", "--field-bits", "8", "--fields-every", "2h", "--json") == plain)
        #expect(try state("reported", "report") == plain)
        // And one that keeps nothing at all says the same at its end.
        let output = Pipe()
        var arguments = program.pond("none", "--until", "5h", "--threads", "1")
        let folder = try #require(arguments.firstIndex(of: "-o"))
        arguments.removeSubrange(folder...folder + 1)
        let process = try program.start(arguments.filter { $0 != "--no-report" }, output: output)
        process.waitUntilExit()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.terminationStatus == 0 && text.contains("state \(plain)"), "\(text)")
    }
}
