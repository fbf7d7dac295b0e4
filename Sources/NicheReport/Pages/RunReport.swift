import Foundation
import NicheEngine
import NicheFiles
import NicheStore

/// The report of a run's folder, written into it.
public enum RunReport {
    /// Writes `report.html`, its pictures one by one under `pictures/`, and its plots as SVG and all numbers as CSV under `figures/`.
    ///
    /// - Parameter pictureWidth: width of the large pictures [pixels].
    /// - Returns: the path of `report.html`.
    /// - Throws: `FileFault`, where the folder holds no run, a file of it is damaged, or the disk refuses.
    @discardableResult
    public static func write(runFolder path: String, pictureWidth: Int = 1400) throws -> String {
        let run = try RunFolder.open(path)
        var input = try input(run)
        input.pictureWidth = pictureWidth
        let file = "\(run.path)/report.html"
        // All of it appears together, the page last, for two syncs of the disk instead of two a picture.
        try Draft.publish(by: "\(run.path)/.writing-report") { draft in
            input.drawn = try writePictures(input, to: "\(run.path)/pictures", draft)
            let page = Report.page(input)
            try DiskFiles.makeFolder("\(run.path)/figures")
            for figure in page.files { try draft.write(figure.bytes, to: "\(run.path)/figures/\(figure.name)") }
            try draft.write(Array(page.html.utf8), to: file)
        }
        return file
    }

    /// What the folder has to report. Of many snapshots six are read, spread evenly over the time.
    ///
    /// - Throws: `FileFault`.
    public static func input(_ run: RunFolder) throws -> ReportInput {
        let manifest = try run.manifest()
        let reader = try SnapshotReader(run)
        let chosen = ReportPage.spread(reader.frames.map(\.timeSeconds), most: 6)
        let frames = try chosen.map { try reader.frame(at: $0) }
        // A run that was stopped before its first record has no summary yet.
        let summary = DiskFiles.exists("\(run.path)/summary.csv") ? inDays(try run.summary()) : Summary(columns: [])
        var input = ReportInput(
            title: manifest.modelTitle, about: try about(run, title: manifest.modelTitle), facts: facts(manifest),
            summary: (summary.columns, summary.rows), frames: frames, notes: notes(frames, manifest),
            command: manifest.command.map(shellWord).joined(separator: " "))
        // The name stands at the first time; the others are lines alone.
        input.marks = manifest.therapies.flatMap { therapy in
            therapy.times.enumerated().map { (at: Double($1) / 86_400, label: $0 == 0 ? words(therapy.name) : "") }
        }
        if let last = frames.last {
            input.background = ground(last)
            input.stateToShow = varying(last.cells).prefix(12).map { (nil, $0) }
        }
        return input
    }

    /// The summary with its first column, the time, in days.
    static func inDays(_ summary: Summary) -> Summary {
        let seconds = ["s": 1.0, "min": 60, "h": 3600, "d": 86_400, "day": 86_400, "days": 86_400]
        var summary = summary
        guard let time = summary.columns.first, let unit = seconds[time.unit] else { return summary }
        summary.columns[0].unit = "days"
        for row in summary.rows.indices where unit != 86_400 { summary.rows[row][0] *= unit / 86_400 }
        return summary
    }

    /// - Returns: the picture of the last frame, which the page shows too.
    private static func writePictures(_ input: ReportInput, to folder: String, _ draft: Draft) throws -> Drawing? {
        guard let last = input.frames.last else { return nil }
        try DiskFiles.makeFolder(folder)
        var taken: Set<String> = []
        func write(_ name: String, _ frame: Frame, _ style: PictureStyle, _ foams: FoamShelf) throws -> Drawing? {
            guard let drawing = try? TissuePicture(frame, style: style, foams: foams).drawing else { return nil }
            var file = Page.fileName(name)
            while !taken.insert(file.lowercased()).inserted { file += "-" }
            try draft.write(drawing.png, to: "\(folder)/\(file).png")
            return drawing
        }
        var foams = FoamShelf()
        var tissue: Drawing?
        for frame in input.frames {
            foams = FoamShelf()
            var style = PictureStyle(width: input.pictureWidth, title: input.title)
            style.background = frame.fields.columns.first { $0.name == input.background }?.name
            tissue = try write("tissue-\(frame.time / 60)min", frame, style, foams)
        }
        for (_, state) in input.stateToShow {
            var style = PictureStyle(width: input.pictureWidth, title: capitalised(words(state)))
            style.colourBy = state
            _ = try write("state-\(state)", last, style, foams)
        }
        for column in last.fields.columns {
            let title = capitalised(words(column.name))
            _ = try write("field-\(column.name)", last, .map(of: column.name, width: input.pictureWidth, title: title), foams)
        }
        return tissue
    }
}
