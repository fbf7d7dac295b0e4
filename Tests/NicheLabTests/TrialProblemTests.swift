import Testing

/// What is wrong with a trial is told with its place and what to write.
@Suite("Broken trials")
struct TrialProblemTests {
    static let cases: [(change: (String, String), message: String)] = [
        (("model: ducks", "model: duck"), "trial.yaml:3:8: no model \"duck\" beside the trial"),
        (("growth: ducks at 2 d", "growth: ducks at 3 d"), "trial.yaml:11:20: 3 d is not within the run, which ends at 2.0 d"),
        (("growth: ducks at 2 d", "growth: ducks at 1 h"), "trial.yaml:11:20: nothing is recorded at 1 h"),
        (("growth: ducks at 2 d", "growth: duks at 2 d"), "trial.yaml:11:11: the model records no \"duks\"; did you mean \"ducks\"?"),
        (("growth: ducks at 2 d", "growth: count(dukk) at 2 d"), "trial.yaml:11:17: unknown cell type \"dukk\"; did you mean \"duck\"?"),
        (("/ ducks at 0 d", "/ ducks"), "trial.yaml:11:26: when? write \"ducks at 14 d\""),
        (("pair_correlation(all, all,", "pair_correlation(all, al,"), "no population \"al\"; did you mean \"all\"?"),
        (("5 um to 40 um", "5 um"), "expected a ring such as 30 um to 70 um"),
        (("interaction(ears, drug)", "interaction(ears, drugs)"), "no factor \"drugs\"; did you mean \"drug\"?"),
        (("ratio(given, none)", "ratio(givn, none)"), "no arm \"givn\"; did you mean \"given\"?"),
        (("interaction(ears, drug) of log(growth)", "crossing(growth over dose)"), "a crossing is of doses, and the trial has none"),
        (("of log(growth) above 0", "of log(growth)"), "what must resistance be?"),
        (("of growth in hearing", "of grow in hearing"), "no measure \"grow\" in this trial; its measures: growth, often, near"),
        (("removes: 70 % of resistance", "removes: 70 % of resist"), "no judged sentence is called \"resist\""),
        (("control: {relabel: ears}", "control: {relabel: drug, leaves: none of broods}"), "does not compare levels of drug"),
        (("{relabel: ears}", "{relabel: ears.blind}"), "ears has no level \"blind\""),
        (("deaf: {genotype: deaf}", "deaf: {genotyp: deaf}"), "unknown section \"genotyp\"; did you mean \"genotype\"?"),
        (("control:", "probe: {assumed: 2, of: works}\ncontrol:"), "how far off? write \"assumed: within 2-fold\""),
        (("control:", "probe: {assumed: within 1-fold, of: works}\ncontrol:"), "how far off?"),
        (("control:", "probe: {assumed: within 2-fold}\ncontrol:"), "of which judged sentence?"),
        (("arms:\n", "arms:\n  also: {more: {}}\n"), "\"also\" stands beside \"arms\", not in it"),
        (("replicates: 6", "replicates: 1"), "a whole number from 2 to 10000"),
        (("judge:", "juge:"), "unknown key \"juge\" in a trial; did you mean \"judge\"?"),
    ]

    @Test(arguments: cases.indices)
    func problem(index: Int) throws {
        let (change, message) = Self.cases[index]
        let text = TrialTests.drug.replacingOccurrences(of: change.0, with: change.1)
        #expect(text != TrialTests.drug, "\(change.0) is not in the trial")
        let bench = try Bench()
        var problem = bench.problem(text)
        if problem == nil {
            // What an arm changes is checked when its model is read.
            do { _ = try bench.result(text) } catch { problem = "\(error)".replacingOccurrences(of: bench.folder + "/", with: "") }
        }
        #expect(problem?.contains(message) == true, "\(problem ?? "nothing was wrong")")
    }
}
