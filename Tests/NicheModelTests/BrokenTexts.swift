@testable import NicheModel

extension Broken {
    /// Texts that are no model at all.
    static let texts: [Broken] = [
        Broken("an empty file", "", "1:1", "the file is empty; a model begins with \"title:\""),
        Broken("only a comment", "# nothing\n", "1:1", "the file is empty"),
        Broken("a list", "- title: x\n", "1:1", "a model is a map of sections"),
        Broken("one word", "model\n", "1:1", "a model is a map of sections"),
        Broken(
            "a misspelt section", "title: x\nsubstanses:\n  a: {}\n", "2:1", "unknown section \"substanses\"; did you mean \"substances\""),
        Broken("a section that is text", "title: x\ncells: tumour\n", "2:8", "cells is a map (name: …), found text"),
        Broken("a tab", "title: x\n\tabout: y\n", "2:1", "a tab; indent with blanks"),
        Broken("a control character", "title: x\nabout: a\u{7}b\n", "2:9", "a control character (code 7)"),
        Broken("a null byte", "title: x\0", "1:9", "a control character (code 0)"),
        Broken("an anchor", "title: x\nspace: &a well\n", "2:8", "anchors and aliases"),
        Broken("an anchor in a list", "title: x\nuse:\n  - &a well\n", "3:5", "anchors and aliases"),
        Broken("an alias bomb", "a: &a [x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n", "1:4", "anchors and aliases"),
        Broken(
            "a duplicate section", "title: x\nspace: well\nspace: well\n", "3:1",
            "the key \"space\" already stands in this map at m.yaml:2:1"),
        Broken(
            "a duplicate in other quotes", "title: x\nspace: well\n\"space\": well\n", "2:1",
            "the key \"space\" already stands in this map at m.yaml:2:1"),
        Broken("a comma in a flow map", "title: x\nset: {a: 1, min(1, 2), c: 3}\n", "2:13", "a comma inside {...} ends an entry"),
        Broken("an unclosed flow map", "title: x\nset: {a: 1\n", "3:1", "not readable as YAML"),
        Broken("a colon in prose", "title: x\nabout: this: that\n", "2:12", "put the value in quotes"),
        Broken("a key that is a list", "title: x\n? [a, b]\n: 1\n", "2:3", "a key must be a name"),
        Broken("two documents", "title: x\n---\ntitle: y\n", "2:1", "there is one model a file"),
        Broken(
            "10,000 levels of brackets", "title: x\nset: " + String(repeating: "[", count: 10_000), "2:70",
            "brackets nested more than 64 deep"),
        Broken(
            "10,000 levels of list items", "title: x\nset:\n" + String(repeating: "- ", count: 10_000) + "x", "3:129",
            "nested more than 64 deep"),
        Broken(
            "100 levels of indentation", "title: x\n" + (0..<100).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "66:65",
            "nested more than 64 deep"),
        Broken("half a million brackets", String(repeating: "[", count: 500_000), "1:65", "brackets nested more than 64 deep"),
        Broken(
            "30,000 values", "title: x\nset: [" + String(repeating: "a,", count: 30_000) + "a]\n", "2:15997",
            "more than 8000 values in one file"),
    ]

    /// Texts whose problem has no line.
    static let files: [(text: [UInt8], words: String)] = [
        ([0x74, 0x3A, 0x20, 0xFF, 0xFE], "the file is not UTF-8 text"),
        (Array("title: \u{FFFE}".utf8), "not readable as YAML"),
        (Array(repeating: UInt8(ascii: "a"), count: (512 << 10) + 1), "the file has more than 524288 bytes"),
    ]
}
