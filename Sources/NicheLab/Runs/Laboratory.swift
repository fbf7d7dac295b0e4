import Foundation
import NicheEngine
import NicheMath
import NicheModel

/// Runs what trials need, each run once however many trials want it, on several threads.
public final class Laboratory: Sendable {
    private let kept: KeptRuns
    /// Models as they are when they are first asked for.
    let desk: Desk
    let jobs: Int

    /// How far the work has come.
    public struct Progress: Sendable {
        /// Runs that are done, were kept from before, and are wanted in all.
        public var done = 0
        public var kept = 0
        public var wanted = 0
        /// Simulated time that is done and wanted, of runs that were not kept [s].
        public var time = 0.0
        public var timeWanted = 0.0
    }

    /// - Parameters:
    ///   - engine: changes whenever the same inputs would give other bits.
    ///   - jobs: runs side by side, each on one thread.
    public init(kept: KeptRuns, libraryFolders: [String], engine: String, jobs: Int) {
        self.kept = kept
        desk = Desk(libraryFolders: libraryFolders, engine: engine)
        self.jobs = jobs
    }

    /// Makes every run that the trials need and that is not kept, then judges.
    ///
    /// - Parameter observe: hears of the progress from time to time, on any thread; false stops. What was run by then is kept.
    /// - Returns: nil if it was stopped.
    public func results(of trials: [Trial], observe: @escaping @Sendable (Progress) -> Bool) throws -> [TrialResult]? {
        let (plans, keys, tasks) = try prepare(trials)
        guard try run(tasks, observe) else { return nil }
        return try zip(plans, keys).map { plan, keys in
            Judge(plan, keys: keys, kept: kept, model: try desk.measuredModel(plan)).result()
        }
    }

    /// How much work trials are: runs and simulated days, of which some are shared with trials before them or kept.
    public struct Workload: Sendable {
        public var name: String
        public var runs: Int
        public var days: Double
        public var newRuns: Int
        public var newDays: Double
    }

    public func workloads(of trials: [Trial]) throws -> [Workload] {
        let (plans, keys, tasks) = try prepare(trials)
        let byKey = Dictionary(tasks.map { ($0.key, $0) }) { first, _ in first }
        var seen: Set<String> = Set(tasks.filter { kept[$0.key]?.answers($0.readings) ?? false }.map(\.key))
        return zip(plans, keys).map { plan, keys in
            let own = Set(keys.values)
            let new = own.subtracting(seen)
            seen.formUnion(own)
            func days(_ keys: Set<String>) -> Double { keys.reduce(0) { $0 + Double(byKey[$1]?.readings.until ?? 0) / 86_400 } }
            return Workload(name: plan.trial.name, runs: own.count, days: days(own), newRuns: new.count, newDays: days(new))
        }
    }

    /// For each trial a digest of all that its verdict rests on: the models of its runs, the engine, and what is measured and judged.
    public func foundations(of trials: [Trial]) throws -> [String] {
        let (plans, keys, _) = try prepare(trials)
        return zip(plans, keys).map { plan, keys in
            var digest = Digest()
            // Which run is which counts, so in the order of the plan.
            for need in plan.needs { digest.add("\(need) \(keys[need] ?? "")") }
            let trial = plan.trial
            digest.add("\(plan.arms.arms.map(\.name)) \(trial.until) \(trial.isMeasured)")
            for key in plan.readings.keys { digest.add(key) }
            for measure in trial.measures { digest.add("\(measure.name) \(measure.text)") }
            for judgement in trial.judgements { digest.add("\(judgement.name) \(judgement.text)") }
            for ablation in trial.ablations { digest.add("\(ablation.change.line) \(ablation.share) \(ablation.judgement)") }
            for probe in trial.probes {
                digest.add("\(probe.change.line) \(probe.judgement)")
                if let fold = probe.fold { digest.add("\(fold)") }
            }
            for control in trial.controls { digest.add("\(control.text) \(control.judgement)") }
            return digest.hex
        }
    }

    private func prepare(_ trials: [Trial]) throws -> ([TrialPlan], [[TrialPlan.Need: String]], [RunTask]) {
        let plans = trials.map(TrialPlan.init)
        try desk.readAhead(plans, jobs: jobs)
        var keys: [[TrialPlan.Need: String]] = []
        var tasks: [String: RunTask] = [:]
        var order: [String] = []
        for plan in plans {
            var own: [TrialPlan.Need: String] = [:]
            for need in plan.needs {
                let task = try desk.task(plan, need)
                own[need] = task.key
                if tasks[task.key] == nil { order.append(task.key) }
                tasks[task.key, default: task].readings.add(task.readings)
            }
            keys.append(own)
        }
        return (plans, keys, order.map { tasks[$0]! })
    }

    private func run(_ tasks: [RunTask], _ observe: @escaping @Sendable (Progress) -> Bool) throws -> Bool {
        var progress = Progress()
        progress.wanted = tasks.count
        let open = tasks.filter { !(kept[$0.key]?.answers($0.readings) ?? false) }.map { task in
            var task = task
            if let record = kept[task.key] { task.readings.add(record) }
            return task
        }
        progress.kept = tasks.count - open.count
        progress.timeWanted = open.reduce(0) { $0 + Double($1.readings.until) }
        guard observe(progress) else { return false }
        let queue = WorkQueue(open.count, jobs: jobs)
        let shared = Mutex(progress)
        let isDone = try queue.perform { index in
            var before = 0.0
            let task = try desk.complete(open[index])
            let record = try task.run { time in
                let now = Double(time)
                let progress = shared.withLock { progress in
                    progress.time += now - before
                    return progress
                }
                before = now
                if !observe(progress) { queue.stop() }
                return queue.goesOn
            }
            guard let record else { return }
            try kept.keep(record, as: task.key)
            shared.withLock { $0.done += 1 }
        }
        _ = observe(shared.withLock { $0 })
        return isDone
    }
}
