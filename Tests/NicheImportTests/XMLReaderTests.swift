import NicheFiles
import Testing

struct XMLReaderTests {
    private func read(_ text: String) throws -> XMLTree { try XMLReader.parse(Array(text.utf8), path: "p.xml") }

    @Test func elementsHaveTheirPlacesAndTexts() throws {
        let root = try read("<?xml version=\"1.0\"?>\n<a x=\"1 &amp; 2\">\n  <b> te<!-- no -->xt &lt; </b>\n  <b/><c>ü</c></a>")
        #expect(root.attributes["x"] == "1 & 2" && root.all("b").count == 2)
        #expect(root["b"]?.text == "text <" && root["c"]?.text == "ü")
        #expect(root["b"]?.line == 3 && root.children[2].line == 4)
    }

    @Test(arguments: [
        ("", "p.xml"), ("<a><b></a>", "p.xml:1:"), ("<a x=1/>", "p.xml:1:"), ("plain", "p.xml:1:"),
        ("<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>", "p.xml:1:1: has a document type"),
        ("<!DOCTYPE a [<!ENTITY e SYSTEM \"/etc/passwd\">]><a>&e;</a>", "p.xml:1:1: has a document type"),
        (String(repeating: "<a>", count: 200), "more than 100 elements"),
        ("<a>" + String(repeating: "<b/>", count: 50_000) + "</a>", "more than 50000 elements"),
        ("<a>\n<b n:c=\"1\"/>\n<d m:e=\"2\"/>\n</a>", "p.xml:2:11: is no well-formed XML (a name before a colon is not declared"),
        ("<a>\n\u{7}</a>", "p.xml:2:1: holds a control character"), ("\0\0\0<?\0a<?", "p.xml:1:1: holds a control character"),
        ("<?note?>\n<a/>", "p.xml:1:1: has an instruction without contents"),
        ("<a>\n<?note?></a>", "p.xml:2:1: has an instruction without contents"),
    ])
    func whatIsNoXMLIsRefused(text: String, words: String) {
        let fault = #expect(throws: FileFault.self) { try read(text) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test func instructionsToOtherProgramsArePassedOver() throws {
        let root = try read("<?xml version=\"1.0\"?>\n<?note to all?><a><?note ?>x</a>")
        #expect(root.text == "x")
    }

    /// Found by `script/check-input.py`: each attribute is looked for among those before it.
    @Test("a tag of endless attributes is refused, and a long comment is not") func length() throws {
        let attributes = (0..<4000).map { "a\($0)=\"1\"" }.joined(separator: " ")
        #expect(throws: FileFault.self) { try read("<a>\n<b \(attributes)/></a>") }
        #expect(try read("<a><!-- \(attributes) --></a>").name == "a")
    }

    /// Found by the fuzzer: Foundation's parser ends the program at such a name.
    @Test("a name that is no text is refused") func bytes() {
        let fault = #expect(throws: FileFault.self) {
            try XMLReader.parse(Array("<a><b".utf8) + [0xFF] + Array("/></a>".utf8), path: "p.xml")
        }
        #expect(fault?.message == "is not UTF-8 text; save it as such")
    }
}
