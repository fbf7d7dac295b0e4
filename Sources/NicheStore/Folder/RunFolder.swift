import NicheFiles

/// The folder of one run, which describes itself: whoever has it can tell what was run, repeat it and read all that came of it.
///
///     run.json      what was run and how far it came
///     inputs/       the model and other inputs, byte for byte
///     log.jsonl     what happened, one JSON object a line
///     summary.csv   the course in numbers, one row a record
///     run.zarr/     snapshots, see `SnapshotWriter`
///     checkpoints/  what a run needs to go on
///
/// Every file is written whole or not at all, and lines are appended whole, so a run may be killed at any instant.
public final class RunFolder: Sendable {
    public let path: String

    /// What may lie in a folder that is a run's even before `run.json` is written.
    private static let known: Set<String> = ["run.json", "inputs", "log.jsonl", "summary.csv", "run.zarr", "checkpoints"]

    private init(path: String) {
        self.path = path
    }

    /// Makes the folder of a new run.
    ///
    /// - Parameter overwrite: whether an earlier run's folder may be emptied first; any other folder with contents is left alone.
    /// - Throws: `FileFault` exists, with what to do, or cannotWrite.
    public static func create(at path: String, overwrite: Bool) throws -> RunFolder {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if DiskFiles.isFolder(path) {
            let names = try DiskFiles.list(path, hidden: true)
            let isRun = names.contains("run.json") || names.allSatisfy { known.contains($0) || $0.hasPrefix(".writing-") }
            if !names.isEmpty, !isRun {
                throw FileFault(.exists, path: path, "this folder holds something other than a run (\(names[0])); choose another")
            }
            if !names.isEmpty, !overwrite {
                throw FileFault(.exists, path: path, "this folder holds a run already; choose another, resume that run or overwrite it")
            }
            // run.json goes last: a folder that is half emptied is still known as a run's.
            for name in names where name != "run.json" { try DiskFiles.removeTree("\(path)/\(name)") }
            try DiskFiles.removeTree("\(path)/run.json")
        } else if DiskFiles.exists(path) {
            throw FileFault(.exists, path: path, "is a file; choose another name for the run's folder")
        }
        try DiskFiles.makeFolder(path)
        try DiskFiles.makeFolder("\(path)/inputs")
        return RunFolder(path: path)
    }

    /// Opens the folder of a run that was made before.
    ///
    /// - Throws: `FileFault` missing, where there is no `run.json`.
    public static func open(_ path: String) throws -> RunFolder {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard DiskFiles.exists(path) else { throw FileFault(.missing, path: path, "there is no such folder") }
        guard DiskFiles.exists("\(path)/run.json") else {
            throw FileFault(.missing, path: path, "is no run's folder: it has no run.json")
        }
        return RunFolder(path: path)
    }

    /// The Zarr store of the snapshots.
    public var zarr: String { "\(path)/run.zarr" }
    /// The folder of the checkpoints, which is made with the first of them.
    public var checkpoints: String { "\(path)/checkpoints" }

    /// Writes `run.json` anew.
    ///
    /// - Throws: `FileFault.cannotWrite`; the earlier one is then untouched.
    public func writeManifest(_ manifest: Manifest) throws {
        try DiskFiles.writeWhole(Array(manifest.json.text(isIndented: true).utf8), to: "\(path)/run.json")
    }

    /// - Throws: `FileFault`.
    public func manifest() throws -> Manifest {
        try Manifest(try JSON.read("\(path)/run.json"), path: "\(path)/run.json")
    }
}
