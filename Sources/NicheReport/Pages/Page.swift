/// A page of sections and numbered figures as one HTML file, written from top to bottom.
///
/// The file needs nothing beside it and nothing from the network. It follows the reader's light or dark setting and prints.
public struct Page: Sendable {
    /// A file that goes beside the page.
    public struct File: Sendable {
        public var name: String
        public var bytes: [UInt8]
    }

    public var title: String
    /// What it is about, in a sentence or two.
    public var about = ""
    /// Facts, in the order shown.
    public var facts: [(String, String)] = []
    /// Plain sentences above the sections.
    public var notes: [String] = []
    /// Files that go beside the page: figures as SVG, their numbers as CSV.
    public private(set) var files: [File] = []
    private var taken: Set<String> = []
    private var body = ""
    private var contents: [(id: String, title: String)] = []
    private var figures = 0

    public init(title: String) { self.title = title }

    /// Adds a section; an empty one is left out.
    ///
    /// - Parameters:
    ///   - content: HTML.
    ///   - short: its name in the list of contents; nil for the title.
    public mutating func section(_ title: String, short: String? = nil, _ content: String) {
        if content.isEmpty { return }
        let id = "section-\(contents.count + 1)"
        contents.append((id, short ?? title))
        body += "<section id=\"\(id)\"><h2>\(escaped(title))</h2>\n\(content)</section>\n"
    }

    /// A figure with a number, a caption, and its data to download as CSV under a name. Those are kept as a file too, with the figure itself
    /// where it is a drawing of lines.
    ///
    /// - Parameters:
    ///   - content: HTML.
    ///   - caption: plain text; the first sentence is set off.
    public mutating func figure(_ content: String, caption: String, data: (name: String, csv: [UInt8])?, kind: String = "") -> String {
        figures += 1
        if let data {
            if content.hasPrefix("<svg") { keep(data.name, Array(content.utf8), "svg") }
            keep(data.name, data.csv, "csv")
        }
        let caption = capitalised(caption)
        let link = data.map { " " + Page.link($0.csv, to: $0.name) } ?? ""
        let end = caption.firstRange(of: ". ").map { caption.index(before: $0.upperBound) } ?? caption.endIndex
        return "<figure class=\"\(kind)\">\(content)<figcaption><b>Figure \(figures). \(escaped(String(caption[..<end])))</b>"
            + "\(escaped(String(caption[end...])))\(link)</figcaption></figure>\n"
    }

    /// Keeps a file for the page's folder, under a name that no other has.
    public mutating func keep(_ name: String, _ bytes: [UInt8], _ kind: String) {
        var stem = Page.fileName(name)
        while !taken.insert("\(stem).\(kind)".lowercased()).inserted { stem += "-" }
        files.append(File(name: "\(stem).\(kind)", bytes: bytes))
    }

    /// A table to download, held by the page itself.
    public static func link(_ csv: [UInt8], to name: String, words: String = "Data (CSV)") -> String {
        "<a class=\"data\" download=\"\(escaped(fileName(name))).csv\" href=\"\(dataLink(csv, "text/csv;charset=utf-8"))\">\(escaped(words))</a>"
    }

    /// A number for names that must not occur twice on the page.
    var next: Int { figures + 1 }

    public var html: String {
        let title = title.isEmpty ? "Report" : title
        let facts = facts.map { "<div><dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd></div>" }.joined()
        let notes = notes.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
        let links = contents.map { "<a href=\"#\($0.id)\">\(escaped($0.title))</a>" }.joined()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(escaped(title))</title>
            <style>\(Stylesheet.text)</style>
            </head>
            <body>
            <header>
            <h1>\(escaped(title))</h1>
            \(about.isEmpty ? "" : "<p class=\"about\">\(escaped(about))</p>")
            \(notes.isEmpty ? "" : "<ul class=\"notes\">\(notes)</ul>")
            \(facts.isEmpty ? "" : "<dl class=\"facts\">\(facts)</dl>")
            </header>
            \(links.isEmpty ? "" : "<nav>\(links)</nav>")
            <main>
            \(body)</main>
            </body>
            </html>

            """
    }

    /// A name that every file system takes.
    public static func fileName(_ name: String) -> String {
        let safe = String(name.prefix(80).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "-" })
        return safe.isEmpty ? "data" : safe
    }
}
