import NicheMath
import NicheModel

/// Grip: who holds whom. A cell without a hold takes one of those that it may, and lets go after a while, in continuous time and as often as
/// the step allows; what cells feel of holds are shares of the step.
///
/// Neighbours and rates are those of the head of the step. A hold is kept at any distance, and ends when either cell is gone or no longer
/// what the holds of its holder ask for.
extension Simulation {
    /// Rates beyond what a step can follow stop the run.
    private static let mostTurns = 10_000

    func grip() throws {
        guard isGripping, !isSettling, !model.space.isWell else { return }
        let held = standingHolds()
        // Rates may read who holds whom, as it is at the head of the step.
        feelGrips()
        var next: [Grip] = []
        for kind in kinds where kind.grips.contains(where: { $0 != nil }) {
            let rows = state.cells.tables[kind.index].count
            let blocks = (rows + Program.blockSize - 1) / Program.blockSize
            var found: [[Grip]] = Array(repeating: [], count: blocks)
            try found.withUnsafeMutableBufferPointer { found in
                let target = UncheckedPointer(found.baseAddress ?? UnsafeMutablePointer(bitPattern: 8)!)
                pool.run(blocks) { block in
                    let first = block * Program.blockSize
                    let count = min(Program.blockSize, rows - first)
                    benches.withItem { bench in
                        gripLists.withItem { list in
                            list.grips.removeAll(keepingCapacity: true)
                            do throws(RunFault) {
                                try grip(kind, first, count, held, bench, list)
                            } catch {
                                firstFault.note(error, in: block)
                            }
                            target[block] = list.grips
                        }
                    }
                }
                try firstFault.check()
            }
            for block in found { next += block }
        }
        grips = next
        feelGrips()
    }

    /// By cell, whom it holds, or -1; `grips` are then the holds that stand at the head of the step, each for the whole of it.
    private func standingHolds() -> [Int32] {
        let cells = state.cells
        var held = [Int32](repeating: -1, count: cells.count)
        grips.removeAll(keepingCapacity: true)
        for kind in kinds {
            guard let column = kind.map.existing(.held) else { continue }
            let (ids, owners) = (cells.tables[kind.index][column], cells.owners[kind.index][0])
            for row in 0..<cells.tables[kind.index].count where ids[row] != 0 {
                let holder = owners[row]
                grips.append(
                    Grip(holder: cells.id(Int(holder)), held: UInt64(ids[row]), holderCell: holder, heldCell: -1, share: 1))
            }
        }
        locateGrips()
        grips.removeAll { grip in
            let (holder, other) = (Int(grip.holderCell), Int(grip.heldCell))
            let set = kinds[cells.type(holder)].grips[cells.phase(holder)]
            if let set, other >= 0, set.mayHold(type: cells.type(other), phase: cells.phase(other)) {
                held[holder] = grip.heldCell
                return false
            }
            hold(nil, by: holder)
            return true
        }
        return held
    }

    /// Finds where holders and held stand among the cells now; -1 for who is gone.
    private func locateGrips() {
        if grips.isEmpty { return }
        let places = state.cells.places(of: grips.flatMap { [$0.holder, $0.held] })
        for i in grips.indices {
            grips[i].holderCell = Int32(places[grips[i].holder] ?? -1)
            grips[i].heldCell = Int32(places[grips[i].held] ?? -1)
        }
    }

    private func hold(_ other: Int?, by holder: Int) {
        let kind = kinds[state.cells.type(holder)]
        guard let column = kind.map.existing(.held) else { return }
        table(of: holder)[column][state.cells.row(holder)] = other.map { Double(state.cells.id($0)) } ?? 0
    }

    // MARK: Taking hold and letting go

    /// One block of rows, phase by phase.
    private func grip(
        _ kind: CellKind, _ first: Int, _ count: Int, _ held: [Int32], _ bench: IntegrationBench, _ list: GripList
    ) throws(RunFault) {
        let (owners, phases) = (state.cells.owners[kind.index][0], state.cells[.phase])
        for (phase, set) in kind.grips.enumerated() {
            guard let set else { continue }
            var lanes = 0
            for row in first..<first + count where Int(phases[Int(owners[row])]) == phase {
                bench.rows[lanes] = Int32(row)
                lanes += 1
            }
            if lanes > 0 { try grip(kind, set, lanes, held, bench, list) }
        }
    }

