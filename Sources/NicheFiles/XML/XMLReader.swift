import Foundation
import FoundationXML

/// Reads an XML file as a tree. Nothing is fetched from elsewhere; document types, and with them entities, are refused.
public enum XMLReader {
    /// The most that is accepted of a file and of one tag [bytes], of elements, and of elements within elements.
    public static let largestFile = 2 << 20
    public static let longestTag = 16 << 10
    public static let mostElements = 50_000
    public static let deepest = 100

    /// - Throws: `FileFault`, with line and column.
    public static func read(_ path: String) throws -> XMLTree {
        try parse(DiskFiles.read(path, limit: largestFile), path: path)
    }

    /// - Parameter path: names the text in faults.
    public static func parse(_ bytes: [UInt8], path: String) throws -> XMLTree {
        try checkTags(bytes, path)
        // Foundation's parser trusts names to be text.
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw FileFault(.malformed, path: path, "is not UTF-8 text; save it as such")
        }
        let parser = XMLParser(data: Data(bytes))
        let builder = Builder(path)
        parser.delegate = builder
        parser.externalEntityResolvingPolicy = .never
        _ = parser.parse()
        if let fault = builder.fault { throw fault }
        guard let root = builder.root else { throw FileFault(.malformed, path: path, line: 1, column: 1, "holds no element") }
        return root
    }

    /// Whether `?name?>` follows a "<": an instruction to other programs that says nothing, which makes Foundation's parser read at no address.
    private static func isEmptyInstruction(_ rest: ArraySlice<UInt8>) -> Bool {
        guard rest.first == UInt8(ascii: "?") else { return false }
        let ends: Set<UInt8> = [UInt8(ascii: "?"), UInt8(ascii: ">"), UInt8(ascii: "<"), 9, 10, 13, 32]
        return rest.dropFirst().drop { !ends.contains($0) }.starts(with: "?>".utf8)
    }

    /// Refuses declarations, and tags so long that a parser takes seconds to find an attribute that stands in them twice.
    private static func checkTags(_ bytes: [UInt8], _ path: String) throws {
        var line = 1
        var start: (at: Int, line: Int)?
        for (i, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case ..<0x20 where byte != UInt8(ascii: "\t") && byte != UInt8(ascii: "\r"):
                throw FileFault(.malformed, path: path, line: line, column: 1, "holds a control character, which no XML may")
            case UInt8(ascii: "<"):
                let rest = bytes[(i + 1)...]
                if rest.starts(with: "!DOCTYPE".utf8) || rest.starts(with: "!ENTITY".utf8) {
                    throw FileFault(
                        .unsupported, path: path, line: line, column: 1,
                        "has a document type (<!DOCTYPE>), which can stand for anything; take it out, and write entities as what they stand for"
                    )
                }
                if isEmptyInstruction(rest) {
                    throw FileFault(
                        .unsupported, path: path, line: line, column: 1,
                        "has an instruction without contents (<?name?>), which is not read; take it out")
                }
                // Comments and plain text in brackets may be of any length.
                start = rest.first == UInt8(ascii: "!") ? nil : (i, line)
            case UInt8(ascii: ">"): start = nil
            default:
                if let start, i - start.at > longestTag {
                    throw FileFault(
                        .tooLarge, path: path, line: start.line, column: 1, "a tag of more than \(longestTag) bytes begins in this line")
                }
            }
        }
    }

    private static func words(_ code: Int) -> String {
        switch code {
        case 4, 5: "the file ends too early"
        case 76: "an element is closed that was not opened, or not yet closed within another"
        case 77, 74: "an element is not closed"
        case 38, 39, 65: "an attribute is not in quotes"
        case 68: "a \"<\" begins no element; as text it is written &lt;"
        case 201: "a name before a colon is not declared by xmlns:name"
        default: "libxml2 error \(code)"
        }
    }

    private final class Builder: NSObject, XMLParserDelegate {
        let path: String
        var root: XMLTree?
        var fault: FileFault?
        private var open: [XMLTree] = []
        private var elements = 0

        init(_ path: String) { self.path = path }

        private func note(_ parser: XMLParser, _ kind: FileFault.Kind, _ message: String) {
            fault = fault ?? FileFault(kind, path: path, line: max(1, parser.lineNumber), column: max(1, parser.columnNumber), message)
        }

        private func stop(_ parser: XMLParser, _ kind: FileFault.Kind, _ message: String) {
            note(parser, kind, message)
            parser.abortParsing()
        }

        /// Some do not stop the parser, which reads at no address where it is stopped here: the next element does it.
        func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
            note(parser, .malformed, "is no well-formed XML (\(XMLReader.words((error as NSError).code)))")
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            guard fault == nil else { return parser.abortParsing() }
            guard open.count < XMLReader.deepest else {
                return stop(parser, .tooLarge, "more than \(XMLReader.deepest) elements within each other")
            }
            elements += 1
            guard elements <= XMLReader.mostElements else { return stop(parser, .tooLarge, "more than \(XMLReader.mostElements) elements") }
            open.append(XMLTree(name: name, attributes: attributes, line: parser.lineNumber, column: parser.columnNumber))
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            guard var element = open.popLast() else { return }
            element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
            if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) {
            if !open.isEmpty { open[open.count - 1].text += text }
        }
    }
}
