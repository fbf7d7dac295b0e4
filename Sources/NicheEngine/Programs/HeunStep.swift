import NicheMath
import NicheModel

/// A quantity that changes by itself: where it is found, and how it changes.
struct Changing {
    var slot: Slot
    var change: Model.Change
    /// What counts as one, for the error.
    var scale: Double

    /// Rate, or target and time constant.
    var formulas: [Formula] {
        switch change {
        case .rate(let formula): [formula]
        case .toward(let target, let over, _, _): [target, over]
        }
    }
}

extension Compiler {
    /// One explicit step as one program, with the outputs of `heunStep`; no step is too long for it.
    func eulerStep(_ items: [Changing], h: Double) -> BoundProgram {
        var work = Work(self)
        let length = work.builder.constant(h)
        let now = items.map { work.input($0.slot) }
        var checks: [Program.Value] = []
        let next = zip(items, now).map { item, y in
            work.builder.apply(.add, y, work.increment(item, of: y, over: length, &checks))
        }
        // What is finite leaves nothing when taken from itself.
        let excess = (next + checks).reduce(work.builder.constant(-1)) {
            work.builder.apply(.add, $0, work.builder.apply(.subtract, $1, $1))
        }
        return work.finish(next + [excess], sources: items.flatMap(\.formulas))
    }

    /// One step of exponential Heun as one program, so that what the quantities leave alone is computed once for both of its halves.
    ///
    /// Outputs: the new value of every quantity; then the error of the worst one less what is allowed, which is no number where a
    /// value or a time constant is not finite.
    ///
    /// - Parameter h: the length of the step [min]; nil to read it when the program runs.
    func heunStep(_ items: [Changing], h: Double?) -> BoundProgram {
        var work = Work(self)
        let length = h.map { work.builder.constant($0) } ?? work.input(.extra(.step))
        let now = items.map { work.input($0.slot) }
        var checks: [Program.Value] = []
        let first = zip(items, now).map { work.increment($0, of: $1, over: length, &checks) }
        let trial = zip(now, first).map { work.builder.apply(.add, $0, $1) }
        work.replace(zip(items, trial).map { ($0.slot, $1) })
        let second = zip(items, now).map { work.increment($0, of: $1, over: length, &checks) }

        var outputs: [Program.Value] = []
        var excess = work.builder.constant(-.infinity)
        let half = work.builder.constant(0.5)
        for (i, item) in items.enumerated() {
            let sum = work.builder.apply(.add, first[i], second[i])
            let next = work.builder.apply(.add, now[i], work.builder.apply(.multiply, half, sum))
            outputs.append(next)
            let mine = work.excess(next, trial[i], scale: item.scale)
            excess = i == 0 ? mine : work.builder.apply(.maximum, excess, mine)
        }
        // What is finite leaves nothing when taken from itself.
        for (i, check) in checks.enumerated() where !checks[..<i].contains(check) {
            excess = work.builder.apply(.add, excess, work.builder.apply(.subtract, check, check))
        }
        return work.finish(outputs + [excess], sources: items.flatMap(\.formulas))
    }
}

extension Compiler.Work {
    /// What a step of length h adds to y: h·rate, or φ = (A - y)(1 - e^(-h/T)).
    fileprivate mutating func increment(
        _ item: Changing, of y: Program.Value, over h: Program.Value, _ checks: inout [Program.Value]
    ) -> Program.Value {
        switch item.change {
        case .rate(let formula): return builder.apply(.multiply, h, value(formula.term))
        case .toward(let target, let over, _, _):
            let (a, t) = (value(target.term), value(over.term))
            if !builder.isFinite(t) { checks.append(t) }
            let decay = builder.apply(.exponential, builder.apply(.divide, builder.apply(.negate, h), t))
            let share = builder.apply(.subtract, builder.constant(1), decay)
            return builder.apply(.multiply, builder.apply(.subtract, a, y), share)
        }
    }

    /// |y' - y1| - tolerance · max(|y'|, scale)
    fileprivate mutating func excess(_ next: Program.Value, _ trial: Program.Value, scale: Double) -> Program.Value {
        let error = builder.apply(.absolute, builder.apply(.subtract, next, trial))
        let size = builder.apply(.maximum, builder.apply(.absolute, next), builder.constant(scale))
        return builder.apply(.subtract, error, builder.apply(.multiply, builder.constant(ChangeSet.tolerance), size))
    }
}
