import NicheModel

/// Doses, held levels and signals that are due in a step.
final class Therapies {
    private let active: [Model.Therapy]
    private let model: Model
    private let map: GlobalMap
    /// When each begins as far as the model says it [s], else -1.
    let begins: [Int64]
    private var given: Set<Int> = []
    private let conditions: [BoundProgram?]
    private let amounts: [[BoundProgram]]

    init(_ model: Model, _ map: GlobalMap) {
        self.model = model
        self.map = map
        active = model.therapies.filter(\.isActive)
        let compiler = Compiler(map: nil, globals: map)
        begins = active.map { if case .at(let time) = $0.from { time } else { -1 } }
        conditions = active.map { if case .when(let formula) = $0.from { compiler.compile([formula]) } else { nil } }
        amounts = active.map { therapy in
            therapy.kinds.flatMap { kind -> [BoundProgram] in
                switch kind {
                case .give(let doses), .hold(let doses): doses.map { compiler.compile([$0.formula]) }
                case .signal(_, let dose): [compiler.compile([dose])]
                }
            }
        }
    }

    /// Whether one waits for a condition, `begins` being when each began.
    func needsConditions(_ begins: [Int64]) -> Bool { zip(conditions, begins).contains { $0 != nil && $1 < 0 } }

    func isGiven(_ signal: Int) -> Bool { given.contains(signal) }

    /// Applies what is due in [time, time + step), and notes in `begins` what begins now.
    func apply(_ globals: UnsafeMutablePointer<Double>, _ begins: inout [Int64], time: Int64, step: Int64) {
        given.removeAll()
        for (i, signal) in model.signals.enumerated() { globals[map.payload(i)] = signal.value }
        for (i, therapy) in active.enumerated() {
            if begins[i] < 0, let condition = conditions[i], condition.value(row: 0, columns: nil, globals: globals) != 0 {
                begins[i] = time
            }
            guard begins[i] >= 0 else { continue }
            let isDue = isDue(therapy, begin: begins[i], time: time, step: step)
            var amount = amounts[i].makeIterator()
            func next() -> Double { amount.next()!.value(row: 0, columns: nil, globals: globals) }
            for kind in therapy.kinds {
                switch kind {
                case .give(let doses):
                    for dose in doses { let value = next(); if isDue { globals[map.state(dose.state)] += value } }
                case .hold(let levels):
                    for level in levels { hold(level.state, next(), therapy, begins[i], globals, time: time, step: step) }
                case .signal(let signal, _):
                    let value = next()
                    if isDue {
                        globals[map.payload(signal)] = value
                        given.insert(signal)
                    }
                }
            }
        }
    }

    private func isDue(_ therapy: Model.Therapy, begin: Int64, time: Int64, step: Int64) -> Bool {
        if let until = therapy.until, time >= until { return false }
        guard time + step > begin else { return false }
        guard let every = therapy.every else { return begin >= time && begin < time + step }
        // The first dose at or after the head of the step.
        let index = time <= begin ? 0 : (time - begin + every - 1) / every
        if let times = therapy.times, index >= times { return false }
        return begin + index * every < time + step
    }

    /// Holds a body state at a level within its window, and lets it go to its start value at the end.
    private func hold(
        _ state: Int, _ level: Double, _ therapy: Model.Therapy, _ begin: Int64, _ globals: UnsafeMutablePointer<Double>, time: Int64,
        step: Int64
    ) {
        let until = therapy.until ?? .max
        if time >= begin, time < until {
            globals[map.state(state)] = level
        } else if time >= until, time < until + step {
            globals[map.state(state)] = model.body.states[state].start.arguments.first.map { BoundProgram.constant($0) } ?? 0
        }
    }
}
