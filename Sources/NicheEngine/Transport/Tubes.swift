import NicheMath
import NicheModel

/// What the vessels of one type exchange with their voxels in this step.
final class Tubes {
    /// One substance's exchange of one vessel.
    struct Well {
        /// Where the solver keeps the voxel.
        var slot: Int32
        /// [1/min], and times the concentration inside [conc/min].
        var conductance: Double
        var supply: Double
    }

    private let kind: VesselKind
    private let layout: Layout
    private var wells = Buffer<Well>()
    /// Voxel of each vessel, and its place among the wells, which are sorted by row of the grid.
    private var voxels = Buffer<Int32>()
    private var places = Buffer<Int32>()
    private let starts: UnsafeMutablePointer<Int32>
    private var count = 0

    init(_ kind: VesselKind, _ layout: Layout) {
        self.kind = kind
        self.layout = layout
        starts = .allocate(capacity: layout.rows + 2)
        starts.initialize(repeating: 0, count: layout.rows + 2)
    }

    deinit {
        wells.free()
        voxels.free()
        places.free()
        starts.deallocate()
    }

    /// The wells of the type's exchange number `entry`, all or those of some rows.
    func wells(_ entry: Int) -> UnsafeBufferPointer<Well> { wells(entry, in: 0..<layout.rows) }

    func wells(_ entry: Int, in rows: Range<Int>) -> UnsafeBufferPointer<Well> {
        let first = Int(starts[rows.lowerBound])
        return UnsafeBufferPointer(start: wells.start + entry * count + first, count: Int(starts[rows.upperBound]) - first)
    }

    private func place(_ vessels: Vessels) {
        count = vessels.count
        voxels.reserve(count)
        places.reserve(count)
        starts.update(repeating: 0, count: layout.rows + 2)
        for vessel in 0..<count {
            let voxel = layout.grid.voxel(at: vessels.middle(vessel))
            voxels.start[vessel] = Int32(truncatingIfNeeded: voxel)
            starts[layout.row(of: voxel) + 2] += 1
        }
        for row in 0..<layout.rows { starts[row + 2] += starts[row + 1] }
        for vessel in 0..<count {
            let row = layout.row(of: Int(voxels.start[vessel]))
            places.start[vessel] = starts[row + 1]
            starts[row + 1] += 1
        }
    }

    /// Works out all exchanges.
    /// - Throws: `RunFault` where an inside or a permeability is not a number, or a permeability is negative.
    func gather(_ vessels: Vessels, _ substances: [SubstanceKind], globals: UnsafePointer<Double>, time: Int64, bench: IntegrationBench)
        throws
    {
        guard let exchange = kind.exchange else { return }
        place(vessels)
        wells.reserve(count * kind.type.exchanges.count)
        let grid = layout.grid
        for start in stride(from: 0, to: count, by: Program.blockSize) {
            let lanes = min(Program.blockSize, count - start)
            for lane in 0..<lanes { bench.rows[lane] = Int32(start + lane) }
            exchange.evaluate(rows: bench.rows, count: lanes, columns: vessels.table, globals: globals, bench: bench.bench)
            for entry in 0..<kind.exchangeSubstances.count {
                let diffusion = substances[kind.exchangeSubstances[entry]].diffusion
                let (insides, permeabilities) = (bench.bench.outputs[2 * entry], bench.bench.outputs[2 * entry + 1])
                for lane in 0..<lanes {
                    let (inside, permeability) = (insides[lane], permeabilities[lane])
                    guard inside.isFinite, permeability.isFinite, permeability >= 0 else { throw fault(entry, time) }
                    let row = start + lane
                    let length = grid.isSlice ? max(vessels.length(row), 1e-9) : vessels.length(row)
                    let g = Wells.conductance(
                        diffusion: diffusion, permeability: permeability, radius: vessels[.radius][row], length: length,
                        spacing: grid.spacing)
                    let slot = layout.slot(of: Int(voxels.start[row]))
                    wells.start[entry * count + Int(places.start[row])] = Well(
                        slot: Int32(truncatingIfNeeded: slot), conductance: g, supply: g * inside)
                }
            }
        }
    }

    private func fault(_ entry: Int, _ time: Int64) -> RunFault {
        let exchange = kind.type.exchanges[entry]
        return RunFault(
            "\"\(exchange.permeability.text)\" or \"\(exchange.inside.text)\" is not a number of a \(kind.type.name)",
            place: exchange.inside.place, time: time)
    }
}
