import Foundation
import NicheLab
import Testing

@Suite("What is read off runs")
struct ReadingTests {
    private static func crowd(_ measures: String) -> String {
        """
        model: ducks
        until: 1 d
        replicates: 3
        arms:
          room: {plenty: {place: {duck: 60}}, none: {place: {duck: 16000}}}
        measure:
          start: ducks at 0 d
          end:   ducks at 1 d
          usual: average(ducks, 0 d to 1 d)
          few:   time_until(ducks below 1000, from 0 d)
        judge:
          start: difference(none, plenty) of start above 0
        \(measures)
        """
    }

    @Test("A run whose cells lie on top of each other is given up, is told, is kept, and has no numbers from then on")
    func overfull() throws {
        let bench = try Bench()
        let kept = try KeptRuns(folder: bench.folder + "/kept")
        let trial = try bench.trial(Self.crowd("  end: end in none above 0\n  usual: usual in none above 0\n  few: few in none above 0"))
        let result = try bench.laboratory(kept).results(of: [trial]) { _ in true }![0]
        #expect(result.overfull == 3 && result.findings[0].holds)
        #expect(result.findings.dropFirst().allSatisfy { $0.estimate == nil }, "\(result.summary)")
        #expect(result.summary.contains("6 runs, of which 3 were given up: cells of more than 5 times the volume of the space"))
        let again = try bench.laboratory(KeptRuns(folder: bench.folder + "/kept"))
        #expect(try again.workloads(of: [trial])[0].newRuns == 0)
        #expect(try again.results(of: [trial]) { _ in true }![0].json.text == result.json.text)
        let plenty = try bench.trial(Self.crowd("  end: end in plenty above 0\n  usual: usual in plenty above 0"))
        #expect(try bench.laboratory(kept).results(of: [plenty]) { _ in true }![0].findings.allSatisfy { $0.estimate != nil })
    }

    private static func drug(_ more: String) -> String {
        """
        model: ducks
        replicates: 3
        arms:
          drug: {none: {}, given: {set: {dose: 9}}}
        measure:
          growth: ducks at 1 d / ducks at 0 d
          later:  ducks at 2 d
        \(more)
        judge:
          works: ratio(given, none) of growth below 1
          less:  ratio(given, none) of later below 1
        ablate: {off: [D1], removes: 70 % of works}
        control: {relabel: drug, leaves: none of works}
        """
    }

    @Test("Where arms are changed once more, only what the sentence needs that is asked again")
    func again() throws {
        let bench = try Bench()
        let kept = try KeptRuns(folder: nil)
        let trial = try bench.trial(Self.drug(""))
        let load = try bench.laboratory(kept).workloads(of: [trial])[0]
        // Both arms to the end; deaf, and with seeds of their own, until the sentence has its numbers.
        #expect(load.runs == 15)
        #expect(load.days == 21)
        let first = try bench.laboratory(kept).results(of: [trial]) { _ in true }![0]
        let more = try bench.trial(Self.drug("  tired:  mean(duck, tired) at 1 d"))
        #expect(try bench.laboratory(kept).workloads(of: [more])[0].newRuns == 6, "the trial's own arms alone are run again")
        let second = try bench.laboratory(kept).results(of: [more]) { _ in true }![0]
        #expect(
            second.removals[0].share == first.removals[0].share && second.controls[0].estimate?.value == first.controls[0].estimate?.value)
    }

    @Test("A run is made again when the model calls something else by the name of a measure")
    func meanings() throws {
        let bench = try Bench()
        let folder = bench.folder + "/kept"
        func number() throws -> (value: Double?, new: Int) {
            let trial = try bench.trial(
                """
                model: ducks
                replicates: 3
                measure: {n: ducks at 6 h}
                judge: {one: n between 0 and 1e6}
                """)
            let new = try bench.laboratory(KeptRuns(folder: folder)).workloads(of: [trial])[0].newRuns
            return (try bench.laboratory(KeptRuns(folder: folder)).results(of: [trial]) { _ in true }![0].findings[0].estimate?.value, new)
        }
        func write(_ ducks: String) throws {
            let text = Bench.model.replacing("ducks: count(duck)", with: "ducks: \(ducks)")
            try text.write(toFile: bench.folder + "/ducks.yaml", atomically: true, encoding: .utf8)
        }
        try write("count(duck)")
        let first = try number()
        #expect(try first.new == 3 && number().new == 0)
        try write("count(duck) + 100")
        let second = try number()
        #expect(second.new == 3 && second.value == (first.value ?? 0) + 100)
        #expect(
            bench.problem("model: ducks\narms: {f: {a: {}, b: {measures: {n: count(duck)}}}}")?.contains("arms are measured alike") == true)
    }
}
