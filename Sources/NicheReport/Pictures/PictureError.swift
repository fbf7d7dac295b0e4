import NicheEngine

/// A picture was asked for something that the frame does not have.
public struct PictureError: Error, CustomStringConvertible, Equatable {
    /// "state", "field".
    public var kind: String
    public var name: String
    public var known: [String]

    /// The known name fewest edits away; nil when none is alike.
    public var nearest: String? {
        let ranked = known.map { ($0, edits(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, name.count / 2) else { return nil }
        return best.0
    }

    public var description: String {
        let start = "there is no \(kind) \"\(name)\" in this frame"
        if let nearest { return start + "; did you mean \"\(nearest)\"?" }
        return start + (known.isEmpty ? "; it has none" : "; it has " + known.joined(separator: ", "))
    }

    /// Letters to insert, delete or exchange to turn one word into the other (Levenshtein distance).
    private func edits(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, match) in other.enumerated() {
                let kept = corner + (letter == match ? 0 : 1)
                corner = row[j + 1]
                row[j + 1] = min(kept, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[other.count]
    }
}

extension Frame {
    /// A quantity of the cells by name: a state or a substance at the cell.
    func cellColumn(_ name: String) throws(PictureError) -> Column {
        let columns = cells.states + cells.substances
        guard let column = columns.first(where: { $0.name == name }), column.values.count == cells.count else {
            throw PictureError(kind: "state", name: name, known: columns.map(\.name))
        }
        return column
    }

    func fieldColumn(_ name: String) throws(PictureError) -> Column {
        guard let column = fields.columns.first(where: { $0.name == name }) else {
            throw PictureError(kind: "field", name: name, known: fields.columns.map(\.name))
        }
        return column
    }
}
