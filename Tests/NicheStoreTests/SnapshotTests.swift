import Glibc
import NicheEngine
import NicheFiles
import NicheTestSupport
import Testing

@testable import NicheStore

@Suite struct SnapshotTests {
    let scratch = Scratch()

    private func run(_ name: String = "run") throws -> RunFolder {
        let run = try RunFolder.create(at: "\(scratch.path)/\(name)", overwrite: false)
        try run.writeManifest(Manifest())
        return run
    }

    @Test(arguments: [0, 1, 7, 3000]) func framesReadBackBitForBit(count: Int) throws {
        let run = try run()
        let writer = try SnapshotWriter(run)
        let frames = [0, 60, 90, 3600].map { Frame.sample(time: $0, count: $0 == 60 ? 0 : count) }
        let entries = try frames.map { try writer.write($0) }
        #expect(entries.map(\.name) == ["00000000", "00000001", "00000001-30", "00000060"])
        let reader = try SnapshotReader(run)
        #expect(reader.frames.map(\.timeSeconds) == [0, 60, 90, 3600] && reader.frames.map(\.name) == entries.map(\.name))
        for (index, frame) in frames.enumerated() { #expect(try reader.frame(at: index).exact == frame.exact) }
    }

    @Test func anEmptyFrameReadsBackBitForBit() throws {
        let run = try run()
        let frame = Frame(time: 120, size: SIMD3(1, 2, 3), isSlice: true)
        try SnapshotWriter(run).write(frame)
        #expect(try SnapshotReader(run).frame(at: 0).exact == frame.exact)
    }

    @Test func fieldsMayComeLessOftenThanSnapshots() throws {
        let run = try run()
        let writer = try SnapshotWriter(run)
        let frames = (0..<4).map { step in
            var frame = Frame.sample(time: Int64(step) * 60)
            if step % 2 == 1 { frame.fields.columns = [] }
            return frame
        }
        for frame in frames { try writer.write(frame) }
        let reader = try SnapshotReader(run)
        for (index, frame) in frames.enumerated() { #expect(try reader.frame(at: index).exact == frame.exact) }
    }

    @Test func fieldsOfAnotherGridAreRefused() throws {
        let writer = try SnapshotWriter(try run())
        try writer.write(Frame.sample(time: 0))
        let fault = #expect(throws: FileFault.self) { try writer.write(Frame.sample(time: 60, voxels: [4, 3, 2])) }
        #expect(fault?.kind == .exists)
    }

    @Test func aRunThatResumesReplacesWhatCameAfterItsCheckpoint() throws {
        let run = try run()
        let first = try SnapshotWriter(run)
        for step in 0..<5 { try first.write(Frame.sample(time: Int64(step) * 60)) }
        let second = try SnapshotWriter(run)
        try second.removeSnapshots(after: 120)
        #expect(try SnapshotReader(run).frames.map(\.timeSeconds) == [0, 60, 120])
        // The snapshot of the checkpoint's own time is written again.
        for time in [120, 200, 260] { try second.write(Frame.sample(time: Int64(time), count: 3)) }
        let reader = try SnapshotReader(run)
        #expect(reader.frames.map(\.timeSeconds) == [0, 60, 120, 200, 260])
        for (index, time) in [0, 60].enumerated() { #expect(try reader.frame(at: index).exact == Frame.sample(time: Int64(time)).exact) }
        for (index, time) in [120, 200, 260].enumerated() {
            #expect(try reader.frame(at: index + 2).exact == Frame.sample(time: Int64(time), count: 3).exact)
        }
    }

    @Test func theSameFrameIsTheSameBytes() throws {
        for name in ["a", "b"] {
            let writer = try SnapshotWriter(try run(name))
            for step in 0..<2 { try writer.write(Frame.sample(time: Int64(step) * 60)) }
        }
        let (first, second) = (try files("\(scratch.path)/a"), try files("\(scratch.path)/b"))
        #expect(first.count > 100 && first.map(\.name) == second.map(\.name))
        #expect(first.map(\.bytes) == second.map(\.bytes))
    }

    /// A kill at each n-th operation on the disk: what counts is whole, and the next process goes on as if nothing had been.
    @Test func aKillAnywhereLosesNoSnapshot() throws {
        let frames = [Frame.sample(time: 0), Frame.sample(time: 60), Frame.sample(time: 120)]
        let untouched = try self.run("untouched")
        try SnapshotWriter(untouched).write(frames[0])
        var isFinished = false
        var operations = 0
        while !isFinished {
            let run = try run("\(operations)")
            let writer = try SnapshotWriter(run)
            try writer.write(frames[0])
            do {
                try Interruption.$current.withValue(Interruption(after: operations, code: EIO, isKill: true)) {
                    _ = try writer.write(frames[1])
                }
                isFinished = true
            } catch {}
            let killed = try SnapshotReader(run)
            for index in killed.frames.indices { #expect(try killed.frame(at: index).exact == frames[index].exact) }
            #expect(killed.frames.count == 1 || killed.frames.count == 2)
            // Of a snapshot that is taken back nothing stays, however far it had come.
            let next = try SnapshotWriter(run)
            try next.removeSnapshots(after: 0)
            let (left, expected) = (try files(run.zarr), try files(untouched.zarr))
            #expect(left.map(\.name) == expected.map(\.name) && left.map(\.bytes) == expected.map(\.bytes))
            for frame in frames[1...] { try next.write(frame) }
            let whole = try SnapshotReader(run)
            for (index, frame) in frames.enumerated() { #expect(try whole.frame(at: index).exact == frame.exact) }
            #expect(try files(run.path).allSatisfy { !$0.name.contains("/.") })
            try DiskFiles.removeTree(run.path)
            // Each n at first, then ever more apart: the operations in the middle are alike.
            operations += operations < 12 ? 1 : 23
        }
        #expect(operations > 100)
    }

    @Test func aFullDiskIsAFaultAndTheRunCanGoOn() throws {
        let run = try run()
        let writer = try SnapshotWriter(run)
        try writer.write(Frame.sample(time: 0))
        var faults = 0
        for operations in stride(from: 0, to: 150, by: 23) {
            do {
                try Interruption.$current.withValue(Interruption(after: operations, code: ENOSPC, isKill: false)) {
                    _ = try writer.write(Frame.sample(time: 60))
                }
            } catch let fault as FileFault {
                faults += 1
                #expect(fault.kind == .cannotWrite(ENOSPC))
            }
            let reader = try SnapshotReader(run)
            for (index, time) in [0, 60].prefix(reader.frames.count).enumerated() {
                #expect(try reader.frame(at: index).exact == Frame.sample(time: Int64(time)).exact)
            }
        }
        #expect(faults > 4, "only clearing away may fail unseen")
        try writer.write(Frame.sample(time: 60))
        #expect(try SnapshotReader(run).frame(at: 1).exact == Frame.sample(time: 60).exact)
    }

    @Test func damagedSnapshotsAreFaultsButNeverCrash() throws {
        let run = try run()
        try SnapshotWriter(run).write(Frame.sample(time: 0))
        var seed: UInt64 = 1
        for (name, good) in try files(run.zarr) {
            let path = "\(run.zarr)/\(name)"
            for _ in 0..<4 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                var bytes = good
                let at = Int(seed >> 33) % max(1, bytes.count)
                if seed >> 20 & 1 == 0, !bytes.isEmpty {
                    bytes[at] = UInt8(truncatingIfNeeded: seed >> 40)
                } else {
                    bytes.removeLast(bytes.count - at)
                }
                try DiskFiles.writeInPlace(bytes, to: path)
                if let reader = try? SnapshotReader(run), !reader.frames.isEmpty { _ = try? reader.frame(at: 0) }
            }
            try DiskFiles.removeTree(path)
            if let reader = try? SnapshotReader(run), !reader.frames.isEmpty { _ = try? reader.frame(at: 0) }
            try DiskFiles.writeInPlace(good, to: path)
        }
        #expect(try SnapshotReader(run).frame(at: 0).exact == Frame.sample(time: 0).exact)
    }

    @Test func namesAndTimesDetermineEachOther() {
        for time in [0, 1, 59, 60, 61, 3600, 5_999_999_999, 90] as [Int64] {
            #expect(SnapshotName.time(of: SnapshotName.name(of: time)) == time)
        }
        for name in ["", "1", "00000001-", "00000001-00", "00000001-60", "-0000001", "zarr.json", "0000000a", "00000001-30-1"] {
            #expect(SnapshotName.time(of: name) == nil, "\(name)")
        }
    }

    /// All files below a folder, hidden ones too, by their paths from there.
    private func files(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
        try DiskFiles.list(path, hidden: true).flatMap { entry in
            let child = "\(path)/\(entry)"
            if DiskFiles.isFolder(child) { return try files(child).map { ("\(entry)/\($0.name)", $0.bytes) } }
            return [(name: entry, bytes: try DiskFiles.read(child, limit: 1 << 24))]
        }
    }
}
