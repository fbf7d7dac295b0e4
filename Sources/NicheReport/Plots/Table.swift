import NicheFiles

/// Columns side by side as comma-separated text; short ones are filled up with nothing.
func table(_ columns: [(name: String, cells: [String])]) -> String {
    var writer = CSVWriter()
    writer.append(columns.map(\.name))
    for row in 0..<(columns.map(\.cells.count).max() ?? 0) {
        writer.append(columns.map { row < $0.cells.count ? $0.cells[row] : "" })
    }
    return String(decoding: writer.text, as: UTF8.self)
}

/// A name of a model as words: `red_cell` is "red cell".
func words(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

/// A text with a capital at its start, unless its first word has capitals of its own, as pH and mRNA have.
func capitalised(_ text: String) -> String {
    let first = text.prefix { $0 != " " }
    guard let letter = text.first, !first.contains(where: { $0.isUppercase || $0.isNumber }) else { return text }
    return letter.uppercased() + text.dropFirst()
}

/// A name with its unit in brackets; a number without unit has none.
func titled(_ name: String, _ unit: String) -> String { unit.isEmpty || unit == "1" ? words(name) : "\(words(name)) [\(pretty(unit))]" }

/// A unit as printed: `um` is "µm", `^2` is "²".
func pretty(_ unit: String) -> String {
    var text = ""
    var rest = Substring(unit)
    while let first = rest.first {
        rest.removeFirst()
        if first == "^" {
            let digits = rest.prefix { "-0123456789".contains($0) }
            // A power such as 1/2 stays as it is written.
            let after = rest.dropFirst(digits.count)
            if !digits.isEmpty, !(after.first == "/" && after.dropFirst().first?.isNumber == true) {
                text += digits.map { $0 == "-" ? "⁻" : String(Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[$0.wholeNumberValue!]) }.joined()
                rest = after
                continue
            }
        }
        // A micro at the start of a word: um, uM, umol.
        let startsWord = text.last.map { !$0.isLetter } ?? true
        if first == "u", startsWord, ["m", "M", "L", "g", "s"].contains(rest.first) { text += "µ" } else { text.append(first) }
    }
    return text
}
