import NicheMath
import NicheModel

/// Springs: cells attach to those they touch and let go, each pair at a rate to which both add, in continuous time and as often as the step
/// allows; nobody has more springs than it may.
///
/// Neighbours and rates are those of the head of the step. All pairs are settled in one order, that of their times, since who has all its
/// springs cannot get another; this is not shared between threads.
///
/// - Complexity: a draw and 60 bytes a pair in touch or attached, and the logarithm of their number for each that turns.
extension Simulation {
    /// Turns of a pair in a step beyond which the run stops.
    private static let mostTurns = 10_000

    func attach() throws {
        guard isAttaching, !isSettling, !model.space.isWell else { return }
        try noteAffinities()
        let manners = try kinds.map { try self.manners(of: $0) }
        state.springs.hold(try settle(springPairs(manners), manners))
    }

    /// How soon a cell attaches and lets go [/min], and how many springs it may have.
    private struct Manner {
        var attach = 0.0, detach = 0.0, most = 0.0
    }

    /// By row of a type.
    private func manners(of kind: CellKind) throws -> [Manner] {
        let table = state.cells.tables[kind.index]
        var manners = [Manner](repeating: Manner(), count: table.count)
        try manners.withUnsafeMutableBufferPointer { manners in
            let target = UncheckedPointer(manners.baseAddress ?? UnsafeMutablePointer(bitPattern: 8)!)
            try forEachBlock(of: kind) { rows, count, bench in
                kind.springs.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                if let (formula, lane) = kind.springs.firstFailure(count: count, bench: bench) {
                    throw fault(formula, kind, cell: Int(state.cells.owners[kind.index][0][Int(rows[lane])]))
                }
                for lane in 0..<count {
                    target[Int(rows[lane])] = Manner(
                        attach: max(0, bench.outputs[0][lane]), detach: max(0, bench.outputs[1][lane]), most: bench.outputs[2][lane])
                }
            }
        }
        return manners
    }

    // MARK: Who may

    /// Two cells that are attached, or may become so.
    private struct Pair {
        /// Places among the cells, that of the lower ID first.
        var low: Int32
        var high: Int32
        /// How soon they attach and let go [/min].
        var attach: Double
        var detach: Double
        var isAttached: Bool
        var draws: Draws
    }

    /// Pairs in order of ID: those that stand, and those in touch.
    private func springPairs(_ manners: [[Manner]]) -> [Pair] {
        let cells = state.cells
        func manner(_ cell: Int) -> Manner { manners[cells.type(cell)][cells.row(cell)] }
        func pair(_ low: Int, _ high: Int, isAttached: Bool, inTouch: Bool) -> Pair {
            let (mine, theirs) = (manner(low), manner(high))
            let attach = mine.attach * affinity(of: low, to: high) + theirs.attach * affinity(of: high, to: low)
            return Pair(
                low: Int32(low), high: Int32(high), attach: inTouch ? attach : 0, detach: mine.detach + theirs.detach,
                isAttached: isAttached,
                draws: Draws(
                    seed: state.seed, key: Keys.child(of: cells[.key][low], ordinal: cells[.key][high]), tick: state.tick,
                    event: Purpose.spring.rawValue))
        }
        var standing: Set<SIMD2<Int32>> = []
        var pairs: [Pair] = []
        for (low, high) in locatedSprings() {
            let touch = (Int(contactList.starts[low])..<Int(contactList.starts[low + 1])).contains { Int(contactList.others[$0]) == high }
            standing.insert(SIMD2(Int32(low), Int32(high)))
            pairs.append(pair(low, high, isAttached: true, inTouch: touch))
        }
        for low in 0..<cells.count {
            for k in Int(contactList.starts[low])..<Int(contactList.starts[low + 1]) {
                let high = Int(contactList.others[k])
                guard cells.id(low) < cells.id(high), !standing.contains(SIMD2(Int32(low), Int32(high))) else { continue }
                let new = pair(low, high, isAttached: false, inTouch: true)
                if new.attach > 0 { pairs.append(new) }
            }
        }
        return pairs.sorted { (cells.id(Int($0.low)), cells.id(Int($0.high))) < (cells.id(Int($1.low)), cells.id(Int($1.high))) }
    }