    private func grip(
        _ kind: CellKind, _ set: GripSet, _ count: Int, _ held: [Int32], _ bench: IntegrationBench, _ list: GripList
    ) throws(RunFault) {
        try releases(kind, set, count, bench, list)
        try offers(kind, set, count, bench, list)
        let cells = state.cells
        let owners = cells.owners[kind.index][0]
        var offered = list.offers[...]
        for lane in 0..<count {
            let own = offered.prefix { Int($0.lane) == lane }
            offered = offered.dropFirst(own.count)
            let cell = Int(owners[Int(bench.rows[lane])])
            if own.isEmpty && held[cell] < 0 { continue }
            let last = try turns(kind, cell, from: held[cell], own, release: list.releases[lane], list)
            hold(last, by: cell)
        }
    }

    /// The holds of one cell over the step.
    ///
    /// - Returns: whom it holds at the end.
    private func turns(
        _ kind: CellKind, _ cell: Int, from start: Int32, _ offers: ArraySlice<GripList.Offer>, release: Double, _ list: GripList
    ) throws(RunFault) -> Int? {
        let cells = state.cells
        var draws = Draws(seed: state.seed, key: cells[.key][cell], tick: state.tick, event: Purpose.grip.rawValue)
        let total = offers.reduce(0) { $0 + $1.rate }
        var (held, left) = (start, dt)
        for _ in 0..<Self.mostTurns {
            let rate = held < 0 ? total : release
            let wait = rate > 0 ? draws.exponential() / rate : .infinity
            if held >= 0 {
                list.grips.append(
                    Grip(
                        holder: cells.id(cell), held: cells.id(Int(held)), holderCell: Int32(cell), heldCell: held,
                        share: min(wait, left) / dt))
            }
            left -= wait
            if left <= 0 { return held < 0 ? nil : Int(held) }
            held = held < 0 ? choice(offers, draws.uniform() * total) : -1
        }
        throw RunFault(
            "\(kind.type.name) \(cells.id(cell)) takes hold of others and lets go more than \(Self.mostTurns) times in a step; "
                + "lower the rates of its \(Hold.entry.word) and \(Release.entry.word)", place: kind.type.place, time: state.time)
    }

    private func choice(_ offers: ArraySlice<GripList.Offer>, _ pick: Double) -> Int32 {
        var left = pick
        for offer in offers {
            left -= offer.rate
            if left < 0 { return offer.other }
        }
        return offers.last { $0.rate > 0 }!.other
    }

    /// How soon each lane lets go.
    private func releases(
        _ kind: CellKind, _ set: GripSet, _ count: Int, _ bench: IntegrationBench, _ list: GripList
    ) throws(RunFault) {
        list.releases.removeAll(keepingCapacity: true)
        guard let program = set.releases else { return list.releases.append(contentsOf: repeatElement(0, count: count)) }
        program.evaluate(
            rows: bench.rows, count: count, columns: state.cells.tables[kind.index], globals: state.globals, bench: bench.bench)
        if let (formula, lane) = program.firstFailure(count: count, bench: bench.bench) {
            throw fault(formula, kind, cell: Int(state.cells.owners[kind.index][0][Int(bench.rows[lane])]))
        }
        for lane in 0..<count {
            list.releases.append((0..<program.program.outputCount).reduce(0) { $0 + max(0, bench.bench.outputs[$1][lane]) })
        }
    }

