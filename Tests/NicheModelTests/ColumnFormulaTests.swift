import Testing

@testable import NicheModel

@Suite("Expressions over the columns of a table")
struct ColumnFormulaTests {
    private func value(_ text: String) throws -> Double {
        let formula = try ColumnFormula(text, at: Place(file: "t.csv", line: 3, column: 7))
        let known = ["x": 4.0, "y": -2]
        return formula.values(count: 2, formula.names.map { [0, known[$0]!] })[1]
    }

    @Test(
        "are what they say",
        arguments: [
            ("x + y * 2", 0), ("-x / (y - 2)", 1), ("x^2", 16), ("sqrt(x)", 2), ("abs(y)", 2), ("floor(x / 3)", 1), ("min(x, y, 7)", -2),
            ("max(x, y)", 4), ("hill(x, 4)", 0.5), ("hill(x, 2, 2)", 0.8), ("ramp(x, 0, 8)", 0.5), ("if(x > y, 1, 2)", 1),
            ("if(not x >= 5 and y < 0 or x == 1, 1, 2)", 1), ("if(x <= y, 1, 2)", 2), ("if(x != 4, 1, 2)", 2), ("exp(0 * x)", 1),
            ("log(x / 4)", 0), ("sin(0 * x) + cos(0 * y)", 1),
        ] as [(String, Double)])
    func values(_ text: String, _ expected: Double) throws { #expect(abs(try value(text) - expected) < 1e-15) }

    @Test(
        "are refused with the place and the reason",
        arguments: [
            ("x + 3 um", "t.csv:3:11: \"3 um\": numbers are in the column's own unit here; leave out um"),
            ("their.x", "t.csv:3:7: \"their.x\": a column, a number or a function is expected"),
            ("abs(x y)", "t.csv:3:11: \"x y\": a column, a number or a function is expected"),
            ("sqr(x)", "t.csv:3:7: \"sqr(x)\": no function of columns is called sqr; did you mean sqrt?"),
            ("touching(x)", "t.csv:3:7: \"touching(x)\": no function of columns is called touching"),
            ("ramp(x)", "t.csv:3:7: \"ramp(x)\": ramp takes 3 arguments, found 1"),
        ] as [(String, String)])
    func refused(_ text: String, _ message: String) {
        let fault = #expect(throws: ModelFault.self) { try value(text) }
        #expect(fault?.problems.map(\.description) == [message])
    }
}
