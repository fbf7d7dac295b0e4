extension Dataframe {
    /// The table as comma-separated text without its index: numbers read back to the same bits, what is missing is empty, and flags are
    /// True and False, as pandas reads them.
    public var csv: [UInt8] {
        var text = Array(CSVWriter.line(columns.map(\.name)).utf8)
        text.reserveCapacity(text.count + index.count * columns.count * 16)
        text.append(UInt8(ascii: "\n"))
        // Names are quoted once each.
        let columns = columns.map { column -> Values in
            guard case .categories(let codes, let names) = column.values else { return column.values }
            return .categories(codes, names: names.map { CSVWriter.line([$0, ""]) }.map { String($0.dropLast()) })
        }
        for row in index.indices {
            for (place, values) in columns.enumerated() {
                if place > 0 { text.append(UInt8(ascii: ",")) }
                switch values {
                case .numbers(let values): if !values[row].isNaN { text += CSVWriter.field(values[row]).utf8 }
                case .integers(let values): text += String(values[row]).utf8
                case .naturals(let values): text += String(values[row]).utf8
                case .booleans(let values): text += (values[row] ? "True" : "False").utf8
                case .strings(let values): text += CSVWriter.line([values[row], ""]).utf8.dropLast()
                case .categories(let codes, let names): if names.indices.contains(Int(codes[row])) { text += names[Int(codes[row])].utf8 }
                }
            }
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }
}
