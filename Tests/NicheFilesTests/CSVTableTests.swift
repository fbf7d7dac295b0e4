import Testing

@testable import NicheFiles

@Suite struct CSVTableTests {
    private func table(_ text: String, names: [String]? = nil, short: Bool = false) throws -> CSVTable {
        try CSVTable(text: Array(text.utf8), path: "t.csv", names: names, allowsShortRows: short)
    }

    private func message(_ text: String, _ body: (CSVTable) throws -> Void = { _ in }) -> String? {
        do {
            try body(try table(text))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [",", ";", "\t"], ["\n", "\r\n"]) func separatorAndLineEndsAreFoundOut(separator: String, end: String) throws {
        let lines = [["x", " y ", "name"], ["1.5", "-2e3", "\"a\(separator)b\""], ["3", " 4 ", "\"two\(end)lines\""]]
        let text = lines.map { $0.joined(separator: separator) }.joined(separator: end)
        for text in [text, text + end, "\u{FEFF}" + text, text + end + end] {
            let table = try table(text)
            #expect(table.header == ["x", "y", "name"] && table.rowCount == 2)
            #expect(try table.number(row: 0, column: table.column("x")) == 1.5)
            #expect(try table.number(row: 0, column: table.column("y")) == -2000)
            #expect(try table.number(row: 1, column: 1) == 4)
            #expect(table.text(row: 0, column: 2) == "a\(separator)b")
            #expect(table.text(row: 1, column: 2) == "two\(end)lines")
            #expect(table.line(ofRow: 1) == 3)
        }
    }

    @Test func doubledQuotesAreOneQuote() throws {
        let table = try table("a,b\n\"say \"\"hi\"\"\",\"\"\n\"\"\"\",x\"y\n")
        #expect(table.text(row: 0, column: 0) == "say \"hi\"" && table.text(row: 0, column: 1).isEmpty)
        #expect(table.text(row: 1, column: 0) == "\"" && table.text(row: 1, column: 1) == "x\"y")
    }

    @Test func aMissingColumnListsWhatThereIs() {
        #expect(
            message("id,y_um,type\n1,2,3\n") { _ = try $0.column("x_um") }
                == "t.csv:1: has no column x_um; it has: id, y_um, type. Did you mean y_um?")
        #expect(message("a,b\n") { _ = try $0.column("density") } == "t.csv:1: has no column density; it has: a, b")
        #expect(message("a,a\n1,2\n") { _ = try $0.column("a") } == "t.csv:1: has 2 columns named a; expected one")
    }

