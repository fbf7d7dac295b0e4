import NicheEngine

/// All that a report shows; nothing else gets into it.
public struct ReportInput: Sendable {
    public var title: String
    /// What the model is about, in a sentence or two.
    public var about: String
    /// Facts of the run, in the order shown: seed, steps, version.
    public var facts: [(String, String)]
    /// Quantities over time; the first column is the time in days.
    public var summary: (columns: [(name: String, unit: String)], rows: [[Double]])
    /// Snapshots in order of time.
    public var frames: [Frame]
    /// What happened, in plain sentences, without judgement.
    public var notes: [String]
    /// The command that gives the same run again.
    public var command: String
    /// The field under the cells in the pictures; nil for plain paper.
    public var background: String?
    /// States whose distribution is shown, each for one type, or with nil for all types that have it.
    public var stateToShow: [(type: String?, state: String)]
    /// Moments to point out in the plots [days].
    public var marks: [(at: Double, label: String)] = []
    /// The large picture, where it has been drawn already.
    public var drawn: Drawing?
    /// Width of the large picture [pixels].
    public var pictureWidth = 1400

    public init(
        title: String, about: String = "", facts: [(String, String)] = [],
        summary: (columns: [(name: String, unit: String)], rows: [[Double]]) = ([], []), frames: [Frame] = [], notes: [String] = [],
        command: String = "", background: String? = nil, stateToShow: [(type: String?, state: String)] = []
    ) {
        self.title = title
        self.about = about
        self.facts = facts
        self.summary = summary
        self.frames = frames
        self.notes = notes
        self.command = command
        self.background = background
        self.stateToShow = stateToShow
    }
}
