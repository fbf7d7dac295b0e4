import NicheFiles
import NicheModel
import Testing

@testable import NicheEngine
@testable import NicheStore

/// A checkpoint with a single wrong bit is refused with a reason, and the one before it is taken.
@Suite("A damaged checkpoint is refused")
struct DamagedIsRefused {
    private static let model = """
        title: A single cell
        substances:
          food: {unit: uM, diffusion: 300 um^2/min, decay: 0.1 /min, start: 5 uM, uptake half: 1 uM}
        cells:
          eater:
            state: {volume: 2 pL | split}
            take: {food: up to 0.5 uM/min}
        space: well
        time: {end: 2 h, step: 6 min, record: 1 h}
        place: [{what: eater, number: 1}]
        """

    private func model(_ text: String = model) throws -> Model { try Model.read(text: text, vocabulary: .standard) }

    private func saved(after steps: Int = 3) throws -> SavedState {
        let simulation = try Simulation(model(), seed: 1, threads: 1)
        for _ in 0..<steps { try simulation.step() }
        return simulation.saved()
    }

    @Test("truncated at every byte, and with every bit flipped") func bits() throws {
        let good = CheckpointFile.bytes(of: try saved())
        #expect(try CheckpointFile.read(good, path: "c").tick == 3)
        for length in 0..<good.count { #expect(throws: FileFault.self) { try CheckpointFile.read(Array(good[..<length]), path: "c") } }
        #expect(throws: FileFault.self) { try CheckpointFile.read(good + [0], path: "c") }
        var bytes = good
        for at in good.indices {
            for bit in 0..<8 {
                bytes[at] ^= 1 << bit
                #expect(throws: FileFault.self, "bit \(bit) of byte \(at)") { try CheckpointFile.read(bytes, path: "c") }
                bytes[at] = good[at]
            }
        }
    }

    /// With the digest of the whole made good again: what lengths and names promise is not believed either.
    @Test("also by somebody who mends the digest") func lies() throws {
        let model = try model()
        let saved = try saved()
        let (good, state) = (CheckpointFile.bytes(of: saved), saved.stateDigest)
        let body = Array(good.dropLast(CheckpointFile.digestLength))
        var refused = 0
        for at in CheckpointFile.magic.count..<body.count {
            for byte in [0, 0xFF, body[at] ^ 1] as [UInt8] where byte != body[at] {
                var bytes = body
                bytes[at] = byte
                bytes += bytes.withUnsafeBytes { CheckpointFile.digest("", $0) }
                do {
                    let simulation = try Simulation(model, resuming: CheckpointFile.read(bytes, path: "c"), threads: 1)
                    // A byte of the packing that changes nothing of what is packed.
                    #expect(simulation.digest == state, "byte \(at) as \(byte) is believed")
                } catch { refused += 1 }
            }
        }
        #expect(refused > 1000)
    }

    /// Whole and well digested, and yet no checkpoint.
    @Test("with a header that is none, or of another file") func headers() throws {
        let saved = try saved()
        func fault(_ bytes: [UInt8]) -> String {
            do {
                _ = try CheckpointFile.read(bytes, path: "c")
                return "read"
            } catch { return "\(error)" }
        }
        func entries(_ change: (inout [JSON.Member]) -> Void) -> [UInt8] {
            guard case .object(var entries) = CheckpointFile.header(of: saved) else { return [] }
            change(&entries)
            return CheckpointFile.bytes(of: saved.columns, under: .object(entries))
        }
        #expect(fault(entries { _ in }) == "read")
        for name in ["model", "state", "tick", "time_s", "seed"] {
            #expect(fault(entries { $0.removeAll { $0.key == name } }) == "c: has a damaged header", "\(name)")
        }
        #expect(fault(entries { $0.removeAll { $0.key == "columns" } }) == "c: lacks some of its columns")
        #expect(
            fault(CheckpointFile.bytes(of: Array(saved.columns.dropLast()), under: CheckpointFile.header(of: saved)))
                == "c: lacks some of its columns")
        // Eight bytes of text, said to be one number.
        var bytes = Array(CheckpointFile.bytes(of: [], under: "123456").dropLast(CheckpointFile.digestLength))
        let kind = CheckpointFile.magic.count + 8
        bytes[kind] = UInt8(CheckpointFile.Kind.doubles.rawValue)
        bytes[kind + 4] = 1
        bytes += bytes.withUnsafeBytes { CheckpointFile.digest("", $0) }
        #expect(fault(bytes) == "c: has no header")
    }

