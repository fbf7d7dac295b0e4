import Foundation
import NicheLab
import NicheMath
import Testing

@Suite("Trials")
struct TrialTests {
    static let drug = """
        claim: D
        sentence: a drug slows ducks, unless they are deaf to it
        model: ducks
        replicates: 6
        arms:
          ears: {hearing: {}, deaf: {genotype: deaf}}
          drug: {none: {}, given: {set: {dose: 9}}}
        populations:
          all: duck
        measure:
          growth: ducks at 2 d / ducks at 0 d
          often:  log(growth) / log(2)
          near:   pair_correlation(all, all, 5 um to 40 um) at 2 d
        judge:
          resistance: interaction(ears, drug) of log(growth) above 0
          works:      ratio(given, none) of growth in hearing between 0.1 and 0.5
          broods:     near in hearing.none above 1
        ablate: {off: [D1], removes: 70 % of resistance}
        control: {relabel: ears}
        """

    @Test("A planted effect is found, its ablation takes it away, its control is quiet")
    func planted() throws {
        let result = try Bench().result(Self.drug)
        #expect(result.verdict == .reproduced, "\(result.summary)")
        #expect(result.verdictText == "reproduced given D1; size in range")
        #expect(result.removals[0].share! > 0.95)
        #expect(result.findings[0].estimate!.seeds.count == 6)
        // Four arms, two of which the ablation makes the same as two of themselves: gains of 0 are the genotype; and six of seeds of their own.
        #expect(result.runs < 6 * 12)
    }

    @Test("Jobs and what is kept make no difference, and kept runs are not made again")
    func kept() throws {
        let bench = try Bench()
        let folder = bench.folder + "/kept"
        let trial = try bench.trial(Self.drug)
        let first = try bench.laboratory(KeptRuns(folder: folder), jobs: 2).results(of: [trial]) { _ in true }![0]
        let made = Mutex(0)
        let second = try bench.laboratory(KeptRuns(folder: folder)).results(of: [trial]) { progress in
            made.withLock { $0 = progress.wanted - progress.kept }
            return true
        }![0]
        #expect(made.withLock { $0 } == 0)
        #expect(first.json.text == second.json.text)
        let again = try bench.result(Self.drug)
        #expect(again.json.text == first.json.text)
        // Another engine's runs are not taken for its own.
        let other = try bench.laboratory(KeptRuns(folder: folder), engine: "other").workloads(of: [trial])[0]
        #expect(other.newRuns == other.runs && other.runs > 0)
    }

    @Test("A run goes no further than its last measure, and one that was kept from a longer trial says the same")
    func until() throws {
        func text(_ until: String, _ measures: String) -> String {
            """
            model: ducks
            until: \(until)
            replicates: 3
            arms: {drug: {none: {}, given: {set: {dose: 9}}}}
            measure: {\(measures)}
            judge: {most: median(number in none) above 0}
            """
        }
        let bench = try Bench()
        let kept = try KeptRuns(folder: bench.folder + "/kept")
        let short = try bench.trial(text("2 d", "number: ducks at 1 d"))
        #expect(try bench.laboratory(kept).workloads(of: [short])[0].days == 6)
        // When the ducks are three times as many, in half a day, and in what a kept run knows of the days after.
        let often = "number: \"time_until(ducks above 3 * ducks at 0 d, from 0 d)\""
        let trials = [try bench.trial(text("12 h", often)), try bench.trial(text("2 d", often))]
        let alone = try bench.laboratory(KeptRuns(folder: nil)).results(of: [trials[0]]) { _ in true }!
        let long = try bench.laboratory(kept).results(of: [trials[1]]) { _ in true }!
        let beside = try bench.laboratory(kept).results(of: [trials[0]]) { _ in true }!
        #expect(long[0].observations.measures[0].arms[0].seeds.contains { $0.isFinite && $0 > 0.5 })
        #expect(alone[0].observations.measures[0].arms[0].seeds == beside[0].observations.measures[0].arms[0].seeds)
    }