    /// Where the cells of springs stand of which both are there and neither has divided.
    private func locatedSprings() -> [(low: Int, high: Int)] {
        let (cells, springs) = (state.cells, state.springs.springs)
        if springs.isEmpty { return [] }
        let places = cells.places(of: springs.flatMap { [$0.low, $0.high] })
        return springs.compactMap { spring in
            guard let low = places[spring.low], let high = places[spring.high], low != high,
                cells[.divisions][low] &+ cells[.divisions][high] == spring.divisions
            else { return nil }
            return (low, high)
        }
    }

    // MARK: Attaching and letting go

    /// - Returns: who is attached at the end of the step.
    private func settle(_ pairs: [Pair], _ manners: [[Manner]]) throws -> [Spring] {
        let cells = state.cells
        var (pairs, counts) = (pairs, [Int32](repeating: 0, count: cells.count))
        var turns = Turns()
        for i in pairs.indices {
            if pairs[i].isAttached { for cell in [pairs[i].low, pairs[i].high] { counts[Int(cell)] += 1 } }
            turns.add(i, after: 0, &pairs[i], until: dt)
        }
        func hasRoom(_ cell: Int32) -> Bool {
            Double(counts[Int(cell)]) + 1 <= manners[cells.type(Int(cell))][cells.row(Int(cell))].most
        }
        var done = 0
        while let (time, i) = turns.next() {
            done += 1
            guard done <= Self.mostTurns * max(1, pairs.count) else {
                throw RunFault(
                    "cells attach and let go more than \(Self.mostTurns) times in a step; lower the rates of \"attach\" and \"detach\"",
                    place: kinds.first { $0.type.attach != nil }?.type.place, time: state.time)
            }
            let change: Int32 = pairs[i].isAttached ? -1 : hasRoom(pairs[i].low) && hasRoom(pairs[i].high) ? 1 : 0
            if change != 0 { pairs[i].isAttached.toggle() }
            for cell in [pairs[i].low, pairs[i].high] { counts[Int(cell)] += change }
            turns.add(i, after: time, &pairs[i], until: dt)
        }
        return pairs.filter(\.isAttached).map { pair in
            let (low, high) = (Int(pair.low), Int(pair.high))
            return Spring(low: cells.id(low), high: cells.id(high), divisions: cells[.divisions][low] &+ cells[.divisions][high])
        }
    }

    /// What is to happen in the step, in order of time and then of pair: a binary heap.
    private struct Turns {
        private var heap: [(time: Double, pair: Int)] = []

        /// Draws when the pair turns next.
        mutating func add(_ i: Int, after now: Double, _ pair: inout Pair, until end: Double) {
            let rate = pair.isAttached ? pair.detach : pair.attach
            guard rate > 0 else { return }
            let time = now + pair.draws.exponential() / rate
            guard time < end else { return }
            heap.append((time, i))
            var child = heap.count - 1
            while child > 0, heap[child] < heap[(child - 1) / 2] {
                heap.swapAt(child, (child - 1) / 2)
                child = (child - 1) / 2
            }
        }

        mutating func next() -> (time: Double, pair: Int)? {
            guard let first = heap.first else { return nil }
            heap[0] = heap[heap.count - 1]
            heap.removeLast()
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] { least = child }
                if least == parent { return first }
                heap.swapAt(parent, least)
                parent = least
            }
        }
    }

    // MARK: What springs do

    /// A spring without length draws both cells together all the step. Where a cell has many the pull of each is that of springs that relax
    /// together, so that none is drawn beyond those it is attached to.
    func pullSprings() {
        guard isAttaching, state.springs.count > 0, kinds.contains(where: { $0.bond != nil }) else { return }
        let springs = locatedSprings()
        var counts: [Int: Double] = [:]
        for (low, high) in springs { for cell in [low, high] { counts[cell, default: 0] += 1 } }
        for (low, high) in springs {
            let (rate, most) = (bond(low, high), max(counts[low]!, counts[high]!) + 1)
            draw(low, high, by: (1 - Elementary.exp(-most * rate * dt)) / most)
        }
    }
}
