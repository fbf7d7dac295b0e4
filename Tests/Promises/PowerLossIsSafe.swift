import Foundation
import NicheFiles
import NicheMath
import NicheModel
import Testing

@testable import NicheEngine
@testable import NicheStore

/// A disk that may lose, keep or tear what was not synced when the power went.
///
/// Contents and names are lost apart from each other: a name that stays may stand for nothing, for half, or for zeros.
private struct Disk {
    private struct Content {
        var now: [UInt8]
        var kept: [UInt8]?
    }

    /// What becomes of contents and names that were not synced.
    struct Loss {
        enum Fate: CaseIterable { case lost, stays, torn, zeros }
        var contents: Fate?
        /// Nil to draw it for each.
        var names: Bool?
    }

    private var contents: [Content] = []
    private var names: [String: Int] = [:]
    private var keptNames: [String: Int] = [:]

    /// A disk on which all this is safe.
    init(_ files: [String: [UInt8]]) {
        for (name, bytes) in files {
            names[name] = contents.count
            contents.append(Content(now: bytes, kept: bytes))
        }
        keptNames = names
    }

    mutating func apply(_ operation: DiskWitness.Operation) {
        switch operation {
        case .makeFolder: break
        case .write(let path, let bytes):
            if names[path] == nil {
                names[path] = contents.count
                contents.append(Content(now: [], kept: nil))
            }
            contents[names[path]!].now = bytes
        case .rename(let path, let new):
            for (name, content) in names where name == path || name.hasPrefix(path + "/") {
                names[name] = nil
                names[new + name.dropFirst(path.count)] = content
            }
        case .remove(let path): for name in names.keys where name == path || name.hasPrefix(path + "/") { names[name] = nil }
        case .sync(let path):
            if let file = names[path] { contents[file].kept = contents[file].now }
            func isWithin(_ name: String) -> Bool { name.hasPrefix(path + "/") && !name.dropFirst(path.count + 1).contains("/") }
            for name in keptNames.keys where isWithin(name) && names[name] == nil { keptNames[name] = nil }
            for (name, content) in names where isWithin(name) { keptNames[name] = content }
        case .syncAll:
            for i in contents.indices { contents[i].kept = contents[i].now }
            keptNames = names
        }
    }

    /// What is found when the power is back.
    func after(_ loss: Loss, _ draws: inout Draws) -> [String: [UInt8]] {
        var found: [String: Int] = [:]
        for name in Set(names.keys).union(keptNames.keys).sorted() {
            let stays = names[name] == keptNames[name] || (loss.names ?? (draws.uniform() < 0.5))
            if let content = stays ? names[name] : keptNames[name] { found[name] = content }
        }
        return found.mapValues { content in
            let content = contents[content]
            guard content.now != content.kept else { return content.now }
            switch loss.contents ?? Loss.Fate.allCases[draws.int(below: Loss.Fate.allCases.count)] {
            case .lost: return content.kept ?? []
            case .stays: return content.now
            case .torn: return Array(content.now.prefix(content.now.count / 2))
            case .zeros: return [UInt8](repeating: 0, count: content.now.count)
            }
        }
    }
}

/// The power may go after any operation, and the disk may have kept, lost or torn whatever was not synced: the newest checkpoint or the one
/// before it always loads, and one that was said to be kept is.
@Suite("Power loss is safe")
struct PowerLossIsSafe {
    private func states(_ model: Model) throws -> [SavedState] {
        let simulation = try Simulation(model, seed: 7, threads: 1)
        return try (0..<3).map { _ in
            for _ in 0..<5 { try simulation.step() }
            return simulation.saved()
        }
    }

    private func files(_ folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where !DiskFiles.isFolder("\(folder)/\(name)") {
            files["\(folder)/\(name)"] = try DiskFiles.read("\(folder)/\(name)", limit: 1 << 30)
        }
        return files
    }

    @Test("after each operation of writing a checkpoint, whatever the disk did") func checkpoints() throws {
        let model = try Pond.model()
        let states = try states(model)
        let scratch = try Program()
        let run = "\(scratch.folder)/run"
        let folder = CheckpointFolder(try RunFolder.create(at: run, overwrite: false))
        try folder.write(states[0])
        try folder.write(states[1])
        let before = try files(run)
        let witness = DiskWitness()
        try DiskWitness.$current.withValue(witness) { try folder.write(states[2]) }
        let operations = witness.operations
        #expect(operations.count > 5)

        var losses = [true, false].flatMap { names in Disk.Loss.Fate.allCases.map { Disk.Loss(contents: $0, names: names) } }
        losses += Array(repeating: Disk.Loss(), count: 12)
        var newest: Set<Int64> = []
        var tries = 0
        for done in 0...operations.count {
            var disk = Disk(before)
            for operation in operations.prefix(done) { disk.apply(operation) }
            for (number, loss) in losses.enumerated() {
                var draws = Draws(seed: 1, key: UInt64(done), tick: Int64(number), event: Purpose.permutation.rawValue)
                try restore(disk.after(loss, &draws), to: run)
                let (tick, _) = try folder.resume { try Simulation(model, resuming: $0, threads: 1).state.tick }
                #expect(tick == 10 || tick == 15, "after \(done) operations")
                if done == operations.count { #expect(tick == 15, "a checkpoint that was kept is gone") }
                newest.insert(tick)
                tries += 1
                // The next process clears up, and goes on.
                if number % 5 == 0 {
                    try folder.write(states[2])
                    #expect(try folder.resume { $0.tick }.result == 15)
                }
            }
        }
        #expect(newest == [10, 15] && tries > 100)
    }

    /// Makes the disk hold these files and no others.
    private func restore(_ files: [String: [UInt8]], to run: String) throws {
        try FileManager.default.removeItem(atPath: run)
        try DiskFiles.makeFolder("\(run)/checkpoints")
        for (name, bytes) in files {
            try DiskFiles.makeFolder(String(name[..<name.lastIndex(of: "/")!]))
            try DiskFiles.writeInPlace(bytes, to: name)
        }
    }
}
