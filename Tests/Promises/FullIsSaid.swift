import Foundation
import Glibc
import Testing

/// On a disk that really is full, and where files may not grow further, the program says so, keeps its last good state, and goes on from there.
@Suite("A full disk is said")
struct FullIsSaid {
    /// Whether this user may have a disk of his own, in a name space of his own.
    static let canMount: Bool = (try? shell("unshare --mount --map-root-user mount -t tmpfs none /mnt")) == 0

    private static let cannotCreate: Int32 = 73, cannotReadOrWrite: Int32 = 74
    private static let often = ["--checkpoint-every", "6min", "--until", "5h"]

    /// The sanitizer of threads ends a program at such a limit.
    private static var isWatched: Bool {
        #if NICHE_THREAD
            true
        #else
            false
        #endif
    }

    @Test(
        "a small disk in memory: whatever its size, what was kept is whole", .enabled(if: canMount),
        arguments: [64, 160, 240, 320, 400, 480])
    func disk(kilobytes: Int) throws {
        try check { program, arguments in
            let mount = "mount -t tmpfs -o size=\(kilobytes)k none \(program.folder)/disk"
            // What is on the disk is gone with the name space.
            let inside = "\(mount) && { \(arguments); code=$?; cp -a \(program.folder)/disk/run \(program.folder)/run; exit $code; }"
            return "mkdir -p \(program.folder)/disk; unshare --mount --map-root-user sh -c '\(inside)'"
        }
    }

    /// The system then writes the first part of what it was asked to write.
    @Test("a limit on the size of files: what is cut short has no name", .enabled(if: !isWatched), arguments: [0, 1, 2, 4, 8, 12, 16, 24])
    func limit(halfKilobytes: Int) throws {
        try check { program, arguments in
            "ulimit -f \(halfKilobytes); \(arguments); code=$?; mv \(program.folder)/disk/run \(program.folder)/run; exit $code"
        }
    }

    /// - Parameter command: makes a command of the program and of its run into `disk/run`, which leaves it in `run`.
    private func check(_ command: (Program, String) -> String) throws {
        let program = try Program()
        try FileManager.default.createDirectory(atPath: "\(program.folder)/disk", withIntermediateDirectories: true)
        try #require(program.run(program.pond("whole") + Self.often) == 0)
        let code = try Self.shell(command(program, ([Program.path] + program.pond("disk/run") + Self.often).joined(separator: " ")))
        #expect([Self.cannotCreate, Self.cannotReadOrWrite].contains(code))
        // Elsewhere there is room.
        let arguments = program.checkpoints("run").isEmpty ? program.pond("run", "--force") : program.resume("run")
        try #require(program.run(arguments + Self.often) == 0)
        let (whole, found) = (try program.contents("whole"), try program.contents("run"))
        #expect(Set(found.keys) == Set(whole.keys))
        for (name, bytes) in whole { #expect(found[name] == bytes, "\(name) differs") }
    }

    private static func shell(_ command: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
