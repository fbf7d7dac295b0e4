import NicheMath
import Testing

@testable import NicheLab

/// What sentences mean, on numbers that are known.
@Suite("Judged sentences")
struct SentenceTests {
    /// Numbers of a measure by arm.
    private struct Numbers: Outcomes {
        var arms: [[Double]]
        var seedCount: Int { arms[0].count }
        func values(_ name: String, in arm: ArmReference) -> [Double] { arms[arm.arm] }
        func horizon(_ name: String) -> Double { 10 }
    }

    private static let a = ArmReference(arm: 0, dose: nil), b = ArmReference(arm: 1, dose: nil)
    private static let n = Contrast.Value(name: "n")
    private static let few = Numbers(arms: [[1, 2, 3, 4, 5, 6, 7, 8], [3, 3, 5, 9, 6, 6, 9, 11]])

    @Test("What is typical of all seeds varies with them: a difference of means is as sure as the mean of differences")
    func typical() throws {
        let means = Contrast.call(
            .subtract, [.typical(isMedian: false, .value(Self.n, Self.b)), .typical(isMedian: false, .value(Self.n, Self.a))])
        let estimate = try #require(means.estimate(Self.few, null: 0))
        let paired = try #require(Contrast.difference(Self.b, Self.a, Self.n).estimate(Self.few, null: 0))
        #expect(estimate.value == paired.value)
        let (width, known) = (
            estimate.interval.upperBound - estimate.interval.lowerBound, paired.interval.upperBound - paired.interval.lowerBound
        )
        #expect(width > 0.5 * known && width < 1.5 * known, "\(estimate.interval) and \(paired.interval)")
    }

    @Test("A share of logs is of logs")
    func shareOfLogs() {
        let share = Contrast.share(.init(name: "n", isLog: true), isAbove: true, 1.5, Self.a)
        #expect(share.estimate(Self.few, null: 0)?.value == 0.5)
    }

    @Test("A hazard ratio is where the likelihood is highest, also where a step on the way comes to just there")
    func hazard() {
        // The likeliest logarithms by bisection.
        for (first, second, logarithm) in [
            ([1, 5, 6, 2], [2, 2, 2, 3], -0.7900382376035553), ([4, 3], [1, 4], -0.17070489525834245),
            ([6, 2, 3], [5, 6, 6], 0.5984970407971402), ([1, 2, 3, 4], [1, 2, 3, 4], 0),
        ] as [([Double], [Double], Double)] {
            let ratio = Contrast.hazardRatio(Self.a, Self.b, Self.n).estimate(Numbers(arms: [first, second]), null: 1)?.value ?? .nan
            #expect((Elementary.log(ratio) - logarithm).magnitude < 1e-9, "\(ratio) of \(first) and \(second)")
        }
    }

    private func judgement(_ text: String) throws -> Judgement {
        let trial = try Bench().trial(
            """
            model: ducks
            arms: {drug: {none: {}, given: {set: {dose: 9}}}}
            also: {loud: {set: {dose: 3}}}
            measure: {n: ducks at 2 d}
            judge: {one: "\(text)"}
            """)
        return trial.judgements[0]
    }

    @Test("No effect is 1 of ratios, 0 of differences whatever their bound, and the bound of a number of one arm")
    func none() throws {
        #expect(try judgement("ratio(given, none) of n above 3").null == 1)
        #expect(try judgement("difference(given, none) of n above 150").null == 0)
        #expect(try judgement("n in given above 1").null == 1)
    }

    @Test("A sentence without its bound ends at the bound, not at a word like it")
    func subject() throws {
        #expect(try judgement("share(n above 300) in given below 0.5").subject == "share(n above 300) in given")
    }

    @Test(
        "What means nothing is refused",
        arguments: [
            ("ratio(given, none) of log(n) above 1", "a ratio is of numbers as they are"),
            ("ratio(given, none) of n in loud above 1", "loud stands beside the table, so that nothing in it is \"given\""),
            ("ratio(given, ) of n above 1", "an arm or factor is missing between the brackets"),
            ("n in given.none above 1", "names two levels of drug"),
            ("spread(n over drug) in loud above 1", "loud stands beside the table, and has no level of a factor"),
        ])
    func refused(text: String, message: String) {
        let fault = #expect(throws: (any Error).self) { _ = try judgement(text) }
        #expect("\(fault.map { "\($0)" } ?? "")".contains(message))
    }

    private func problem(_ lines: String) throws -> String? {
        try Bench().problem("model: ducks\nmeasure: {n: ducks at 2 d}\n" + lines)
    }

    @Test("Sections of another kind, arms without end and runs that end between records are refused")
    func sections() throws {
        #expect(try problem("judge: nonsense")?.contains("\"judge\" is a map of names") == true)
        #expect(try problem("arms: {f: 3}")?.contains("expected a level with what it changes") == true)
        #expect(try problem("vary: {grwth: 0 to 1}")?.contains("trial.yaml:3:8: the model has no parameter or coupling \"grwth\"") == true)
        #expect(try problem("sensitivity: {method: morris, of: [D1, D2]}")?.contains("no parameter or coupling \"D2\"") == true)
        let judged = "arms: {drug: {none: {}, given: {set: {dose: 9}}}}\njudge: {one: \"ratio(given; none) of n below 1\"}\n"
            .replacing(";", with: ",")
        #expect(try problem(judged) == nil)
        #expect(try problem(judged + "control: {set: {dose: 1}, of: one}")?.contains("\"of\" goes with \"equals\"") == true)
        #expect(try problem(judged + "control: {relabel: drug, set: {dose: 1}}")?.contains("a control relabels or changes") == true)
        #expect(try problem("until: 13 h")?.contains("13 h is between two records, which come every 6.0 h") == true)
        let factors = (0..<11).map { "f\($0): {a\($0): {}, b\($0): {}}" }.joined(separator: ", ")
        #expect(try problem("arms: {\(factors)}")?.contains("make more than 1000 arms") == true)
    }

    @Test("An ablation may set the dose, or what each seed draws")
    func ablated() throws {
        let bench = try Bench()
        let dose = try bench.result(
            """
            model: ducks
            replicates: 4
            dose: {dose: [0, 9]}
            measure: {growth: ducks at 2 d / ducks at 0 d}
            judge:
              works: ratio(9, 0) of growth below 1
            ablate: {set: {dose: 0}, removes: 70 % of works}
            """)
        #expect(dose.removals[0].share == 1, "\(dose.summary)")
        let drawn = try bench.result(
            """
            model: ducks
            replicates: 6
            vary: {dose: 2 to 20}
            arms: {ears: {hearing: {}, deaf: {genotype: deaf}}}
            measure: {growth: ducks at 2 d / ducks at 0 d}
            judge:
              matters: ratio(deaf, hearing) of growth above 1
            ablate: {set: {dose: 0}, removes: 70 % of matters}
            """)
        #expect(drawn.removals[0].share == 1, "\(drawn.summary)")
    }
}
