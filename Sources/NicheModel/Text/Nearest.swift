/// Of so many words that might have been meant the rest is not looked at, nor listed.
private let mostTried = 512, mostListed = 64

/// The word among `words` that `word` was most likely meant to be; nil when none is near.
public func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased().utf8)
    let farthest = max(1, wanted.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in words.sorted().prefix(mostTried) where abs(candidate.utf8.count - wanted.count) <= farthest {
        let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
        if distance < (best?.distance ?? farthest + 1) { best = (distance, candidate) }
    }
    return best?.word
}

/// A sentence that offers the nearest word, or nothing.
package func didYouMean(_ word: String, among words: some Sequence<String>) -> String {
    nearest(to: word, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
}

/// The nearest word if there is one, else all of them: "; known: a, b".
package func suggestion(for word: String, among words: some Sequence<String>, _ title: String) -> String {
    let near = didYouMean(word, among: words)
    if !near.isEmpty { return near }
    let all = Array(words)
    let more = all.count > mostListed ? " and \(all.count - mostListed) more" : ""
    return "; \(title): \(all.prefix(mostListed).joined(separator: ", "))\(more)"
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard a.count <= 64, b.count <= 64 else { return .max }
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
        var row = [i + 1]
        for j in 0..<b.count {
            var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
