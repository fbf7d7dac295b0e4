import NicheFiles
import NicheModel

@testable import NicheEngine
@testable import NicheStore

/// Checkpoints of a small model: as bytes whose digest somebody has mended, and as columns with other numbers in them, which are gone on with
/// where they are believed.
///
/// A first byte of zero is followed by the bytes of a file without its digest; any other says which column is replaced, the second of what kind
/// its numbers are; the rest are the numbers.
struct CheckpointSubject: Subject {
    private let model: Model
    private let good: SavedState

    init() throws {
        model = try Model.read(text: Self.model, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        for _ in 0..<3 { try simulation.step() }
        good = simulation.saved()
    }

    func seeds() -> [[UInt8]] {
        let file = [0] + CheckpointFile.bytes(of: good).dropLast(CheckpointFile.digestLength)
        return [file]
            + good.columns.indices.map { i in
                let values = good.columns[i].values
                switch values {
                case .doubles(let numbers): return [UInt8(i + 1), 0] + numbers.withUnsafeBytes { Array($0) }
                case .words(let numbers): return [UInt8(i + 1), 1] + numbers.withUnsafeBytes { Array($0) }
                case .integers(let numbers): return [UInt8(i + 1), 2] + numbers.withUnsafeBytes { Array($0) }
                }
            }
    }

    func read(_ bytes: [UInt8]) throws {
        guard bytes.count > 1 else { return }
        var saved = good
        if bytes[0] == 0 {
            let body = Array(bytes.dropFirst())
            saved = try CheckpointFile.read(body + body.withUnsafeBytes { CheckpointFile.digest("", $0) }, path: "c")
        } else {
            let rest = Array(bytes.dropFirst(2))
            let column = (Int(bytes[0]) - 1) % saved.columns.count
            switch bytes[1] % 3 {
            case 0: saved.columns[column].values = .doubles(numbers(rest))
            case 1: saved.columns[column].values = .words(numbers(rest))
            default: saved.columns[column].values = .integers(numbers(rest))
            }
            // As it would come from a disk.
            saved = try CheckpointFile.read(CheckpointFile.bytes(of: saved), path: "c")
        }
        let simulation = try Simulation(model, resuming: saved, threads: 1)
        for _ in 0..<2 { try simulation.step() }
        _ = simulation.frame()
    }

    private func numbers<Number: BitwiseCopyable>(_ bytes: [UInt8]) -> [Number] {
        let size = MemoryLayout<Number>.size
        return bytes.withUnsafeBytes { bytes in
            (0..<bytes.count / size).map { bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self) }
        }
    }

    static let model = """
        title: two cells
        substances:
          food: {unit: uM, diffusion: 300 um^2/min, decay: 0.1 /min, start: 5 uM, uptake half: 1 uM}
        vessels:
          reed: {segment: 20 um, radius: 5 um, exchange: {food: 20 uM through 1e4 um/min}, events: {branching: sprout at 1 /h}, sprout: {speed: 60 um/h, joins: 10 um, most: 40 um}}
        cells:
          eater:
            state: {volume: 2 pL | split, age: 0 h | split}
            change: {age: "1"}
            take: {food: up to 0.5 uM/min}
            move: {speed: 1 um/min, persistence: 5 min}
            phases: {rotten: {dead: true, events: {end: "vanish after uniform(1 h, 2 h)"}}}
            events: {growth: {do: divide, at: 0.2 /h, in: 2 stages}, ageing: {do: enter rotten, at: 0.1 /h}}
        space: {size: [60 um, 60 um, 60 um], voxel: 20 um}
        time: {end: 2 h, step: 6 min, record: 1 h}
        place: [{what: eater, random: 2e4 /mm^3}, {what: reed, random: 400 /mm^2}]
        measures: {eaters: count(eater)}
        """
}
