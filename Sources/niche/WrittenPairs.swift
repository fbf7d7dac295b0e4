import ArgumentParser
import Foundation

/// Names and values on the command line: "M18=0", "tumour_cycle=17 h".
enum WrittenPairs {
    static func read(_ texts: [String], _ option: String) throws -> [(String, String)] {
        try texts.map { text in
            guard let sign = text.firstIndex(of: "="), sign != text.startIndex else {
                throw ValidationError("\(option) takes name=value, found \"\(text)\"")
            }
            return (
                String(text[..<sign]).trimmingCharacters(in: .whitespaces),
                String(text[text.index(after: sign)...]).trimmingCharacters(in: .whitespaces)
            )
        }
    }
}
