import NicheEngine

/// A run as one HTML file: pictures, plots, the numbers behind them and how to repeat it.
///
/// The file needs nothing beside it and nothing from the network. It follows the reader's light or dark setting and prints.
/// The same input gives the same bytes.
public enum Report {
    public static func html(_ input: ReportInput) -> String { page(input).html }

    /// The page, with the files of its figures.
    static func page(_ input: ReportInput) -> ReportPage {
        var page = ReportPage(input)
        page.tissue()
        page.course()
        page.stained()
        page.populations()
        page.profiles()
        page.fields()
        page.measures()
        page.states()
        page.reproduce()
        return page
    }
}

/// The page of a run while it is written, section by section.
struct ReportPage {
    let input: ReportInput
    /// The snapshots shown over time, and the bars that hold for all of them.
    let shown: [Frame]
    private var page: Page

    init(_ input: ReportInput) {
        self.input = input
        shown = ReportPage.spread(input.frames, most: 6)
        page = Page(title: input.title)
        (page.about, page.facts, page.notes) = (input.about, input.facts, input.notes)
    }

    mutating func section(_ title: String, _ content: String) { page.section(title, content) }

    mutating func figure(_ content: String, caption: String, data: (name: String, csv: [UInt8])?) -> String {
        page.figure(content, caption: caption, data: data)
    }

    mutating func keep(_ name: String, _ bytes: [UInt8], _ kind: String) { page.keep(name, bytes, kind) }

    var next: Int { page.next }
    var html: String { page.html }
    var files: [Page.File] { page.files }

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
}
