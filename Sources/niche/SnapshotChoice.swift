import ArgumentParser
import NicheFiles
import NicheStore

/// Which snapshot of a run: shared by all commands that read one.
struct SnapshotChoice: ParsableArguments {
    @Option(help: "Which snapshot, by its place in run.json from 0.")
    var step: Int?

    @Option(help: ArgumentHelp("Which snapshot, by its time, for example 14d.", valueName: "time"))
    var at: String?

    func validate() throws {
        guard step == nil || at == nil else { throw ValidationError("--step and --at both choose a snapshot; give one") }
        if let at { _ = try WrittenTime.seconds(at, "--at") }
    }

    /// The place of the snapshot that was chosen; nil if none was.
    func place(in reader: SnapshotReader) throws -> Int? {
        guard let last = reader.frames.indices.last else {
            throw FileFault(.missing, path: reader.path, "the run has no snapshots")
        }
        if let step {
            guard reader.frames.indices.contains(step) else { throw ValidationError("--step takes 0 to \(last), found \(step)") }
            return step
        }
        guard let at else { return nil }
        let time = try WrittenTime.seconds(at, "--at")
        if let found = reader.frames.firstIndex(where: { $0.timeSeconds == time }) { return found }
        let nearest = reader.frames.min { abs($0.timeSeconds - time) < abs($1.timeSeconds - time) }!
        throw ValidationError("no snapshot at \(at); the nearest is at \(StatusLine.duration(Double(nearest.timeSeconds)))")
    }

    /// The place of the snapshot that was chosen, or of the last one.
    func placeOrLast(in reader: SnapshotReader) throws -> Int { try place(in: reader) ?? reader.frames.count - 1 }
}
