import Testing

@testable import NicheModel

@Suite struct LanguageReferenceTests {
    @Test func everyWordHasItsMeaning() {
        for word in Chapter.head + Chapter.nouns { #expect(LanguageReference.chapterMeanings[word] != nil, "\(word)") }
        for entry in Vocabulary.ofTests.entries { #expect(LanguageReference.verbMeanings[entry.word] != nil, "\(entry.word)") }
        for key in VerbEntry.Key.allCases { #expect(LanguageReference.keyMeanings[key] != nil, "\(key)") }
        for word in Words.functions { #expect(LanguageReference.functionMeanings[word] != nil, "\(word)") }
        for word in Words.builtIn { #expect(LanguageReference.nameMeanings[word] != nil, "\(word)") }
        for unit in Units().table.keys where unit != "%" { #expect(Words.unitNames[unit] != nil, "\(unit)") }
    }

    @Test func thePageHasEveryTable() {
        let page = LanguageReference(.ofTests).markdown
        for title in ["Chapters", "Verbs", "Keys of events", "Functions", "Names that are there", "Units", "Words that are no names"] {
            #expect(page.contains("## \(title)\n"))
        }
        #expect(page.contains("| `divide` | cell | `into` a phase, or nothing |  | makes two cells"))
    }
}