    @Test("columns that do not fit the model or each other") func columns() throws {
        let (model, good, next) = (try model(), try saved(), try saved(after: 4).stateDigest)
        var refused = 0
        for i in good.columns.indices {
            for change in [
                SavedState.Values.doubles([]), .words([7, 7]), .integers([-1]), .doubles([.nan]), .words([.max]), .doubles([1e300]),
            ] {
                var bad = good
                if bad.columns[i].values.bits == change.bits { continue }
                bad.columns[i].values = change
                do {
                    // Some columns are worked out again before they are read; all others are refused.
                    let simulation = try Simulation(model, resuming: bad, threads: 1)
                    try simulation.step()
                    #expect(simulation.digest == next, "\(good.columns[i].name) is believed")
                } catch is RestoreFault { refused += 1 }
            }
            var less = good
            less.columns.remove(at: i)
            #expect(throws: RestoreFault.self) { try Simulation(model, resuming: less, threads: 1) }
        }
        #expect(refused > 100)
        var more = good
        more.columns.append(.init(name: "a stranger", values: .words([])))
        #expect(throws: RestoreFault("it holds a stranger, which this model has not")) { try Simulation(model, resuming: more, threads: 1) }
        for (tick, time) in [(-1, -360), (4, 1080), (.max, 0), (2, 720)] as [(Int64, Int64)] {
            var bad = good
            (bad.tick, bad.time) = (tick, time)
            #expect(throws: RestoreFault.self) { try Simulation(model, resuming: bad, threads: 1) }
        }
    }

    @Test("of another model or of a newer version") func others() throws {
        let saved = try saved()
        let changed = Self.model.replacing("decay: 0.1 /min", with: "decay: 0.2 /min")
        #expect(throws: RestoreFault("it is of another model, or the model has been changed since")) {
            try Simulation(model(changed), resuming: saved, threads: 1)
        }
        // What says the same in other words, and for longer, is the same model.
        let same = Self.model.replacing("title: A single cell", with: "title: Alone # in a well").replacing("end: 2 h", with: "end: 3 h")
        _ = try Simulation(model(same), resuming: saved, threads: 1)
        var bytes = Array(CheckpointFile.bytes(of: saved).dropLast(CheckpointFile.digestLength))
        bytes[CheckpointFile.magic.count] += 1
        bytes += bytes.withUnsafeBytes { CheckpointFile.digest("", $0) }
        let fault = #expect(throws: FileFault.self) { try CheckpointFile.read(bytes, path: "c") }
        #expect(fault?.kind == .unsupported)
    }

    @Test("and the one before it is taken, with a word about it") func before() throws {
        let scratch = try Program()
        let run = try RunFolder.create(at: "\(scratch.folder)/run", overwrite: false)
        let folder = CheckpointFolder(run)
        #expect(throws: FileFault.self) { try folder.resume { $0.tick } }
        for steps in [3, 5, 9] { try folder.write(try saved(after: steps)) }
        #expect(scratch.checkpoints("run") == ["00000030.checkpoint", "00000054.checkpoint"])
        let newest = "\(run.checkpoints)/00000054.checkpoint"
        var bytes = try DiskFiles.read(newest, limit: 1 << 20)
        bytes[bytes.count / 2] ^= 4
        try DiskFiles.writeWhole(bytes, to: newest)
        let model = try model()
        let (simulation, refused) = try folder.resume { try Simulation(model, resuming: $0, threads: 1) }
        #expect(simulation.state.tick == 5)
        #expect(refused.map { "\($0)" } == ["\(newest): is damaged"])
        // Nor is one that is whole and of another model; what is no checkpoint is not looked at.
        try DiskFiles.writeWhole([1, 2], to: "\(run.checkpoints)/notes.txt")
        try DiskFiles.writeWhole(CheckpointFile.bytes(of: try saved(after: 9)), to: newest)
        let other = try self.model(Self.model.replacing("decay: 0.1 /min", with: "decay: 0.2 /min"))
        let fault = #expect(throws: FileFault.self) { try folder.resume { try Simulation(other, resuming: $0, threads: 1) } }
        #expect(fault.map { "\($0)" } == "\(newest): cannot be gone on from: it is of another model, or the model has been changed since")
        // One that is not gone on with does not outlive those that come after.
        try folder.remove(after: simulation.state.time)
        #expect(scratch.checkpoints("run") == ["00000030.checkpoint", "notes.txt"])
    }
}
