import NicheFiles

/// Texts as trees of elements.
struct XMLSubject: Subject {

    func seeds() -> [[UInt8]] {
        [
            "<a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a b=\"1\" c='2'>\n  <d>3 &amp; &#65;</d><!-- e -->\n</a>\n",
            "<a><![CDATA[<b>]]></a>", "<a xmlns:n=\"u\"><n:b n:c=\"1\"/></a>", "<?b c?><a>\r\n</a>",
        ].map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws { _ = try XMLReader.parse(bytes, path: "t.xml") }
}
