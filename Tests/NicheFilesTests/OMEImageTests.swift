import Glibc
import NicheTestSupport
import Testing

@testable import NicheFiles

@Suite struct OMEImageTests {
    let scratch = Scratch()
    private let channels = [OMEImage.Channel(name: "A", unit: "uM"), OMEImage.Channel(name: "B", unit: "")]

    private func planes(_ voxels: [Int], _ seed: Int) -> [[Double]] {
        let count = voxels.reduce(1, *)
        return [0.0, 100_000.0].map { start in (0..<count).map { start + Double($0) + Double(seed) / 7 } }
    }

    @Test(arguments: [[6, 4, 2], [5, 3, 1], [1, 1, 1], [70, 3, 2], [65, 1, 130]]) func framesReadBackEqual(voxels: [Int]) throws {
        let path = "\(scratch.path)/f"
        var image = try OMEImage(creating: path, channels: channels, voxels: voxels, spacing: [20, 20, 10])
        for frame in 0..<3 { try image.write(time: Double(frame) * 60, planes: planes(voxels, frame)) }
        let back = try OMEImage(opening: path)
        #expect(back.times == [0, 60, 120] && back.channels == channels && back.voxels == voxels && back.spacing == [20, 20, 10])
        for frame in 0..<3 {
            for channel in 0..<2 { #expect(try back.plane(frame: frame, channel: channel) == planes(voxels, frame)[channel]) }
            #expect(try back.planes(frame: frame) == planes(voxels, frame))
        }
    }

    /// Planes of 32 MiB go two to a file, and the last file has one.
    @Test func largePlanesAreSpreadOverFiles() throws {
        let path = "\(scratch.path)/f"
        let three = channels + [OMEImage.Channel(name: "C", unit: "")]
        var image = try OMEImage(creating: path, channels: three, voxels: [2048, 2048, 1], spacing: [1, 1, 1])
        let planes = (0..<3).map { [Double](repeating: Double($0), count: 1 << 22) }
        try image.write(time: 0, planes: planes)
        #expect(try DiskFiles.list("\(path)/0/c/0") == ["0", "1"])
        let back = try OMEImage(opening: path)
        #expect(try back.planes(frame: 0) == planes && back.plane(frame: 0, channel: 2) == planes[2])
    }

    @Test func theCoarseLevelHoldsMeans() throws {
        var image = try OMEImage(creating: "\(scratch.path)/f", channels: [channels[0]], voxels: [3, 2, 1], spacing: [1, 1, 1])
        try image.write(time: 0, planes: [[1, 2, 10, 3, 4, 20]])
        #expect(try ZarrArray(opening: "\(scratch.path)/f/1").read(as: Double.self) == [2.5, 15])
    }

    @Test func framesAfterATimeCanBeTakenBack() throws {
        let path = "\(scratch.path)/f"
        var image = try OMEImage(creating: path, channels: channels, voxels: [2, 2, 2], spacing: [1, 1, 1])
        for frame in 0..<4 { try image.write(time: Double(frame), planes: planes([2, 2, 2], frame)) }
        #expect(throws: FileFault.self) { try image.write(time: 1.5, planes: planes([2, 2, 2], 9)) }
        try image.removeFrames(after: 1)
        try image.write(time: 1, planes: planes([2, 2, 2], 8))
        try image.write(time: 5, planes: planes([2, 2, 2], 9))
        let back = try OMEImage(opening: path)
        #expect(back.times == [0, 1, 5])
        for (frame, seed) in [0, 8, 9].enumerated() { #expect(try back.plane(frame: frame, channel: 1) == planes([2, 2, 2], seed)[1]) }
    }

    @Test func moreFramesThanAChunkOfTimesAreKept() throws {
        let path = "\(scratch.path)/f"
        var image = try OMEImage(creating: path, channels: [channels[0]], voxels: [1, 1, 1], spacing: [1, 1, 1])
        for frame in 0..<260 { try image.write(time: Double(frame), planes: [[Double(frame)]]) }
        let back = try OMEImage(opening: path)
        #expect(back.times == (0..<260).map { Double($0) })
        #expect(try back.plane(frame: 259, channel: 0) == [259])
    }

    /// A write killed at any operation loses at most its own frame, and the next process goes on.
    @Test func aKillAnywhereLosesNoEarlierFrame() throws {
        let voxels = [3, 2, 2]
        var operations = 0
        var isFinished = false
        while !isFinished {
            let path = "\(scratch.path)/\(operations)"
            var image = try OMEImage(creating: path, channels: channels, voxels: voxels, spacing: [1, 1, 1])
            try image.write(time: 0, planes: planes(voxels, 0))
            let kill = Interruption(after: operations, code: EIO, isKill: true)
            do {
                try Interruption.$current.withValue(kill) { try image.write(time: 1, planes: planes(voxels, 1)) }
                isFinished = true
            } catch {}
            var next = try OMEImage(opening: path)
            #expect(next.times == [0] || next.times == [0, 1])
            #expect(try next.plane(frame: 0, channel: 1) == planes(voxels, 0)[1])
            try next.write(time: 1, planes: planes(voxels, 1))
            try next.write(time: 2, planes: planes(voxels, 2))
            let back = try OMEImage(opening: path)
            #expect(back.times == [0, 1, 2])
            for frame in 0..<3 { #expect(try back.plane(frame: frame, channel: 0) == planes(voxels, frame)[0]) }
            operations += 1
        }
        #expect(operations > 20)
    }
}
