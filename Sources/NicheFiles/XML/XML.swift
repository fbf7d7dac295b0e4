/// Text as it may stand in XML and HTML.
public enum XML {
    /// Text made safe for elements and quoted attributes.
    ///
    /// Names come from files of others; none of them may end an element or begin one.
    public static func escaped(_ text: String) -> String {
        var safe = ""
        safe.reserveCapacity(text.utf8.count)
        for character in text.unicodeScalars {
            switch character {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            // XML forbids control characters even as references.
            case "\n", "\t": safe.unicodeScalars.append(character)
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": safe += "\u{FFFD}"
            default: safe.unicodeScalars.append(character)
            }
        }
        return safe
    }

    /// The same in ASCII, other characters by their numbers, for places that hold nothing else.
    public static func escapedASCII(_ text: String) -> String {
        escaped(text).unicodeScalars.map { $0.isASCII ? String($0) : "&#\($0.value);" }.joined()
    }
}
