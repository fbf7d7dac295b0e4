/// Names as people order them: M2 before M10, M42 before M42b.
enum NaturalOrder {
    static func precedes(_ a: String, _ b: String) -> Bool {
        let (left, right) = (runs(a), runs(b))
        for (x, y) in zip(left, right) where x != y {
            guard let m = number(x), let n = number(y) else { return x < y }
            if m != n { return m < n }
        }
        return left.count == right.count ? a < b : left.count < right.count
    }

    /// Runs of digits and runs of other characters, in turn.
    private static func runs(_ name: String) -> [String] {
        var runs: [String] = []
        var wasDigit: Bool?
        for character in name {
            let isDigit = character.isASCII && character.isNumber
            if isDigit == wasDigit { runs[runs.count - 1].append(character) } else { runs.append(String(character)) }
            wasDigit = isDigit
        }
        return runs
    }

    /// Long runs of digits are not numbers but codes.
    private static func number(_ run: String) -> Int? { Int(run) }
}
