import NicheEngine

/// A run as one HTML file: pictures, plots, the numbers behind them and how to repeat it.
///
/// The file needs nothing beside it and nothing from the network. It follows the reader's light or dark setting and prints.
/// The same input gives the same bytes.
public enum Report {
    public static func html(_ input: ReportInput) -> String {
        var page = ReportPage(input)
        page.tissue()
        page.course()
        page.fields()
        page.populations()
        page.measures()
        page.states()
        page.reproduce()
        return page.html
    }
}

/// The page while it is written, section by section.
struct ReportPage {
    let input: ReportInput
    /// The snapshots shown over time, and the bars that hold for all of them.
    let shown: [Frame]
    private var body = ""
    private var contents: [(id: String, title: String)] = []
    private var figures = 0

    init(_ input: ReportInput) {
        self.input = input
        shown = ReportPage.spread(input.frames, most: 6)
    }

    /// Adds a section; an empty one is left out.
    mutating func section(_ title: String, _ content: String) {
        if content.isEmpty { return }
        let id = "section-\(contents.count + 1)"
        contents.append((id, title))
        body += "<section id=\"\(id)\"><h2>\(escaped(title))</h2>\n\(content)</section>\n"
    }

    /// A figure with a number, a caption, and its data to download as CSV under a name.
    ///
    /// - Parameters:
    ///   - content: HTML.
    ///   - caption: plain text; the first sentence is set off.
    mutating func figure(_ content: String, caption: String, data: (name: String, csv: [UInt8])?, kind: String = "") -> String {
        figures += 1
        let caption = capitalised(caption)
        var link = ""
        if let data {
            let name = escaped(ReportPage.fileName(data.name)) + ".csv"
            link = " <a class=\"data\" download=\"\(name)\" href=\"\(dataLink(data.csv, "text/csv;charset=utf-8"))\">Data (CSV)</a>"
        }
        let end = caption.range(of: ". ").map { caption.index(before: $0.upperBound) } ?? caption.endIndex
        return "<figure class=\"\(kind)\">\(content)<figcaption><b>Figure \(figures). \(escaped(String(caption[..<end])))</b>"
            + "\(escaped(String(caption[end...])))\(link)</figcaption></figure>\n"
    }

    /// A number for names that must not occur twice on the page.
    var next: Int { figures + 1 }

    var html: String {
        let title = input.title.isEmpty ? "Report" : input.title
        let facts = input.facts.map { "<div><dt>\(escaped($0.0))</dt><dd>\(escaped($0.1))</dd></div>" }.joined()
        let notes = input.notes.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
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
            \(input.about.isEmpty ? "" : "<p class=\"about\">\(escaped(input.about))</p>")
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

    /// At most so many frames, spread evenly over the time, the first and the last among them.
    static func spread(_ frames: [Frame], most: Int) -> [Frame] {
        spread(frames.map(\.time), most: most).map { frames[$0] }
    }

    /// Places of at most so many times, given in rising order, spread evenly, the first and the last among them.
    static func spread(_ times: [Int64], most: Int) -> [Int] {
        guard times.count > most, let first = times.first, let last = times.last else { return Array(times.indices) }
        var chosen: [Int] = []
        for step in 0..<most {
            let wanted = Double(first) + Double(last - first) * Double(step) / Double(most - 1)
            let nearest = times.indices.min { abs(Double(times[$0]) - wanted) < abs(Double(times[$1]) - wanted) }!
            if chosen.last != nearest { chosen.append(nearest) }
        }
        return chosen
    }

    /// A name that every file system takes.
    static func fileName(_ name: String) -> String {
        let safe = String(name.prefix(80).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "-" })
        return safe.isEmpty ? "data" : safe
    }
}
