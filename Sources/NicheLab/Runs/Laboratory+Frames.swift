import NicheEngine
import NicheModel
import NicheMath

extension Laboratory {
    /// The tissue at the end of the first seed of each arm, up to so many arms. What is kept of runs has no cells, so they are run again.
    ///
    /// - Parameter observe: hears of each step; false stops.
    /// - Returns: nil if it was stopped.
    public func frames(
        of trial: Trial, most: Int = 6, observe: @escaping @Sendable () -> Bool
    ) throws -> [(name: String, frame: Frame)]? {
        let plan = TrialPlan(trial)
        let tasks = try plan.first(most).map { need in
            (name: plan.arms.arms[need.arm].name, run: try desk.complete(try desk.task(plan, need)))
        }
        let frames = Mutex([Frame?](repeating: nil, count: tasks.count))
        let queue = WorkQueue(tasks.count, jobs: jobs)
        let isDone = try queue.perform { index in
            let simulation = try Simulation(tasks[index].run.model, seed: tasks[index].run.seed, threads: 1)
            var isOver = false
            try simulation.run { simulation in
                if !observe() { queue.stop() }
                isOver = simulation.state.time % 3600 == 0 && simulation.fullness > RunTask.mostFullness
                return queue.goesOn && !isOver
            }
            if simulation.isDone || isOver { frames.withLock { $0[index] = simulation.frame() } }
        }
        guard isDone else { return nil }
        return zip(tasks, frames.withLock { $0 }).compactMap { task, frame in frame.map { (task.name, $0) } }
    }
}
