import ArgumentParser
import NicheModel

/// Lengths of time on the command line: "3d", "36 h", "90 s".
enum WrittenTime {
    /// - Returns: whole seconds, at least 1.
    static func seconds(_ text: String, _ option: String) throws -> Int64 {
        let parts = spaced(text).split(separator: " ")
        let units = ["s": 1.0, "min": 60, "h": 3600, "d": 86_400]
        guard parts.count == 2, let number = Double(parts[0]), let unit = units[String(parts[1])], number * unit >= 1, number * unit < 1e12
        else { throw ValidationError("\(option) takes a time in s, min, h or d, for example 2h or \"90 min\"; found \"\(text)\"") }
        return Int64((number * unit).rounded())
    }

    /// "3d" becomes "3 d".
    static func spaced(_ text: String) -> String {
        guard let unit = text.firstIndex(where: { $0.isLetter && $0 != "e" && $0 != "E" }), !text.contains(" ") else { return text }
        return text[..<unit] + " " + text[unit...]
    }
}
