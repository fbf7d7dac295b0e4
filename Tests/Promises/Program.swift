import Foundation
import Glibc

/// The program itself, as a user runs it, and a folder for what it writes.
final class Program {
    let folder: String
    /// Beside the tests, where the same build has put it.
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("niche").path

    init() throws {
        // In memory where there is such a place.
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/niche-promises-XXXXXX".utf8CString)
        folder = String(cString: mkdtemp(&template)!)
        try FileManager.default.copyItem(atPath: Pond.path, toPath: "\(folder)/pond.yaml")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The arguments of a run of the pond.
    func pond(_ run: String, _ more: String...) -> [String] {
        let therapies = ["alarm", "heating", "keeper"].flatMap { ["--therapy", $0] }
        return ["run", "\(folder)/pond.yaml", "-o", "\(folder)/\(run)", "--seed", "7", "--quiet", "--no-report"] + therapies + more
    }

    func resume(_ run: String, _ more: String...) -> [String] {
        ["run", "--resume", "\(folder)/\(run)", "--quiet", "--no-report"] + more
    }

    func start(_ arguments: [String], output: Pipe? = nil) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Self.path)
        process.arguments = arguments
        process.standardOutput = output ?? FileHandle(forWritingAtPath: "/dev/null")
        process.standardError = FileHandle(forWritingAtPath: "\(folder)/errors") ?? FileHandle.standardError
        try process.run()
        return process
    }

    /// The exit code; of a killed process the signal.
    func run(_ arguments: [String]) throws -> Int32 {
        let process = try start(arguments)
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// What a run has kept: all of its summary and snapshots, byte for byte, and the hash of its last state.
    func contents(_ run: String) throws -> [String: Data] {
        let root = "\(folder)/\(run)"
        var files: [String: Data] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) where name == "summary.csv" || name.hasPrefix("run.zarr/") {
            files[name] = FileManager.default.contents(atPath: "\(root)/\(name)") ?? Data()
        }
        files["state"] = Data(try manifest(run)["state_digest"].map { "\($0)" }?.utf8 ?? "".utf8)
        return files
    }

    func manifest(_ run: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(run)/run.json"))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    func checkpoints(_ run: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(run)/checkpoints")) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}
