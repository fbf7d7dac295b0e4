import Glibc
import NicheEngine
import NicheFiles
import NicheTestSupport
import Testing

@testable import NicheStore

@Suite struct SnapshotQueueTests {
    let scratch = Scratch()

    private func run() throws -> RunFolder {
        let run = try RunFolder.create(at: "\(scratch.path)/run", overwrite: false)
        try run.writeManifest(Manifest())
        return run
    }

    @Test func framesAreWrittenInOrderAndListed() throws {
        let run = try run()
        let queue = SnapshotQueue(try SnapshotWriter(run), of: run)
        var manifest = Manifest()
        for step in 0..<12 {
            manifest.steps = Int64(step)
            try queue.write(Frame.sample(time: Int64(step) * 60), manifest)
        }
        try queue.finish()
        let listed = queue.written
        #expect(listed.map(\.time) == (0..<12).map { $0 * 60 })
        let kept = try run.manifest()
        #expect(kept.snapshots == listed && kept.steps == 11)
        let reader = try SnapshotReader(run)
        for step in 0..<12 { #expect(try reader.frame(at: step).exact == Frame.sample(time: Int64(step) * 60).exact) }
    }

    /// A full disk is told by the next call, what was on its way is dropped, and the run can go on.
    @Test func aFaultIsToldByTheNextCallAndLeavesNoGap() throws {
        let run = try run()
        let queue = SnapshotQueue(try SnapshotWriter(run), of: run, most: 3)
        try queue.write(Frame.sample(time: 0), Manifest())
        try queue.finish()
        #expect(queue.written.count == 1)
        try Interruption.$current.withValue(Interruption(after: 40, code: ENOSPC, isKill: false)) {
            try queue.write(Frame.sample(time: 60), Manifest())
        }
        var faults = 0
        var time: Int64 = 120
        while faults == 0, time < 6000 {
            do { try queue.write(Frame.sample(time: time), Manifest()) } catch let fault as FileFault {
                faults += 1
                #expect(fault.kind == .cannotWrite(ENOSPC))
            }
            time += 60
        }
        #expect(faults == 1 && time < 400, "no more frames are taken than there is room for")
        try queue.check()
        try queue.write(Frame.sample(time: time), Manifest())
        try queue.finish()
        #expect(queue.written.map(\.time) == [0, time])
        #expect(try run.manifest().snapshots.map(\.time) == [0, time])
        #expect(try SnapshotReader(run).frames.map(\.timeSeconds) == [0, time])
    }

    /// A process killed while the thread writes: what counts is whole.
    @Test(arguments: Array(stride(from: 0, to: 240, by: 11))) func aKillLosesNoSnapshot(operations: Int) throws {
        let run = try run()
        let queue = SnapshotQueue(try SnapshotWriter(run), of: run)
        try queue.write(Frame.sample(time: 0), Manifest())
        try queue.finish()
        try? Interruption.$current.withValue(Interruption(after: operations, code: EIO, isKill: true)) {
            for step in 1..<3 { try queue.write(Frame.sample(time: Int64(step) * 60), Manifest()) }
            try queue.finish()
        }
        let reader = try SnapshotReader(run)
        for index in reader.frames.indices { #expect(try reader.frame(at: index).exact == Frame.sample(time: Int64(index) * 60).exact) }
        #expect(try run.manifest().snapshots.count <= reader.frames.count)
        let next = try SnapshotWriter(run)
        for step in 1..<3 { try next.write(Frame.sample(time: Int64(step) * 60)) }
        #expect(try SnapshotReader(run).frames.count == 3)
    }
}
