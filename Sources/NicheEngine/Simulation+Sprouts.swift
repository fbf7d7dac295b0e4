import NicheMath
import NicheModel

/// Sprouts: how tips grow, join and start new segments.
extension Simulation {
    /// Tips of sprouts move on; they join, or end.
    func grow(_ kind: VesselKind, _ vessels: Vessels, _ gone: inout Set<Int>) throws {
        guard let sprout = kind.type.sprout, let program = kind.sprout else { return }
        for row in 0..<vessels.count where vessels[.isTip][row] == 1 && !gone.contains(row) {
            let values = program.values(row: row, columns: vessels.table, globals: state.globals)
            var gradient = SIMD3<Double>(repeating: 0)
            let tip = vessels.end(row)
            for (i, weight) in sprout.weights.enumerated() {
                gradient += values[1 + i] * state.fields.gradient(state.fields.substances[weight.substance], at: tip, sharp: false)
            }
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: state.tick, event: Purpose.vessel.rawValue)
            let slope = (gradient * gradient).sum().squareRoot()
            let along = slope > 1e-12 ? gradient / slope : draws.direction(isFlat: grid.isSlice)
            let end = inside(tip + along * (values[0] * dt), beside: tip)
            vessels.setEnds(row, vessels.start(row), end)
            if joins(end, sprout, kind, vessels, row) {
                openSprout(vessels, vessels[.sprout][row])
            } else if sproutLength(vessels, vessels[.sprout][row]) > sprout.most {
                let number = vessels[.sprout][row]
                for other in 0..<vessels.count where vessels[.sprout][other] == number && vessels[.isOpen][other] == 0 {
                    gone.insert(other)
                }
            } else if vessels.length(row) >= kind.type.segment {
                vessels[.isTip][row] = 0
                appendSegment(kind, vessels, sproutNumber: vessels[.sprout][row], from: end, parent: row, isTip: true)
            }
        }
    }

    private func joins(_ end: SIMD3<Double>, _ sprout: Model.Sprout, _ kind: VesselKind, _ vessels: Vessels, _ row: Int) -> Bool {
        let number = vessels[.sprout][row]
        for other in 0..<vessels.count where vessels[.isOpen][other] == 1 && vessels[.id][other] != number {
            guard !membranes.part(vessels.middle(other), end) else { continue }
            var d = vessels.middle(other) - end
            if grid.isSlice { d.z = 0 }
            if (d * d).sum().squareRoot() <= sprout.joins + vessels[.radius][other] { return true }
        }
        return false
    }

    private func openSprout(_ vessels: Vessels, _ number: UInt64) {
        for row in 0..<vessels.count where vessels[.sprout][row] == number {
            vessels[.isOpen][row] = 1
            vessels[.isTip][row] = 0
        }
    }

    private func sproutLength(_ vessels: Vessels, _ number: UInt64) -> Double {
        (0..<vessels.count).reduce(0) { $0 + (vessels[.sprout][$1] == number && vessels[.isOpen][$1] == 0 ? vessels.length($1) : 0) }
    }

    /// A new segment of a sprout: the type's start, then what `sprout: start` says. `sproutNumber` is the ID of the segment it sprang from.
    func appendSegment(
        _ kind: VesselKind, _ vessels: Vessels, sproutNumber: UInt64, from: SIMD3<Double>, parent: Int, isTip: Bool
    ) {
        let key = Keys.child(of: vessels[.key][parent], ordinal: UInt64(bitPattern: state.tick) &+ 1)
        let row = vessels.append(id: state.nextID, key: key, from: from, to: from, isOpen: false, time: state.time)
        state.nextID += 1
        vessels[.sprout][row] = sproutNumber
        vessels[.isTip][row] = isTip ? 1 : 0
        startSegment(kind, vessels, row)
        guard let sprout = kind.type.sprout, let start = kind.sproutStart else { return }
        let values = start.values(row: row, columns: vessels.table, globals: state.globals)
        for (entry, value) in zip(sprout.start, values) { vessels.table[kind.map.index(.state(entry.state))][row] = value }
    }

    func startSegment(_ kind: VesselKind, _ vessels: Vessels, _ row: Int) {
        for (column, key) in kind.map.keys.enumerated() { if case .memory = key { vessels.table[column][row] = -1e12 } }
        for (i, sampler) in kind.starts.enumerated() {
            var draws = Draws(seed: state.seed, key: vessels[.key][row], tick: 0, event: Purpose.start.rawValue | UInt32(i) << 8)
            vessels.table[kind.map.index(.state(i))][row] = sampler.draw(
                row: row, columns: vessels.table, globals: state.globals, &draws)
        }
        for (column, key) in kind.map.keys.enumerated() {
            if case .sample(let substance) = key {
                vessels.table[column][row] = Corner(vessels.middle(row), grid).sample(state.fields.substances[substance])
            }
        }
    }
}
