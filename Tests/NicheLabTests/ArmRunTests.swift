import NicheModel
import Testing

@testable import NicheLab

@Suite("An arm's run alone")
struct ArmRunTests {
    @Test("has the model, the seed and the end that the trial gives it")
    func same() throws {
        let bench = try Bench()
        let trial = try bench.trial(
            """
            claim: alone
            sentence: the drug tires ducks
            model: ducks.yaml
            until: 1 d
            replicates: 3
            set: {dose: 1}
            arms:
              drug: {none: {}, some: {set: {dose: 2}}, walled: {place: [{what: duck, number: 3, everywhere: yes}], off: [D1]}}
            vary: {growth: 0.01 /h to 0.1 /h}
            measure: {end: ducks at 1 d}
            judge:
              fewer: difference(some, none) of end below 1000
            """)
        let plan = TrialPlan(trial)
        let laboratory = try bench.laboratory()
        let runs = trial.firstRuns(most: 6)
        #expect(runs.map(\.name) == ["none", "some", "walled"])
        for (run, need) in zip(runs, plan.first(6)) {
            let task = try laboratory.desk.complete(try laboratory.desk.task(plan, need))
            var options = ReadOptions(settings: run.settings)
            options.layers = try run.changes.map { try Tree.read($0, file: "--change") }
            options.measures = try task.readings.measures(trial.units)
            let model = try Model.read(path: run.model, vocabulary: .standard, options: options)
            #expect(model.digest == task.model.digest, "\(run.name)")
            #expect(run.seed == task.seed && run.until == task.model.time.end && run.until == 86_400)
        }
        #expect(Set(runs.map { $0.changes.joined() }).count == 3)
        #expect(trial.firstRuns(most: 2).count == 2)
    }
}
