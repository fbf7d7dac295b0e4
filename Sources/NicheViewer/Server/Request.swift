/// What somebody asks of the server, after HTTP has been read and before anything is believed.
public struct Request: Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
    }

    /// nil for all other methods.
    public var method: Method?
    /// As it was sent, for example "/runs/0/frames/3/cells?colour=N".
    public var target: String
    /// Names as they were sent; a name may come more than once.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(_ method: Method?, _ target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// All values of a header.
    func values(of name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// The parts of the path between its slashes; nil where it is no path, or one that tries to go elsewhere.
    ///
    /// Nothing is looked up on a disk by them, so what is odd is refused rather than mended.
    var path: [String]? {
        let path = target.prefix { $0 != "?" }
        guard path.first == "/", !path.contains("#") else { return nil }
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts == [""] { return [] }
        func isPlain(_ part: String) -> Bool {
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"),
                        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }
        return parts.allSatisfy(isPlain) ? parts : nil
    }

    /// The value of a name behind the question mark, its signs of percent resolved; nil where there is none, or no UTF-8.
    func query(_ name: String) -> String? {
        guard let mark = target.firstIndex(of: "?") else { return nil }
        for pair in target[target.index(after: mark)...].split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name { return Self.resolved(parts[1]) }
        }
        return nil
    }

    private static func resolved(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
