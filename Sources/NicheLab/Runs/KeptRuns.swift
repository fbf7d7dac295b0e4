import NicheFiles
import NicheMath

/// What was measured in runs, kept by the digest of their inputs: in memory, and in a folder if there is one.
public final class KeptRuns: Sendable {
    private let folder: String?
    private let records = Mutex<[String: RunRecord]>([:])

    /// - Parameter folder: made where it is missing; nil keeps nothing on disk.
    public init(folder: String?) throws {
        self.folder = folder
        if let folder { try DiskFiles.makeFolder(folder) }
    }

    public subscript(key: String) -> RunRecord? {
        if let record = records.withLock({ $0[key] }) { return record }
        guard let path = path(key), let json = try? JSON.read(path), let record = RunRecord(json) else { return nil }
        records.withLock { $0[key] = record }
        return record
    }

    /// Keeps a record in the place of an older one of the same run, whose spatial measures and assays stay with it.
    func keep(_ new: RunRecord, as key: String) throws {
        var record = new
        if let old = self[key] {
            record.spatial.merge(old.spatial) { new, _ in new }
            record.assays.merge(old.assays) { new, _ in new }
        }
        records.withLock { $0[key] = record }
        if let path = path(key) { try DiskFiles.writeWhole(Array(record.json.text.utf8), to: path) }
    }

    private func path(_ key: String) -> String? { folder.map { "\($0)/\(key).json" } }
}
