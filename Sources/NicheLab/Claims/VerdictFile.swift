import NicheFiles

/// The verdicts of the last full suite, each with a digest of all that it rests on, so that a later change shows which are stale.
public struct VerdictFile: Sendable {
    public let path: String
    private var rows: [(id: String, json: JSON)] = []

    /// Reads the file; one that is not there holds nothing.
    public init(path: String) throws {
        self.path = path
        guard DiskFiles.exists(path) else { return }
        guard let members = try JSON.read(path).members else { throw FileFault(.malformed, path: path, "is not an object of claims") }
        rows = members.map { ($0.key, $0.value) }
    }

    public enum Standing: String, Sendable { case current, stale, missing }

    /// Whether what is written of a claim still holds.
    public func standing(of id: String, foundation: String) -> Standing {
        guard let row = self[id] else { return .missing }
        return row["rests_on"]?.string == foundation ? .current : .stale
    }

    public func verdict(of id: String) -> String? { self[id]?["verdict"]?.string }

    /// All that is on record of a claim.
    subscript(id: String) -> JSON? { rows.first { $0.id == id }?.json }

    /// Takes a result in, in the place of an older one. Numbers of single seeds stay with the runs.
    public mutating func record(_ result: TrialResult, foundation: String) {
        let dropped: Set = ["seeds", "digest", "finding", "tuned"]
        func slim(_ json: JSON) -> JSON {
            if let members = json.members {
                return .object(members.filter { !dropped.contains($0.key) }.map { .init($0.key, slim($0.value)) })
            }
            if let items = json.array { return .array(items.map(slim)) }
            return json
        }
        guard let members = slim(result.json).members else { return }
        let json = JSON.object(members + [.init("replicates", JSON(result.trial.replicates)), .init("rests_on", JSON(foundation))])
        rows.removeAll { $0.id == result.name }
        rows.append((result.name, json))
        rows.sort { ClaimBook.precedes($0.id, $1.id) }
    }

    public func write() throws {
        let json = JSON.object(rows.map { .init($0.id, $0.json) })
        try DiskFiles.writeWhole(Array(json.text(isIndented: true).utf8), to: path)
    }
}
