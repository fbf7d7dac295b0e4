import NicheFiles

/// A table as comma-separated text, column by column, for tables of many numbers.
struct DataTable {
    /// What a column holds; `numbers` with six digits, `lengths` to a thousandth.
    enum Values {
        case numbers([Double])
        case lengths([Double])
        case naturals([UInt64])
        case flags([Bool])
        /// Indices into names; any other index is nothing.
        case names([Int32], [String])
    }

    var columns: [(name: String, values: Values)] = []

    /// The first rows of the table.
    func csv(rows: Int) -> [UInt8] {
        var text = Array(CSVWriter.line(columns.map(\.name)).utf8)
        text.reserveCapacity(text.count + rows * columns.count * 8)
        let (comma, feed) = (UInt8(ascii: ","), UInt8(ascii: "\n"))
        text.append(feed)
        // Names are quoted once each.
        let columns = columns.map { column -> Values in
            guard case .names(let indices, let names) = column.values else { return column.values }
            return .names(indices, names.map { CSVWriter.line([$0]) })
        }
        for row in 0..<rows {
            for (place, values) in columns.enumerated() {
                if place > 0 { text.append(comma) }
                switch values {
                case .numbers(let values): ShortNumber.append(values[row], to: &text)
                case .lengths(let values): ShortNumber.append(thousandths: values[row], to: &text)
                case .naturals(let values): text += String(values[row]).utf8
                case .flags(let values): text.append(UInt8(ascii: values[row] ? "1" : "0"))
                case .names(let indices, let names): if names.indices.contains(Int(indices[row])) { text += names[Int(indices[row])].utf8 }
                }
            }
            text.append(feed)
        }
        return text
    }
}
