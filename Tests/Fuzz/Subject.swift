/// Something that reads what others wrote, for the fuzzer to look for texts that make it crash, hang or take all memory.
///
/// To refuse a text is right; a subject throws then, and that is the end of it.
protocol Subject {
    /// Texts to begin with, which are read as they should be.
    func seeds() throws -> [[UInt8]]
    func read(_ bytes: [UInt8]) throws
}

func makeSubject(_ name: String) throws -> (any Subject)? {
    switch name {
    case "model": try ModelSubject()
    case "expression": ExpressionSubject()
    case "trial": try TrialSubject()
    case "syntax": SyntaxSubject()
    case "yaml": YAMLSubject()
    case "xml": XMLSubject()
    case "json": JSONSubject()
    case "table": TableSubject()
    case "project": try ProjectSubject()
    case "anndata": AnnDataSubject()
    case "snapshot": SnapshotSubject()
    case "checkpoint": try CheckpointSubject()
    default: nil
    }
}
