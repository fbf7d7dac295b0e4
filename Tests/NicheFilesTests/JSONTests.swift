import Testing

@testable import NicheFiles

@Suite struct JSONTests {
    private let value: JSON = [
        "text": "a\"b\\c\n\u{1}ü😀", "list": [1, -2, 3.5, true, nil, []], "empty": [:], "small": .number(.leastNonzeroMagnitude),
        "zero": -0.0,
        "large": .integer(.max), "deep": ["a": [["b": 1]]],
    ]

    @Test(arguments: [false, true]) func valuesReadBackEqual(isIndented: Bool) throws {
        let text = value.text(isIndented: isIndented)
        let back = try JSON.parse(Array(text.utf8), path: "j")
        #expect(back == value)
        #expect(back.text(isIndented: isIndented) == text)
        #expect(back["zero"]?.number?.sign == .minus)
    }

    @Test func escapesAreUnderstood() throws {
        #expect(try JSON.parse(Array(#""\u00fc\ud83d\ude00\/\t""#.utf8), path: "j") == "ü😀/\t")
        #expect(throws: FileFault.self) { try JSON.parse(Array(#""\ud83d""#.utf8), path: "j") }
    }

    @Test func faultsNameLineAndColumn() {
        let fault = #expect(throws: FileFault.self) { try JSON.parse(Array("{\n \"a\": ,\n}".utf8), path: "j.json") }
        #expect(fault?.description == "j.json:2:7: expected a value")
    }

    @Test func depthIsLimited() {
        let text = String(repeating: "[", count: 100_000)
        let fault = #expect(throws: FileFault.self) { try JSON.parse(Array(text.utf8), path: "j") }
        #expect(fault?.message == "lists and objects lie more than 64 deep")
    }

    @Test func garbageIsRefusedButNeverCrashes() {
        var dice = Dice(state: 11)
        let good = Array(value.text.utf8)
        let alphabet = Array("{}[]\",:0123.eE+-\\u\u{FC}tfn ".utf8)
        for _ in 0..<20_000 {
            var text = good
            for _ in 0..<Int.random(in: 1...8, using: &dice) {
                let at = Int.random(in: 0..<text.count, using: &dice)
                switch Int.random(in: 0...2, using: &dice) {
                case 0: text[at] = alphabet.randomElement(using: &dice)!
                case 1: text[at] = UInt8.random(in: 0...255, using: &dice)
                default: text.removeSubrange(at..<min(text.count, at + 9))
                }
                if text.isEmpty { text = [0] }
            }
            _ = try? JSON.parse(text, path: "j")
        }
    }
}

extension JSON: ExpressibleByNilLiteral {
    public init(nilLiteral: ()) { self = .null }
}
