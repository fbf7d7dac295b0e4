extension JSON {
    /// Lists and objects may lie this deep in each other.
    public static let deepest = 64

    /// Reads a value from a file.
    ///
    /// - Parameter limit: the most bytes accepted.
    /// - Throws: `FileFault`.
    public static func read(_ path: String, limit: Int = 64 << 20) throws -> JSON {
        try parse(try DiskFiles.read(path, limit: limit), path: path)
    }

    /// Reads a value from text; `path` names it in faults.
    ///
    /// - Throws: `FileFault.malformed` with line and column.
    public static func parse(_ text: [UInt8], path: String) throws -> JSON {
        var parser = JSONParser(text: text, path: path)
        return try parser.whole()
    }
}

private struct JSONParser {
    let text: [UInt8]
    let path: String
    var at = 0

    init(text: [UInt8], path: String) {
        self.text = text
        self.path = path
    }

    mutating func whole() throws -> JSON {
        let result = try value(depth: 0)
        skipSpace()
        if at < text.count { throw fault("text follows the end of the value") }
        return result
    }

    func fault(_ message: String) -> FileFault {
        let before = text[..<min(at, text.count)]
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return FileFault(.malformed, path: path, line: line, column: min(at, text.count) - start + 1, message)
    }

    mutating func skipSpace() {
        while at < text.count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard at < text.count, text[at] == byte else { return false }
        at += 1
        return true
    }

    mutating func value(depth: Int) throws -> JSON {
        if depth > JSON.deepest { throw fault("lists and objects lie more than \(JSON.deepest) deep") }
        skipSpace()
        guard at < text.count else { throw fault("the text ends where a value was expected") }
        switch text[at] {
        case 0x7B: return try object(depth)
        case 0x5B: return try list(depth)
        case 0x22: return .string(try string())
        case 0x2D, 0x30...0x39: return try number()
        default:
            for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)]
            where text[at...].starts(with: word.utf8) {
                at += word.utf8.count
                return value
            }
            throw fault("expected a value")
        }
    }

    mutating func object(_ depth: Int) throws -> JSON {
        at += 1
        var members: [JSON.Member] = []
        if take(0x7D) { return .object([]) }
        repeat {
            skipSpace()
            guard at < text.count, text[at] == 0x22 else { throw fault("expected a name in quotes") }
            let key = try string()
            guard take(0x3A) else { throw fault("expected a colon") }
            members.append(JSON.Member(key, try value(depth: depth + 1)))
        } while take(0x2C)
        guard take(0x7D) else { throw fault("expected a comma or a closing brace") }
        return .object(members)
    }

    mutating func list(_ depth: Int) throws -> JSON {
        at += 1
        var items: [JSON] = []
        if take(0x5D) { return .array([]) }
        repeat { items.append(try value(depth: depth + 1)) } while take(0x2C)
        guard take(0x5D) else { throw fault("expected a comma or a closing bracket") }
        return .array(items)
    }

    mutating func number() throws -> JSON {
        let start = at
        var isWhole = true
        while at < text.count {
            switch text[at] {
            case 0x2D, 0x30...0x39: break
            case 0x2B, 0x2E, 0x45, 0x65: isWhole = false
            default:
                return try number(start, isWhole)
            }
            at += 1
        }
        return try number(start, isWhole)
    }

    func number(_ start: Int, _ isWhole: Bool) throws -> JSON {
        if isWhole, let value = Int64(String(decoding: text[start..<at], as: UTF8.self)) { return .integer(value) }
        let value = text[start..<at].withUnsafeBufferPointer { DecimalNumber.parse($0) }
        guard let value, value.isFinite else { throw fault("expected a number before this") }
        return .number(value)
    }

    mutating func string() throws -> String {
        at += 1
        var bytes: [UInt8] = []
        while at < text.count {
            let byte = text[at]
            at += 1
            if byte == 0x22 {
                guard let string = String(validating: bytes, as: UTF8.self) else { throw fault("the text before this is no UTF-8") }
                return string
            }
            if byte < 0x20 { throw fault("a line break or control character stands inside quotes") }
            if byte == 0x5C { try escape(into: &bytes) } else { bytes.append(byte) }
        }
        throw fault("a quote is never closed")
    }

    mutating func escape(into bytes: inout [UInt8]) throws {
        guard at < text.count else { throw fault("a quote is never closed") }
        let byte = text[at]
        at += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if code >> 10 == 0x36, text[at...].starts(with: [0x5C, 0x75]) {
                at += 2
                let low = try hexadecimal()
                code = low >> 10 == 0x37 ? 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF : 0xD800
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair stands alone") }
            bytes += String(scalar).utf8
        default: throw fault("an unknown escape")
        }
    }

    mutating func hexadecimal() throws -> UInt32 {
        let digits = text[at..<min(at + 4, text.count)]
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("expected four hexadecimal digits") }
        at += 4
        return value
    }
}
