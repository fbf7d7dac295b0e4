import NicheEngine
import NicheFiles
import NicheReport

/// The report of trials: one HTML file with the verdicts, then each claim with its arms, curves, pictures and what was judged.
///
/// Every figure also stands beside it, under `figures/`, as SVG with its numbers as CSV. The same results give the same bytes.
public struct ClaimsPage {
    let results: [TrialResult]
    var page: Page

    /// - Parameters:
    ///   - pictures: for each result, the tissues at the end of some of its arms; may be empty.
    ///   - note: what a reader should know of all results, such as that seeds were few.
    public init(_ results: [TrialResult], pictures: [[(name: String, frame: Frame)]] = [], note: String = "") {
        self.results = results
        page = Page(title: results.count == 1 ? results[0].heading : "Claims and what the model makes of them")
        page.about =
            "Each claim is put to a model as a trial: arms that differ in one thing, the same seeds in all arms, sentences that must hold. "
            + "What is reproduced is so given the mechanisms of the model; that proves neither them nor the claim."
        page.facts = facts
        page.notes = note.isEmpty ? [] : [note]
        verdicts()
        for (index, result) in results.enumerated() { section(of: result, pictures.indices.contains(index) ? pictures[index] : []) }
    }

    /// The one file.
    public var html: String { page.html }

    /// Writes `index.html` and `figures/` into a folder; they replace those of an earlier report.
    ///
    /// - Returns: the path of `index.html`.
    /// - Throws: `FileFault`, where the disk refuses.
    @discardableResult
    public func write(to folder: String) throws -> String {
        try DiskFiles.makeFolder("\(folder)/figures")
        let file = "\(folder)/index.html"
        // All of it appears together, the page last.
        try Draft.publish(by: "\(folder)/.writing-report") { draft in
            for file in page.files { try draft.write(file.bytes, to: "\(folder)/figures/\(file.name)") }
            try draft.write(Array(html.utf8), to: file)
        }
        return file
    }

    mutating func figure(_ svg: String, _ name: String, caption: String, csv: String) -> String {
        page.figure(svg, caption: caption, data: (name, Array(csv.utf8)))
    }

    private var facts: [(String, String)] {
        let judged = results.filter { $0.trial.see.isEmpty }
        let counts = Verdict.allCases.compactMap { verdict -> (String, String)? in
            let count = judged.count { $0.verdict == verdict }
            return count > 0 ? ("\(verdict.mark) \(verdict.rawValue)", "\(count)") : nil
        }
        let sized = judged.compactMap { $0.verdict == .reproduced ? $0.sizeHolds : nil }
        let sizes = sized.isEmpty ? [] : [("Sizes in range, of reproduced", "\(sized.count { $0 }) of \(sized.count)")]
        return [("Trials", "\(judged.count)")] + counts + sizes + [("Runs, some shared", "\(judged.reduce(0) { $0 + $1.runs })")]
    }
}