    /// Whom each lane may take hold of, in order of lanes.
    private func offers(
        _ kind: CellKind, _ set: GripSet, _ count: Int, _ bench: IntegrationBench, _ list: GripList
    ) throws(RunFault) {
        list.offers.removeAll(keepingCapacity: true)
        let contacts = (starts: contactList.starts, others: contactList.others)
        let owners = state.cells.owners[kind.index][0]
        for event in set.holds {
            bench.pairs.removeAll()
            // By pair.
            var lanes: [Int32] = []
            for lane in 0..<count {
                gatherPairs(event, contacts, row: bench.rows[lane], cell: owners[Int(bench.rows[lane])], &bench.pairs)
                while lanes.count < bench.pairs.count { lanes.append(Int32(lane)) }
            }
            for start in stride(from: 0, to: bench.pairs.count, by: Program.blockSize) {
                let end = min(start + Program.blockSize, bench.pairs.count)
                try pairRates(bench.pairs.start + start, end - start, kind, event, bench)
                for pair in start..<end where bench.bench.outputs[0][pair - start] > 0 {
                    list.offers.append(
                        .init(lane: lanes[pair], other: bench.pairs.start[pair].other, rate: bench.bench.outputs[0][pair - start]))
                }
            }
        }
        if set.holds.count > 1 { list.offers.sort { ($0.lane, $0.other) < ($1.lane, $1.other) } }
    }

    // MARK: What holds do

    /// What cells feel of who holds whom.
    private func feelGrips() {
        let cells = state.cells
        for kind in kinds {
            for contact in kind.gripContacts {
                cells.tables[kind.index][kind.map.index(.contact(contact))].update(repeating: 0, count: cells.tables[kind.index].count)
            }
        }
        for grip in grips {
            feel(grip, .holder, of: Int(grip.heldCell), other: Int(grip.holderCell))
            feel(grip, .held, of: Int(grip.holderCell), other: Int(grip.heldCell))
        }
    }

    private func feel(_ grip: Grip, _ role: Contact.Grip, of cell: Int, other: Int) {
        let cells = state.cells
        let kind = kinds[cells.type(cell)]
        for contact in kind.gripContacts where kind.type.contacts[contact].grip == role {
            let view = sensing.ofCells[kind.index][contact].view(cells, sensing.selectors)
            guard view.selector.flags[sensing.selectors.species(type: cells.type(other), phase: cells.phase(other))] else { continue }
            table(of: cell)[kind.map.index(.contact(contact))][cells.row(cell)] += grip.share * view.value(other)
        }
    }

    /// A hold draws both cells together, as a spring without length would in the share of the step for which it lasts.
    func pullTogether() {
        guard isGripping, !grips.isEmpty, kinds.contains(where: { $0.bond != nil }) else { return }
        locateGrips()
        for grip in grips where grip.holderCell >= 0 && grip.heldCell >= 0 {
            let (a, b) = (Int(grip.holderCell), Int(grip.heldCell))
            // Each goes its half of the way by which two cells come nearer that go at rate × distance.
            draw(a, b, by: 0.5 * (1 - Elementary.exp(-2 * bond(a, b) * grip.share * dt)))
        }
    }

    /// Who does not walk has no velocity of its own, which bonds may have added to in the last step.
    func standStill() {
        guard isGripping || isAttaching || model.time.exchange == .onTheWay else { return }
        let cells = state.cells
        for kind in kinds where kind.walk == nil {
            let owners = cells.owners[kind.index][0]
            for row in 0..<cells.tables[kind.index].count { cells.standStill(Int(owners[row])) }
        }
    }

    /// Lets both cells go a share of the way to the other.
    func draw(_ a: Int, _ b: Int, by share: Double) {
        let cells = state.cells
        let velocity = space.way(from: cells.position(a), to: cells.position(b)) * (share / dt)
        for (cell, sign) in [(a, 1.0), (b, -1.0)] {
            cells[.walkX][cell] += sign * velocity.x
            cells[.walkY][cell] += sign * velocity.y
            cells[.walkZ][cell] += sign * velocity.z
        }
    }

    /// How fast what binds two cells draws them together [/min].
    func bond(_ a: Int, _ b: Int) -> Double { (bond(a) * bond(b)).squareRoot() * affinity(a, b) }

    private func bond(_ cell: Int) -> Double {
        let value = kinds[state.cells.type(cell)].bond?.value(row: state.cells.row(cell), columns: table(of: cell), globals: state.globals)
        return max(0, value ?? 0)
    }
}