    @Test("A run that is made again for one trial still answers the one it was kept for")
    func madeAgain() throws {
        let bench = try Bench()
        let kept = try KeptRuns(folder: bench.folder + "/kept")
        let trials = try ["2 d|mean(duck, tired)", "1 d|count(duck, tired > 1)"].map { text in
            let parts = text.split(separator: "|")
            return try bench.trial(
                """
                model: ducks
                replicates: 2
                populations: {all: duck}
                arms: {drug: {none: {}, given: {set: {dose: 9}}}}
                measure: {number: "\(parts[1]) at \(parts[0])", near: "pair_correlation(all, all, 5 um to 40 um) at \(parts[0])"}
                judge: {most: median(number in none) above 0}
                """)
        }
        for trial in trials {
            #expect(try bench.laboratory(kept).workloads(of: [trial])[0].newRuns == 4)
            _ = try bench.laboratory(kept).results(of: [trial]) { _ in true }
        }
        for trial in trials { #expect(try bench.laboratory(kept).workloads(of: [trial])[0].newRuns == 0) }
    }

    @Test("A suite that is stopped goes on where it was")
    func stopped() throws {
        let bench = try Bench()
        let kept = try KeptRuns(folder: bench.folder + "/kept")
        let trial = try bench.trial(Self.drug)
        let stopped = try bench.laboratory(kept).results(of: [trial]) { $0.done < 3 }
        #expect(stopped == nil)
        let left = try bench.laboratory(KeptRuns(folder: bench.folder + "/kept")).workloads(of: [trial])[0]
        #expect(left.newRuns < left.runs && left.newRuns > 0)
    }

    @Test("Arms that do not differ are equal to the last bit, and one that differs from t on is equal until t")
    func sharedSeeds() throws {
        let result = try Bench().result(
            """
            model: ducks
            replicates: 3
            arms:
              twin: {one: {}, two: {therapies: {late: {hold: {season: 1}, from: 1 d, until: 2 d}}, therapy: late}}
            body: {state: {season: 0 | time of the year}}
            cells: {duck: {events: {moult: vanish at 0.05 /h * season}}}
            measure:
              before: ducks at 1 d
              after:  ducks at 2 d
            judge:
              same:  difference(two, one) of before between -0.5 and 0.5
              later: difference(two, one) of after below 0
            """)
        #expect(result.findings[0].estimate!.seeds == [0, 0, 0])
        #expect(result.findings[1].estimate!.seeds.allSatisfy { $0 < 0 })
    }

    @Test("A control that changes nothing is an error, not a pass")
    func idle() throws {
        let text = Self.drug.replacingOccurrences(
            of: "control: {relabel: ears}", with: "control: {set: {dose: 0, D1: 0}, leaves: none of resistance}")
        let result = try Bench().result(text)
        #expect(result.controls[0].isIdle)
        #expect(result.verdict == .failed)
    }

    @Test("An effect that its ablation leaves is not reproduced")
    func left() throws {
        let text = Self.drug.replacingOccurrences(of: "ablate: {off: [D1]", with: "ablate: {set: {growth: 0.06 /h}")
        let result = try Bench().result(text)
        #expect(result.verdict == .notReproduced)
    }

    @Test("A probe tells what it leaves of a sentence, and is not judged")
    func probe() throws {
        let plain = try Bench().result(Self.drug)
        let result = try Bench().result(Self.drug + "\nprobe: [{off: [D1], of: works}, {set: {growth: 0.06 /h}, of: works}]")
        #expect(result.probes.count == 2 && result.verdict == plain.verdict)
        #expect(abs(result.probes[0].left!) < 0.05 && result.probes[1].left! > 0.8)
        #expect(result.summary.contains("with set: {growth: 0.06 /h}") && result.json["probes"]?.array?.count == 2)
    }

    @Test("What is assumed may be off: each seed draws its own, the same in all arms, but not what the trial sets")
    func assumed() throws {
        let probe = "\nprobe: {assumed: within 2-fold, of: works}"
        let plain = try Bench().result(Self.drug)
        let result = try Bench().result(Self.drug + probe)
        let reach = try #require(result.probes[0].reach)
        #expect(reach.count == 6 && (1..<6).contains(reach.holding) && result.verdict == plain.verdict)
        // Ducks that double twice as often or half as often: the drug takes more from those, less from these.
        let seeds = plain.findings[1].estimate!.seeds
        #expect(reach.range.lowerBound < 0.8 * seeds.min()! && reach.range.upperBound > 1.2 * seeds.max()!)
        #expect(reach.range.contains(reach.median) && result.runs == plain.runs + 12)
        #expect(
            result.summary.contains("with all that is assumed within 2-fold  around ")
                && result.summary.contains("holds in \(reach.holding) of 6"))
        #expect(result.json["probes"]?.array?.first?["reach"]?["holding"] == .integer(Int64(reach.holding)))
        let settled = try Bench().result(Self.drug + "\nset: {growth: 0.05 /h}" + probe)
        #expect(settled.probes[0].reach!.range == seeds.min()!...seeds.max()! && settled.runs == plain.runs)
    }

