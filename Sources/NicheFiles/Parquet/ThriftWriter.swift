/// Structures in Thrift's compact protocol, as far as Parquet's metadata needs it.
struct ThriftWriter {
    private(set) var bytes: [UInt8] = []
    /// The last field of each structure that is open.
    private var fields: [Int] = [0]

    private enum Kind: UInt8 { case int32 = 5, int64 = 6, binary = 8, list = 9, structure = 12 }

    mutating func int32(_ field: Int, _ value: Int) {
        begin(field, .int32)
        append(zigzag: value)
    }

    mutating func int64(_ field: Int, _ value: Int) {
        begin(field, .int64)
        append(zigzag: value)
    }

    mutating func text(_ field: Int, _ value: String) {
        begin(field, .binary)
        append(value)
    }

    mutating func structure(_ field: Int, _ body: (inout ThriftWriter) -> Void) {
        begin(field, .structure)
        fill(body)
    }

    mutating func structures<Item>(_ field: Int, _ items: [Item], _ body: (inout ThriftWriter, Item) -> Void) {
        beginList(field, .structure, items.count)
        for item in items { fill { body(&$0, item) } }
    }

    mutating func texts(_ field: Int, _ items: [String]) {
        beginList(field, .binary, items.count)
        for item in items { append(item) }
    }

    mutating func int32s(_ field: Int, _ items: [Int]) {
        beginList(field, .int32, items.count)
        for item in items { append(zigzag: item) }
    }

    /// Ends the outermost structure.
    mutating func finish() { bytes.append(0) }

    private mutating func fill(_ body: (inout ThriftWriter) -> Void) {
        fields.append(0)
        body(&self)
        fields.removeLast()
        bytes.append(0)
    }

    /// Fields ascend, and none is more than fifteen behind the one before it.
    private mutating func begin(_ field: Int, _ kind: Kind) {
        let step = field - fields[fields.count - 1]
        precondition((1...15).contains(step), "field \(field) out of order")
        bytes.append(UInt8(step) << 4 | kind.rawValue)
        fields[fields.count - 1] = field
    }

    private mutating func beginList(_ field: Int, _ kind: Kind, _ count: Int) {
        begin(field, .list)
        if count < 15 {
            bytes.append(UInt8(count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            append(variable: UInt64(count))
        }
    }

    private mutating func append(_ text: String) {
        append(variable: UInt64(text.utf8.count))
        bytes += text.utf8
    }

    private mutating func append(zigzag value: Int) { append(variable: UInt64(bitPattern: Int64(value << 1 ^ value >> 63))) }

    private mutating func append(variable value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
