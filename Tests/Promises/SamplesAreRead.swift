import Foundation
import NicheFiles
import NicheModel
import Testing

@testable import NicheEngine
@testable import NicheStore

/// A checkpoint of each released version, kept with its model, is gone on with by this one.
///
/// `Samples/VERSION/` holds `pond.yaml` and `pond.checkpoint`, made by the program of that version with
/// `niche run pond.yaml --seed 7 --therapy alarm --therapy keeper --until 3h --checkpoint-every 1h`; until 0.1.0 is released its sample may be made anew.
@Suite("Samples of earlier versions are read")
struct SamplesAreRead {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Samples").path

    @Test("and gone on with", arguments: [("0.1.0", "b78cd4661654ac7b5762a3176900073c")]) func samples(version: String, digest: String)
        throws
    {
        let sample = "\(Self.folder)/\(version)"
        var options = ReadOptions()
        options.therapies = ["alarm", "keeper"]
        let model = try Model.read(path: "\(sample)/pond.yaml", vocabulary: .standard, options: options)
        let path = "\(sample)/pond.checkpoint"
        let saved = try CheckpointFile.read(DiskFiles.read(path, limit: 1 << 20), path: path)
        let simulation = try Simulation(model, resuming: saved, threads: 2)
        #expect(simulation.digest == digest)
        for _ in 0..<10 { try simulation.step() }
        #expect(simulation.state.tick == saved.tick + 10)
    }

    @Test("of each version there is one") func all() throws {
        #expect(try FileManager.default.contentsOfDirectory(atPath: Self.folder).filter { !$0.hasPrefix(".") } == ["0.1.0"])
    }
}
