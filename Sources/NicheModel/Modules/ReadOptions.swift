/// What is laid on top of a model when it is read, and where its modules are.
public struct ReadOptions: Sendable {
    /// Values that replace those of the model, in order: parameters, couplings, `type.parameter`, `time.end`, `space.voxel`.
    public var settings: [(name: String, value: String)]
    /// Bundles of settings of the model, by name.
    public var genotypes: [String]
    /// Therapies of the model that this run gives.
    public var therapies: [String]
    /// Folders where `use: [x]` finds x.yaml, after the model's own folder and its folder `modules`.
    public var libraryFolders: [String]
    /// The file of a placement `file: cells`.
    public var cellsFile: String?
    /// A duration in the words of the language ("3 d", "3d") that replaces `time: {end: …}`.
    public var endOverride: String?
    /// Maps of sections laid on top of the model, in order: what an arm of a trial changes. Their clamps and placements replace those of
    /// the same name.
    public var layers: [Tree] = []
    /// Reads no `measures:`, so that what one looks at makes no difference to the model's digest.
    public var ignoresMeasures = false
    /// Measures beside those of the model.
    package var measures: [(name: String, phrase: Phrase)] = []

    public init(
        settings: [(name: String, value: String)] = [], genotypes: [String] = [], therapies: [String] = [], libraryFolders: [String] = [],
        cellsFile: String? = nil, endOverride: String? = nil
    ) {
        self.settings = settings
        self.genotypes = genotypes
        self.therapies = therapies
        self.libraryFolders = libraryFolders
        self.cellsFile = cellsFile
        self.endOverride = endOverride
    }
}
