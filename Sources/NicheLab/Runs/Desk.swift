import NicheEngine
import NicheMath
import NicheModel
import NicheStore
import Synchronization

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

    /// A run without its measures: they are laid on when all are known that are wanted of it.
    func task(_ plan: TrialPlan, _ need: TrialPlan.Need) throws -> RunTask {
        let layers = plan.layers(need)
        let settings = plan.settings(seed: need.seed)
        let name = ([plan.trial.model] + layers.map(\.line) + settings.map { "\($0.name)=\($0.value)" }).joined(separator: "\n")
        let model = try known.withLock { known in
            if let model = known[name] { return model }
            var options = ReadOptions(settings: settings, libraryFolders: libraryFolders)
            options.layers = layers
            options.ignoresMeasures = true
            let model = try Model.read(path: plan.trial.model, vocabulary: .standard, options: options)
            options.ignoresMeasures = false
            let new = Known(digest: model.digest, options: options, path: plan.trial.model, units: model.units)
            known[name] = new
            return new
        }
        var digest = Digest()
        for part in [engine, model.digest] { digest.add(part) }
        digest.add(plan.seed(need))
        return RunTask(key: digest.hex, name: name, seed: plan.seed(need), readings: plan.readings)
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
