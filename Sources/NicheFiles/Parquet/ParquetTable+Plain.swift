extension ParquetTable.Values {
    /// The physical type, as Parquet numbers them.
    var type: Int {
        switch self {
        case .booleans: 0
        case .integers, .naturals: 2
        case .numbers: 5
        case .texts, .categories, .bytes: 6
        }
    }

    /// What the type stands for, where it stands for more: UTF-8 text, or a whole number without sign.
    var meaning: Int? {
        switch self {
        case .texts, .categories: 0
        case .naturals: 14
        default: nil
        }
    }

    /// The values of some rows in the plain encoding.
    func plain(_ rows: Range<Int>) -> [UInt8] {
        switch self {
        case .numbers(let values): return values[rows].withUnsafeBytes { Array($0) }
        case .integers(let values): return values[rows].withUnsafeBytes { Array($0) }
        case .naturals(let values): return values[rows].withUnsafeBytes { Array($0) }
        case .booleans(let values):
            var bytes = [UInt8](repeating: 0, count: (rows.count + 7) / 8)
            for (place, row) in rows.enumerated() where values[row] { bytes[place / 8] |= 1 << (place % 8) }
            return bytes
        case .texts(let values): return rows.reduce(into: []) { append(values[$1].utf8, to: &$0) }
        case .bytes(let values): return rows.reduce(into: []) { append(values[$1], to: &$0) }
        case .categories(let codes, let names):
            let names = names.map { Array($0.utf8) }
            return rows.reduce(into: []) { append(names.indices.contains(Int(codes[$1])) ? names[Int(codes[$1])] : [], to: &$0) }
        }
    }

    private func append(_ value: some Collection<UInt8>, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(value.count).littleEndian) { bytes += $0 }
        bytes += value
    }
}