    @Test(arguments: ["nan", "inf", "", "1,5", "0x10", "1e999", "1.2.3", "--1", "1e", ".", "12 4", "-", "1_000", "١"])
    func whatIsNoNumberIsNamedWithItsPlace(text: String) {
        let shown = text.isEmpty ? "nothing" : "\"\(text)\""
        #expect(
            message("x;y\n1;2\n3;\(text)\n") { _ = try $0.number(row: 1, column: 1) }
                == "t.csv:3:3: column y: found \(shown); expected a number")
    }

    @Test func placesCountLineBreaksInsideQuotes() {
        #expect(
            message("a,b\n\"1\n2\n3\",\"x\"\n") { _ = try $0.number(row: 0, column: 1) }
                == "t.csv:4:4: column b: found \"x\"; expected a number")
        #expect(
            message("a,b\n\"1\n2\",\"x\"y\n") == "t.csv:3:7: text follows a closing quote; double quotes inside a value")
        #expect(message("a,b\n\"1\n2\",3\n4\n") == "t.csv:4: this row has 1 value; expected 2")
    }

    @Test func longTextIsCutInMessages() {
        let text = String(repeating: "x", count: 100_000)
        #expect(
            message("a\n\(text)\n") { _ = try $0.number(row: 0, column: 0) }
                == "t.csv:2:1: column a: found \"\(String(repeating: "x", count: 40))…\"; expected a number")
    }

    @Test func raggedRowsAreFaultsWithTheirLine() {
        #expect(message("a,b,c\n1,2,3\n4,5\n") == "t.csv:3: this row has 2 values; expected 3")
        #expect(message("a,b\n1,2\n\n1,2,3\n") == "t.csv:4: this row has more than 2 values; expected 2")
    }

    @Test func shortRowsAreFilledOnRequest() throws {
        let table = try table("a,b,c\n1\n2,3\n", short: true)
        #expect(table.text(row: 0, column: 2).isEmpty)
        #expect(try table.number(row: 1, column: 1) == 3)
    }

    @Test func headerlessFilesTakeNames() throws {
        let table = try table("1,2\n3,4\n", names: ["x", "y"])
        #expect(try table.rowCount == 2 && table.number(row: 0, column: table.column("y")) == 2)
    }

    @Test func brokenQuotesAreFaultsWithTheirPlace() {
        #expect(message("a,b\n1,\"open\n") == "t.csv:2:3: this quote is never closed")
        #expect(message("a,b\n\"x\"y,2\n") == "t.csv:2:4: text follows a closing quote; double quotes inside a value")
        #expect(message("") == "t.csv:1: is empty; expected a line of column names")
    }

    @Test func utf16IsNamed() throws {
        let fault = #expect(throws: FileFault.self) { try CSVTable(text: [0xFF, 0xFE, 0x61, 0], path: "t.csv") }
        #expect(fault?.kind == .unsupported)
    }

    @Test func limitsHold() throws {
        let wide = String(repeating: "a,", count: CSVTable.mostColumns) + "a\n"
        #expect(message(wide) == "t.csv:1: has more than 4096 columns")
        let long = "a\n" + String(repeating: "x", count: CSVTable.longestField + 1)
        #expect(message(long)?.contains("longer than 1048576 bytes") == true)
        #expect(message("a\n\"" + String(repeating: "x", count: CSVTable.longestField + 9))?.contains("longer") == true)
    }

    @Test func numbersAreTheNearestDoubles() throws {
        var dice = Dice(state: 1)
        var texts = [
            "0", "-0", "+7", "1e-400", "5e-324", "1.7976931348623157e308", "123456789012345678901234567890", "9007199254740993", ".5", "5.",
        ]
        for _ in 0..<20_000 {
            let value = Double(bitPattern: dice.next())
            if value.isFinite { texts.append("\(value)") }
            texts.append("\(Int.random(in: -1_000_000...1_000_000, using: &dice)).\(UInt16.random(in: 0...9999, using: &dice))")
        }
        let table = try table("x\n" + texts.joined(separator: "\n"))
        for (row, text) in texts.enumerated() {
            let exact = Double(text) ?? Double("0" + text + "0")!
            #expect(try table.number(row: row, column: 0).bitPattern == exact.bitPattern, "\(text)")
        }
    }

    @Test func theWriterIsReadBack() throws {
        let rows = [["a b", "c,d", "e\"f"], ["", " g", "h\r\ni"], ["ü", "j;k", "l\tm"]]
        var writer = CSVWriter()
        for row in [["x", "y", "z"]] + rows { writer.append(row) }
        let table = try CSVTable(text: writer.text, path: "t.csv")
        for (i, row) in rows.enumerated() { #expect(row.indices.map { table.text(row: i, column: $0) } == row) }
        for value in [0.1, -0.0, 1e300, 5, -3e15, .ulpOfOne] { #expect(Double(CSVWriter.field(value))?.bitPattern == value.bitPattern) }
        #expect(CSVWriter.field(5) == "5" && CSVWriter.field(.nan) == "NaN" && CSVWriter.field(-.infinity) == "-inf")
    }

    @Test func garbageIsRefusedOrReadButNeverCrashes() {
        var dice = Dice(state: 7)
        let alphabet = Array("a1.,;\t\"\n\r e-\u{FEFF}".utf8)
        for round in 0..<400 {
            // Ten megabytes in all: bytes of any kind, and the characters that steer the parser.
            let length = round == 0 ? 4 << 20 : Int.random(in: 0...32_000, using: &dice)
            let text = (0..<length).map { _ in
                round.isMultiple(of: 2) ? UInt8.random(in: 0...255, using: &dice) : alphabet.randomElement(using: &dice)!
            }
            for short in [false, true] {
                guard let table = try? CSVTable(text: text, path: "t.csv", allowsShortRows: short) else { continue }
                for row in 0..<table.rowCount {
                    for column in table.header.indices {
                        _ = try? table.number(row: row, column: column)
                        _ = table.text(row: row, column: column)
                    }
                }
                _ = try? table.column("x")
            }
        }
    }
}
