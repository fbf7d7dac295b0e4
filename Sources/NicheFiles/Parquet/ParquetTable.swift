/// A table in an Apache Parquet file: all values required, plain, packed with Zstandard, in groups of a million rows.
///
/// pandas, polars, DuckDB, Spark and R read it.
public struct ParquetTable: Sendable {
    public enum Values: Sendable {
        case numbers([Double])
        case integers([Int64])
        case naturals([UInt64])
        case booleans([Bool])
        case texts([String])
        /// Indices into names; any other index is an empty text.
        case categories([Int32], names: [String])
        case bytes([[UInt8]])

        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .integers(let values): values.count
            case .naturals(let values): values.count
            case .booleans(let values): values.count
            case .texts(let values): values.count
            case .categories(let values, _): values.count
            case .bytes(let values): values.count
            }
        }
    }

    private static let rowsAGroup = 1 << 20
    private static let magic = Array("PAR1".utf8)

    public private(set) var columns: [(name: String, values: Values)] = []
    public let rows: Int
    /// What readers find as the file's metadata, such as pandas' own.
    public var metadata: [(key: String, value: String)] = []

    public init(rows: Int) { self.rows = rows }

    /// The columns of a dataframe, without its index.
    public init(_ table: Dataframe) {
        self.init(rows: table.index.count)
        for (name, values) in table.columns {
            switch values {
            case .numbers(let values): append(name, .numbers(values))
            case .integers(let values): append(name, .integers(values))
            case .naturals(let values): append(name, .naturals(values))
            case .booleans(let values): append(name, .booleans(values))
            case .strings(let values): append(name, .texts(values))
            case .categories(let codes, let names): append(name, .categories(codes, names: names))
            }
        }
    }

    /// - Shape: one value a row.
    public mutating func append(_ name: String, _ values: Values) {
        precondition(values.count == rows, "column \(name) has \(values.count) values for \(rows) rows")
        columns.append((name, values))
    }

    /// The file.
    public var file: [UInt8] {
        var bytes = ParquetTable.magic
        var groups: [Group] = []
        for start in stride(from: 0, to: rows, by: ParquetTable.rowsAGroup) {
            let range = start..<min(start + ParquetTable.rowsAGroup, rows)
            let chunks = columns.map { column in
                let plain = column.values.plain(range)
                let packed = plain.withUnsafeBytes { Zstandard.compress($0) }
                let header = ParquetTable.pageHeader(rows: range.count, size: plain.count, packed: packed.count)
                defer { bytes += header + packed }
                return Chunk(offset: bytes.count, size: header.count + plain.count, packed: header.count + packed.count)
            }
            groups.append(Group(rows: range.count, chunks: chunks))
        }
        let footer = footer(groups)
        bytes += footer
        withUnsafeBytes(of: UInt32(footer.count).littleEndian) { bytes += $0 }
        return bytes + ParquetTable.magic
    }

    private struct Chunk {
        let offset: Int
        /// With the page's header, before and after packing.
        let size: Int
        let packed: Int
    }

    private struct Group {
        let rows: Int
        let chunks: [Chunk]
    }

    private static func pageHeader(rows: Int, size: Int, packed: Int) -> [UInt8] {
        var header = ThriftWriter()
        header.int32(1, 0)  // a page of data
        header.int32(2, size)
        header.int32(3, packed)
        header.structure(5) {
            $0.int32(1, rows)
            $0.int32(2, 0)  // plain
            // Levels say what is missing or repeated; nothing is.
            $0.int32(3, 3)
            $0.int32(4, 3)
        }
        header.finish()
        return header.bytes
    }

    private func footer(_ groups: [Group]) -> [UInt8] {
        let columns = columns
        var footer = ThriftWriter()
        footer.int32(1, 1)
        footer.structures(2, [nil] + columns.map { $0 }) { element, column in
            guard let column else {
                element.text(4, "schema")
                element.int32(5, columns.count)
                return
            }
            element.int32(1, column.values.type)
            element.int32(3, 0)  // required
            element.text(4, column.name)
            if let meaning = column.values.meaning { element.int32(6, meaning) }
        }
        footer.int64(3, rows)
        footer.structures(4, groups) { group, written in
            group.structures(1, Array(zip(columns, written.chunks))) { chunk, column in
                let ((name, values), place) = column
                chunk.int64(2, place.offset)
                chunk.structure(3) {
                    $0.int32(1, values.type)
                    $0.int32s(2, [0, 3])
                    $0.texts(3, [name])
                    $0.int32(4, 6)  // Zstandard
                    $0.int64(5, written.rows)
                    $0.int64(6, place.size)
                    $0.int64(7, place.packed)
                    $0.int64(9, place.offset)
                }
            }
            group.int64(2, written.chunks.reduce(0) { $0 + $1.size })
            group.int64(3, written.rows)
        }
        if !metadata.isEmpty {
            footer.structures(5, metadata) {
                $0.text(1, $1.key)
                $0.text(2, $1.value)
            }
        }
        footer.text(6, "niche")
        footer.finish()
        return footer.bytes
    }
}
