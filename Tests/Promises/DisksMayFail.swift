import Glibc
import NicheFiles
import NicheModel
import Testing

@testable import NicheEngine
@testable import NicheStore

/// A disk that is full, broken or read-only is a typed error; the last good checkpoint stays, and no part of one has its name.
@Suite("Disks may fail")
struct DisksMayFail {
    @Test("at every operation of writing a checkpoint", arguments: [ENOSPC, EIO, EROFS, EACCES, EDQUOT], [false, true])
    func injected(code: Int32, isKill: Bool) throws {
        let model = try Pond.model()
        let simulation = try Simulation(model, seed: 7, threads: 1)
        let states = try (0..<3).map { _ in
            for _ in 0..<5 { try simulation.step() }
            return simulation.saved()
        }
        var failures = 0
        for operations in 0..<40 {
            let scratch = try Program()
            let folder = CheckpointFolder(try RunFolder.create(at: "\(scratch.folder)/run", overwrite: false))
            try folder.write(states[0])
            try folder.write(states[1])
            let interruption = Interruption(after: operations, code: code, isKill: isKill)
            var fault: FileFault?
            do { try Interruption.$current.withValue(interruption) { try folder.write(states[2]) } } catch let found as FileFault {
                fault = found
            }
            if let fault {
                failures += 1
                #expect(fault.kind == .cannotWrite(code))
            }
            // Whatever has a name is whole, and the newest is the old one or the new one.
            let names = scratch.checkpoints("run")
            #expect((2...3).contains(names.count))
            let (tick, refused) = try folder.resume { try Simulation(model, resuming: $0, threads: 1).state.tick }
            #expect(refused.isEmpty && (tick == 10 || tick == 15) && (fault != nil || tick == 15))
            // The next process clears up, and goes on.
            _ = try SnapshotWriter(RunFolder.open(prepared("\(scratch.folder)/run")))
            try folder.write(states[2])
            #expect(scratch.checkpoints("run").last == "00000090.checkpoint")
            #expect(try DiskFiles.list("\(scratch.folder)/run/checkpoints", hidden: true).count == 2)
        }
        #expect(failures > 4)
    }

    /// A folder that is known as a run's.
    private func prepared(_ path: String) throws -> String {
        try DiskFiles.writeWhole(Array(Manifest().json.text.utf8), to: "\(path)/run.json")
        return path
    }
}
