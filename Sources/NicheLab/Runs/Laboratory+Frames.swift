import Dispatch
import NicheEngine
import NicheModel
import Synchronization

extension Laboratory {
    /// The tissue at the end of the first seed of each arm, up to so many arms. What is kept of runs has no cells, so they are run again.
    ///
    /// - Parameter observe: hears of each step; false stops.
    /// - Returns: nil if it was stopped.
    public func frames(
        of trial: Trial, most: Int = 6, observe: @escaping @Sendable () -> Bool
    ) throws -> [(name: String, frame: Frame)]? {
        let plan = TrialPlan(trial)
        let desk = Desk(libraryFolders: libraryFolders, engine: engine)
        let needs = plan.needs.filter { $0.variant == .plain && $0.seed == 0 && ($0.dose ?? 0) == 0 }.prefix(most)
        let tasks = try needs.map { try desk.complete(try desk.task(plan, $0)) }
        let shared = Mutex((frames: [Frame?](repeating: nil, count: tasks.count), next: 0, isStopped: false, fault: (any Error)?.none))
        DispatchQueue.concurrentPerform(iterations: min(jobs, tasks.count)) { _ in
            while true {
                let index = shared.withLock { state -> Int? in
                    guard !state.isStopped, state.fault == nil, state.next < tasks.count else { return nil }
                    state.next += 1
                    return state.next - 1
                }
                guard let index else { return }
                do {
                    let simulation = try Simulation(tasks[index].model, seed: tasks[index].seed, threads: 1)
                    try simulation.run { _ in observe() }
                    let frame = simulation.isDone ? simulation.frame() : nil
                    shared.withLock { state in
                        state.frames[index] = frame
                        if frame == nil { state.isStopped = true }
                    }
                } catch {
                    shared.withLock { if $0.fault == nil { $0.fault = error } }
                }
            }
        }
        let state = shared.withLock { ($0.frames, $0.isStopped, $0.fault) }
        if let fault = state.2 { throw fault }
        return state.1 ? nil : zip(needs, state.0).compactMap { need, frame in frame.map { (plan.arms.arms[need.arm].name, $0) } }
    }
}
