/// The verbs that models may use. The engine states an entry beside the code of each verb.
public struct Vocabulary: Sendable {
    public var entries: [VerbEntry]

    public init(_ entries: [VerbEntry]) { self.entries = entries }

    subscript(word: String, subject: VerbEntry.Subject) -> VerbEntry? {
        entries.first { $0.word == word && $0.subjects.contains(subject) }
    }

    func words(for subject: VerbEntry.Subject) -> [String] { entries.filter { $0.subjects.contains(subject) }.map(\.word) }
}
