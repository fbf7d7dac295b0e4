/// The name in `names` that `name` was probably meant to be, or nil when none is close.
///
/// - Complexity: O(names × length²); names longer than 64 bytes are passed over.
func nearestName(to name: String, among names: [String]) -> String? {
    let wanted = Array(name.lowercased().utf8.prefix(65))
    var best: (name: String, distance: Int)?
    for candidate in names.prefix(512) {
        let letters = Array(candidate.lowercased().utf8.prefix(65))
        let distance = editDistance(wanted, letters)
        if distance <= max(1, wanted.count / 3), distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
}

private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.count > 64 || b.count > 64 { return .max }
    var previous = Array(0...b.count)
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            row.append(min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1))
        }
        previous = row
    }
    return previous[b.count]
}
