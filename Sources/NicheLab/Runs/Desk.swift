import NicheEngine
import NicheMath
import NicheModel
import NicheStore

/// Reads models with what arms lay on top, each once.
final class Desk: Sendable {
    private let libraryFolders: [String]
    private let engine: String
    private struct Known {
        var digest: String
        var options: ReadOptions
        var path: String
        var units: Units
    }
    private let known = Mutex<[String: Known]>([:])

    init(libraryFolders: [String], engine: String) {
        self.libraryFolders = libraryFolders
        self.engine = engine
    }

    /// A model as an arm has it, not yet read.
    private struct Draft {
        var path: String
        var layers: [Tree]
        var settings: [(name: String, value: String)]
        var name: String

        init(_ plan: TrialPlan, _ need: TrialPlan.Need) {
            (path, layers, settings) = (plan.trial.model, plan.layers(need), plan.settings(need))
            name = ([path] + layers.map(\.line) + settings.map { "\($0.name)=\($0.value)" }).joined(separator: "\n")
        }
    }

    /// Reads the models of all runs, several at a time. What is wrong with one is told when its run is asked for.
    func readAhead(_ plans: [TrialPlan], jobs: Int) throws {
        var names: Set<String> = []
        let drafts = plans.flatMap { plan in plan.needs.map { Draft(plan, $0) } }.filter { names.insert($0.name).inserted }
        let queue = WorkQueue(drafts.count, jobs: jobs)
        _ = try queue.perform { index in
            if (try? read(drafts[index])) == nil { queue.stop() }
        }
    }

    /// A run without its measures: they are laid on when all are known that are wanted of it.
    func task(_ plan: TrialPlan, _ need: TrialPlan.Need) throws -> RunTask {
        let draft = Draft(plan, need)
        let model = try known.withLock { $0[draft.name] } ?? read(draft)
        var digest = Digest()
        for part in [engine, model.digest] { digest.add(part) }
        digest.add(plan.seed(need))
        return RunTask(key: digest.hex, name: draft.name, seed: plan.seed(need), readings: plan.readings(need))
    }

    private func read(_ draft: Draft) throws -> Known {
        var options = ReadOptions(settings: draft.settings, libraryFolders: libraryFolders)
        options.layers = draft.layers
        options.ignoresMeasures = true
        let model = try Model.read(path: draft.path, vocabulary: .standard, options: options)
        options.ignoresMeasures = false
        let new = Known(digest: model.digest, options: options, path: draft.path, units: model.units)
        known.withLock { $0[draft.name] = new }
        return new
    }

    /// The model of a trial before its arms change it, with all that is measured; nil if it has no ablation to follow.
    func measuredModel(_ plan: TrialPlan) throws -> Model? {
        guard !plan.trial.ablations.isEmpty, !plan.needs.isEmpty else { return nil }
        var options = ReadOptions(libraryFolders: libraryFolders)
        options.layers = plan.trial.base
        options.measures = try plan.readings.measures(plan.trial.units)
        return try Model.read(path: plan.trial.model, vocabulary: .standard, options: options)
    }

    /// The model that a task runs, with all that is read off it.
    func complete(_ task: RunTask) throws -> RunTask {
        guard let known = known.withLock({ $0[task.name] }) else { return task }
        var task = task
        var options = known.options
        options.measures = try task.readings.measures(known.units)
        var model = try Model.read(path: known.path, vocabulary: .standard, options: options)
        try model.readTables()
        model.time.end = task.readings.until
        task.model = model
        return task
    }
}
