extension JSON {
    /// The value as text on one line.
    public var text: String { text(isIndented: false) }

    /// The value as text; `isIndented` puts each member on a line of its own, for people.
    ///
    /// Numbers read back to the same bits. NaN and infinities, which JSON cannot say, become the words Zarr uses for them.
    public func text(isIndented: Bool) -> String {
        var text: [UInt8] = []
        append(to: &text, indent: isIndented ? 0 : nil)
        if isIndented { text.append(0x0A) }
        return String(decoding: text, as: UTF8.self)
    }

    private func append(to text: inout [UInt8], indent: Int?) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .integer(let value): text += String(value).utf8
        case .number(let value):
            if value.isNaN {
                text += "\"NaN\"".utf8
            } else if value.isInfinite {
                text += (value > 0 ? "\"Infinity\"" : "\"-Infinity\"").utf8
            } else {
                text += "\(value)".utf8
            }
        case .string(let value): JSON.appendQuoted(value, to: &text)
        case .array(let items):
            // Lists of numbers stay on one line even for people.
            let inner = items.contains { $0.members != nil || $0.array != nil } ? indent : nil
            JSON.appendList(items, "[", "]", to: &text, indent: inner) { item, text, indent in item.append(to: &text, indent: indent) }
        case .object(let members):
            JSON.appendList(members, "{", "}", to: &text, indent: indent) { member, text, indent in
                JSON.appendQuoted(member.key, to: &text)
                text.append(0x3A)
                if indent != nil { text.append(0x20) }
                member.value.append(to: &text, indent: indent)
            }
        }
    }

    private static func appendList<Item>(
        _ items: [Item], _ opening: String, _ closing: String, to text: inout [UInt8], indent: Int?,
        _ append: (Item, inout [UInt8], Int?) -> Void
    ) {
        func newLine(_ depth: Int, _ text: inout [UInt8]) {
            text.append(0x0A)
            for _ in 0..<depth { text += "  ".utf8 }
        }
        text += opening.utf8
        for (i, item) in items.enumerated() {
            if i > 0 { text.append(0x2C) }
            if let indent { newLine(indent + 1, &text) }
            append(item, &text, indent.map { $0 + 1 })
        }
        if let indent, !items.isEmpty { newLine(indent, &text) }
        text += closing.utf8
    }

    private static func appendQuoted(_ string: String, to text: inout [UInt8]) {
        text.append(0x22)
        for byte in string.utf8 {
            switch byte {
            case 0x22: text += "\\\"".utf8
            case 0x5C: text += "\\\\".utf8
            case 0x0A: text += "\\n".utf8
            case 0x00..<0x20:
                let digits = String(byte, radix: 16)
                text += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
            default: text.append(byte)
            }
        }
        text.append(0x22)
    }
}
