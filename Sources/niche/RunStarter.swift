import Foundation
import NicheFiles
import NicheStore
import NicheViewer

/// Starts runs that the page asks for: like one that is shown, with other gains.
final class RunStarter: RunMaker {
    /// So many at a time; each takes a core.
    static let most = 2

    private let places = DispatchSemaphore(value: most)
    private let group = DispatchGroup()

    func begin(like run: ShownRun, gains: [RunGain]) throws -> ShownRun {
        let manifest = try run.folder.manifest()
        let (_, first) = try run.folder.started(by: manifest)
        for gain in gains where !first.couplings.contains(where: { $0.name == gain.coupling }) {
            throw FileFault(.missing, path: run.folder.path, "the model has no coupling \"\(gain.coupling)\"")
        }
        // What is written later holds.
        var changed = manifest
        changed.command += gains.flatMap { ["--set", "\($0.coupling)=\($0.gain)"] } + ["--threads", "1"]
        let model = try run.folder.started(by: changed).model
        guard places.wait(timeout: .now()) == .success else {
            throw ViewRefusal("\(Self.most) runs are going already; wait until one has ended")
        }
        do {
            let words = gains.map { "\($0.coupling)=\(Self.short($0.gain))" }
            let watched = try WatchedRun(
                Array(changed.command.dropFirst(2)), model: model, folder: Self.free(run.folder.path + "-" + words.joined(separator: "-")),
                name: ([run.name] + words).joined(separator: ", "))
            DispatchQueue.global().async(group: group) { [self] in
                do { try watched.perform() } catch { Console.warn("\(error)") }
                places.signal()
            }
            return watched.shown
        } catch {
            places.signal()
            throw error
        }
    }

    /// Waits until all of them have ended, and are kept.
    func finish() { group.wait() }

    private static func short(_ gain: Double) -> String { gain == gain.rounded() ? "\(Int(gain))" : "\(gain)" }

    /// A folder that is not there yet.
    private static func free(_ path: String) -> String {
        var (free, number) = (path, 1)
        while DiskFiles.exists(free) {
            number += 1
            free = "\(path)-\(number)"
        }
        return free
    }
}
