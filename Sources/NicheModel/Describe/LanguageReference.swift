/// The reference of the model language, made from what the reader of models itself goes by.
public struct LanguageReference {
    private let vocabulary: Vocabulary

    public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// The page, in Markdown.
    public var markdown: String {
        [title, chapters, verbs, keys, rules, functions, names, units, words].joined(separator: "\n\n") + "\n"
    }

    private var title: String {
        """
        # The model language

        Made from the program by `niche models --language`, so that it says what the program reads. `niche check` tells of a model what it does not understand, with the nearest
        right word; [Adding things](AddingThings.md) goes through a mechanism step by step, and every file in `Models/` is an example.
        """
    }

    private var chapters: String {
        table(
            "Chapters", "A model is a map with these keys; `use` brings in those of other modules.", ["key", "what it holds"],
            (Chapter.head + Chapter.nouns).map { ["`\($0)`", Self.chapterMeanings[$0] ?? ""] })
    }

    private var verbs: String {
        let entries = vocabulary.entries.sorted { ($0.word, $0.subjectText) < ($1.word, $1.subjectText) }
        return table(
            "Verbs", "What an event does: `death: enter apoptotic at 0.004 /h`.",
            ["verb", "who", "of what", "besides the usual keys", "what happens"],
            entries.map { entry in
                let more = entry.keys.subtracting(VerbEntry.Key.common).map { "`\($0.rawValue)`" }.sorted()
                return [
                    "`\(entry.word)`", entry.subjectText, entry.objectText, more.joined(separator: ", "),
                    Self.verbMeanings[entry.word] ?? "",
                ]
            })
    }

    private var keys: String {
        table(
            "Keys of events", "One of the first five says when; the others may stand beside it.", ["key", "what it says"],
            VerbEntry.Key.allCases.map { ["`\($0.rawValue)`", Self.keyMeanings[$0] ?? ""] })
    }

    private var rules: String {
        """
        ## Rules

        Sentences on a `let`, pooled as in the cell behaviour hypothesis grammar (Johnson 2025): all that increases it makes one response, all that decreases it another.

        ```yaml
        rules:
          - oxygen decreases necrosis to 0 /min with half-max 3.75 mmHg, power 8
          - dead increases shedding to 0.017 /min with half-max 0.1, also when dead
        ```

        H = Σ(signal / half-max)ᵖ / (1 + Σ(signal / half-max)ᵖ); raised = base + (most - base) H of what increases it; value = raised + (least - raised) H of what decreases it, where
        `most` is the largest and `least` the smallest bound of the sentences. The power is 1 unless given. In a dead cell only rules with `also when dead` count.
        """
    }

    private var functions: String {
        table(
            "Functions", "Of numbers with units, which are checked: what is added must be of one kind.", ["function", "value"],
            Words.functions.sorted().map { [Self.functionMeanings[$0]?.form ?? "`\($0)`", Self.functionMeanings[$0]?.meaning ?? ""] })
    }

    private var names: String {
        table(
            "Names that are there", "Beside substances, states, parameters and what `let` defines.", ["name", "value"],
            Words.builtIn.union(["dead"]).sorted().map { ["`\($0)`", Self.nameMeanings[$0] ?? ""] })
    }

    private var units: String {
        let known = Units()
        let rows = known.table.sorted {
            (known.words($0.value.dimension), $0.value.factor, $0.key) < (known.words($1.value.dimension), $1.value.factor, $1.key)
        }
        return table(
            "Units", "Joined by `*`, `/` and `^`: `um^2/min`, `/h`. Things that are counted are units too: `units: {EV: counted}`.",
            ["unit", "in full"], rows.map { ["`\($0.key)`", Words.unitNames[$0.key] ?? ($0.key == "%" ? "per cent" : "")] })
    }

    private var words: String {
        func list(_ words: Set<String>) -> String { words.sorted().map { "`\($0)`" }.joined(separator: " ") }
        return """
            ## Words that are no names

            They join the parts of a sentence: \(list(Words.joining)). Conditions are written with \(list(Words.logic)) and `<`, `<=`, `>`, `>=`. Which lives are meant of a type:
            \(list(Words.lives)).
            """
    }

    private func table(_ title: String, _ about: String, _ heads: [String], _ rows: [[String]]) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
        return ["## \(title)", "", about, "", line(heads), line(heads.map { _ in "---" })].joined(separator: "\n") + "\n"
            + rows.map(line).joined(separator: "\n")
    }
}

extension VerbEntry {
    fileprivate var subjectText: String { subjects.map(\.rawValue).sorted().joined(separator: ", ") }

    fileprivate var objectText: String {
        switch object {
        case .none: needsPair ? "what `each` or `one of` finds" : mayActOnNeighbour ? "itself or `they`" : ""
        case .phase: "a phase" + (mayActOnNeighbour ? "; `they enter` acts on what `each` or `one of` finds" : "")
        case .type: "a type of cell"
        case .particle: "a particle"
        case .optionalPhase: "`into` a phase, or nothing"
        }
    }
}
