import Testing

@testable import NicheModel

@Suite("Numbers, units and precedence mean what a reader takes them to mean")
struct NumberTests {
    @Test(
        "a number takes the unit right after it",
        arguments: [
            ("1.5 h", 90), ("0.17 /h", 0.17 / 60), ("10 um^2/min", 10), ("1 / 1.5 h", 1 / 90.0), ("80 RBC / 8 pL", 0.01), ("1 uM", 1),
            ("3 mM", 3000),
            ("5 pL", 5000), ("0.93 fmol", 930_000), ("0.02 /h^0.5", 0.02 / 60.0.squareRoot()), ("1 / h", 1.0 / 60), ("50 %", 0.5),
            ("2 mm", 2000),
            ("1 mm^2", 1_000_000), ("4e-4 /um^3", 4e-4), ("3 min", 3), ("100 /uM/h", 100.0 / 60), ("2 Gy * 0.2 /Gy", 0.4), ("14 d", 20_160),
            ("1e3 s", 1000.0 / 60),
            ("0.6 um/min * 2 h", 72), ("1 nM", 1e-3), ("1 um^-3", 1), (".5", 0.5), ("1E3", 1000),
        ] as [(String, Double)])
    func units(_ text: String, _ expected: Double) throws {
        #expect(abs(try value(text) - expected) <= abs(expected) * 1e-15, "\(text)")
    }

    @Test(
        "operators bind as in mathematics",
        arguments: [
            ("2 + 3 * 4", 14), ("-2^2", -4), ("2^-1", 0.5), ("2^3^2", 512), ("(2 + 3) * 4", 20), ("8 / 4 / 2", 1), ("8 - 4 - 2", 2),
            ("-2 * -3", 6), ("(- -2)", 2),
            ("if(1 < 2 and not 3 < 2, 1, 0)", 1), ("if(1 > 2 or 2 >= 2, 1, 0)", 1), ("if(1 == 1 and 1 != 1 or 2 <= 3, 1, 0)", 1),
            ("0.03 * min(2, 3)", 0.06),
            ("6 / min(2, 3)", 3), ("6 / min (2, 3)", 3), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("hill(1, 1)", 0.5),
            ("hill(2, 1, 2)", 0.8), ("hill(-1, 1, 2)", 0),
            ("ramp(5 h, 0 h, 10 h)", 0.5), ("ramp(1, 4, 2)", 1),
            ("abs(-3)", 3), ("sqrt(4 um^2)", 2), ("floor(2.7)", 2), ("exp(0) + log(1)", 1), ("hat(0.5)", 0.5), ("hat(hat(0.5))", 0.5),
            ("hat(1 uM / 2 uM)", 0.5), ("ten / 4", 2.5),
            ("if(ten > 0, 1, 1 / 0)", 1), ("(3 um)^2 / 9 um^2", 1), ("if(0 > 1, 1 / 0, 2)", 2), ("if(1 > 2, ramp(1, 2, 2), 3)", 3),
            ("if(not 1 > 0, 1, 2)", 2), ("if(not 0 > 1, 1, 2)", 1), ("(2 h)^-1 * 4 h", 2),
            ("sin(0) + cos(0)", 1), ("1. + 1", 2), ("3 h^(2) / 1 h^2", 9),
        ] as [(String, Double)])
    func precedence(_ text: String, _ expected: Double) throws {
        #expect(abs(try value(text) - expected) <= 1e-15 * max(1, abs(expected)), "\(text)")
    }

    @Test("250 levels of brackets and operations are read")
    func deep() throws {
        #expect(try value("0 " + String(repeating: "- ", count: 250) + "1") == 1)
        #expect(try value(Array(repeating: "1", count: 250).joined(separator: " + ")) == 250)
    }

    @Test("a dimension has words that a reader knows")
    func words() {
        #expect(Dimension.rate.words() == "1/time")
        #expect((Dimension.amount / .volume).words() == "concentration")
        #expect(Dimension.one.words() == "no unit")
        #expect((Dimension.one / Dimension.time.raised(halves: 1)).words() == "1/time^0.5")
    }
}
