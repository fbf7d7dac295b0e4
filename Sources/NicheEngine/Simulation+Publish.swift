import NicheMath
import NicheModel

/// Publish: what cells and segments sense of the substances, and what others may read of them, at the end of a step.
extension Simulation {
    /// Publish: substances at every cell and segment, and what others may read of them, as they stand at the end of the step.
    func publish() throws {
        let cells = state.cells
        state.fields.noteBlank()
        let (x, y, z) = (cells[.x], cells[.y], cells[.z])
        let (grid, isSharp, substances, isBlank) = (grid, model.space.samplesVoxel, state.fields.substances, state.fields.isBlank)
        for kind in kinds {
            let table = cells.tables[kind.index]
            let owners = cells.owners[kind.index][0]
            let samples = kind.samples
            try forEachBlock(of: kind) { rows, count, bench in
                for lane in 0..<count {
                    let row = Int(rows[lane])
                    let cell = Int(owners[row])
                    let p = SIMD3(x[cell], y[cell], z[cell])
                    let corner = Corner(p, grid, isSharp: isSharp)
                    for sample in samples {
                        if isBlank[sample.substance] {
                            table[sample.column][row] = 0
                            continue
                        }
                        let values = UnsafePointer(substances[sample.substance])
                        table[sample.column][row] = sample.isGradient ? steepness(values, at: p) : corner.sample(values)
                    }
                }
                guard let publish = kind.publish else { return }
                publish.evaluate(rows: rows, count: count, columns: table, globals: state.globals, bench: bench)
                if let (formula, lane) = publish.firstFailure(count: count, bench: bench) {
                    throw fault(formula, kind, cell: Int(owners[Int(rows[lane])]))
                }
                for i in kind.publishColumns.indices {
                    let (target, values) = (table[kind.publishColumns[i]], bench.outputs[i])
                    for lane in 0..<count { target[Int(rows[lane])] = values[lane] }
                }
            }
        }
        for (kind, vessels) in zip(vesselKinds, state.vessels) { sampleVessels(kind, vessels) }
    }

    /// Where a point lies among the voxels, as cells sense them.
    @inline(__always)
    func corner(at p: SIMD3<Double>) -> Corner { Corner(p, grid, isSharp: model.space.samplesVoxel) }

    /// A substance at a point of that corner, or how steeply it changes there.
    func sensed(_ sample: CellKind.Sample, at p: SIMD3<Double>, _ corner: Corner) -> Double {
        let values = UnsafePointer(state.fields.substances[sample.substance])
        return sample.isGradient ? steepness(values, at: p) : corner.sample(values)
    }

    private func steepness(_ values: UnsafePointer<Double>, at p: SIMD3<Double>) -> Double {
        let gradient = state.fields.gradient(values, at: p, sharp: model.space.samplesVoxel)
        return (gradient * gradient).sum().squareRoot()
    }

    func sampleVessels(_ kind: VesselKind, _ vessels: Vessels) {
        let (grid, substances, table, samples) = (grid, state.fields.substances, vessels.table, kind.samples)
        pool.forEachTile(of: vessels.count, size: 512) { rows in
            for row in rows {
                let corner = Corner(vessels.middle(row), grid)
                for sample in samples { table[sample.column][row] = corner.sample(substances[sample.substance]) }
            }
        }
        if let column = kind.map.existing(.perfused) { notePerfusion(vessels, into: table[column]) }
    }
}