    @Test("Doses: the half dose of each seed, and levels by their values")
    func doses() throws {
        let result = try Bench().result(
            """
            model: ducks
            replicates: 4
            dose: {dose: [0, 0.5, 1, 2, 5, 20]}
            arms: {ears: {hearing: {}, deaf: {genotype: deaf}}}
            also: {drugged: {set: {dose: 20}}}       # which the axis does not take back
            measure:
              growth: log(ducks at 2 d / ducks at 0 d)
              half:   half_dose(growth over dose)
              trend:  spearman(growth over dose)
              even:   crossing(growth over dose)
            judge:
              falls:  trend in hearing below -0.5
              ec50:   half in hearing between 0.3 and 4
              most:   difference(20, 0) of growth in hearing below 0
              beside: difference(drugged, 0) of growth below -1
              # 0.05 /h / (1 + 9) is what leaves; ten doses of ducks scatter about it
              evens:  even in hearing between 6 and 16
              same:   crossing(growth in hearing over dose) - even in hearing between -0.001 and 0.001
              # half of the 2.4 that hearing ducks lose
              apart:  crossing(difference(deaf, hearing) of growth - 1.2 over dose) between 0.3 and 4
            """)
        #expect(result.findings.allSatisfy { $0.holds }, "\(result.summary)")
    }

    @Test("A cohort draws its values by seed, the same in all arms, one from each part of the range")
    func cohort() throws {
        let result = try Bench().result(
            """
            model: ducks
            replicates: 8
            vary: {growth: 0.01 /h to 0.2 /h}
            arms: {sham: {a: {}, b: {set: {dose: 0.01}}}}
            measure: {size: ducks at 2 d, start: ducks at 0 d}
            judge:
              varied: correlation(size in a, size in b) above 0.5
              known:  share(size above 0) in a above 0.5
            """)
        #expect(result.findings.allSatisfy { $0.holds }, "\(result.summary)")
    }

    @Test("A sensitivity finds the input that matters, and nothing in one that does not")
    func sensitivity() throws {
        let result = try Bench().result(
            """
            model: ducks
            replicates: 2
            verdict: measured
            set: {dose: 9}
            couplings: {D2: nothing at all}
            cells: {duck: {let: {idle: D2 * 1}, events: {yawn: {do: note, at: 0.001 /h * idle}}}}
            measure: {size: log(ducks at 2 d)}
            sensitivity: {method: morris, of: [D1, D2], trajectories: 4}
            """)
        #expect(result.verdict == .measured)
        #expect(result.ranking[0].input == "D1" && result.ranking[0].strength > 0.3)
        #expect(result.ranking[1].strength == 0)
    }
}
