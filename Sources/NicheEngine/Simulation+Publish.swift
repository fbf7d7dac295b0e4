import NicheMath
import NicheModel

/// Publish: what cells and segments sense of the substances, and what others may read of them, at the end of a step.
extension Simulation {
    /// Publish: substances at every cell and segment, and what others may read of them, as they stand at the end of the step.
    func publish() throws {
        let cells = state.cells
        for kind in kinds {
            let table = cells.tables[kind.index]
            let owners = cells.owners[kind.index][0]
            let samples = kind.map.keys.enumerated().compactMap { column, key in if case .sample(let s) = key { (column, s) } else { nil } }
            try forEachBlock(of: kind) { rows, count, bench in
                for lane in 0..<count {
                    let row = Int(rows[lane])
                    let corner = state.fields.corner(at: cells.position(Int(owners[row])), sharp: model.space.samplesVoxel)
                    for (column, substance) in samples {
                        table[column][row] = state.fields.sample(state.fields.substances[substance], at: corner)
                    }
                }
                guard let publish = kind.publish else { return }
                publish.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                if let (formula, lane) = publish.firstFailure(count: count, bench: bench) {
                    let cell = Int(owners[Int(rows[lane])])
                    throw fault(formula, type: kind.type.name, id: cells.id(cell), position: cells.position(cell))
                }
                for (i, column) in kind.publishColumns.enumerated() {
                    for lane in 0..<count { table[column][Int(rows[lane])] = bench.outputs[i][lane] }
                }
            }
        }
        for (kind, vessels) in zip(vesselKinds, state.vessels) { sampleVessels(kind, vessels) }
    }

    func sampleVessels(_ kind: VesselKind, _ vessels: Vessels) {
        for (column, key) in kind.map.keys.enumerated() {
            guard case .sample(let substance) = key else { continue }
            for row in 0..<vessels.count {
                vessels.table[column][row] = state.fields.sample(
                    state.fields.substances[substance], at: state.fields.corner(at: vessels.middle(row)))
            }
        }
        if let column = kind.map.existing(.perfused) {
            let time = Double(state.time) / 60
            for row in 0..<vessels.count { vessels.table[column][row] = vessels.isPerfused(row, at: time) ? 1 : 0 }
        }
    }
}
