import NicheMath
import NicheModel

/// Quantities held at an expression of time and place, wherever they are read.
final class Clamps {
    private var substances: [Int: BoundProgram] = [:]
    private var bodyStates: [(state: Int, program: BoundProgram)] = []
    private var cellStates: [Int: [(state: Int, program: BoundProgram)]] = [:]
    private let map: GlobalMap

    init(_ model: Model, _ globals: GlobalMap) {
        map = globals
        let compiler = Compiler(map: nil, globals: globals)
        for clamp in model.clamps {
            let program = compiler.compile([clamp.formula])
            switch clamp.target {
            case .substance(let i): substances[i] = program
            case .bodyState(let i): bodyStates.append((i, program))
            case .state(let type, let state): cellStates[type, default: []].append((state, program))
            }
        }
    }

    func isClamped(substance: Int) -> Bool { substances[substance] != nil }

    func apply(to fields: Fields, grid: Grid, globals: UnsafePointer<Double>, model: Model) {
        for (substance, program) in substances.sorted(by: { $0.key < $1.key }) {
            let values = fields.substances[substance]
            for voxel in 0..<grid.count {
                let p = grid.centre(of: voxel)
                values[voxel] =
                    program.value(row: 0, columns: nil, globals: globals) { extra in
                        if case .position(let axis) = extra { p[axis] } else { 0 }
                    }
            }
        }
    }

    func applyToBody(_ globals: UnsafeMutablePointer<Double>) {
        for (state, program) in bodyStates { globals[map.state(state)] = program.value(row: 0, columns: nil, globals: globals) }
    }

    /// The states of a type that are held, and so do not change by themselves.
    static func states(of type: Int, in model: Model) -> Set<Int> {
        Set(model.clamps.compactMap { if case .state(type, let state) = $0.target { state } else { nil } })
    }

    /// Clamped states of a block of rows take the value they are held at, before anything reads them.
    func apply(to kind: CellKind, rows: UnsafePointer<Int32>, count: Int, cells: Cells, globals: UnsafePointer<Double>) {
        guard let clamps = cellStates[kind.index] else { return }
        let owners = cells.owners[kind.index][0]
        for (state, program) in clamps {
            let values = cells.tables[kind.index][kind.map.index(.state(state))]
            for lane in 0..<count {
                let p = cells.position(Int(owners[Int(rows[lane])]))
                values[Int(rows[lane])] =
                    program.value(row: 0, columns: nil, globals: globals) { extra in
                        if case .position(let axis) = extra { p[axis] } else { 0 }
                    }
            }
        }
    }
}
