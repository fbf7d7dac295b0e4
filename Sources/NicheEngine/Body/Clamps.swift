import NicheMath
import NicheModel

/// Quantities held at an expression of time and place, or at a course of time, wherever they are read.
final class Clamps {
    /// What something is held at.
    private enum Hold {
        case program(BoundProgram)
        case course(Model.Course)

        /// The value everywhere, or nil where it depends on the place.
        func value(_ globals: UnsafePointer<Double>) -> Double? {
            switch self {
            case .course(let course): course.value(at: globals[GlobalMap.time])
            case .program(let program): program.slots.contains(where: \.isPlace) ? nil : value(globals, at: SIMD3(repeating: 0))
            }
        }

        func value(_ globals: UnsafePointer<Double>, at p: SIMD3<Double>) -> Double {
            switch self {
            case .course(let course): course.value(at: globals[GlobalMap.time])
            case .program(let program):
                program.value(row: 0, columns: nil, globals: globals) { extra in
                    if case .position(let axis) = extra { p[axis] } else { 0 }
                }
            }
        }
    }

    private var substances: [Int: Hold] = [:]
    private var bodyStates: [(state: Int, hold: Hold)] = []
    private var cellStates: [Int: [(state: Int, hold: Hold)]] = [:]
    private let map: GlobalMap

    /// - Throws: `ModelFault` where a table has not been read.
    init(_ model: Model, _ globals: GlobalMap) throws {
        map = globals
        let compiler = Compiler(map: nil, globals: globals)
        for clamp in model.clamps {
            let hold: Hold
            switch clamp.value {
            case .formula(let formula): hold = .program(compiler.compile([formula]))
            case .course(let course):
                guard !course.points.isEmpty else {
                    throw ModelFault(clamp.place, "the table \(course.file?.path ?? "") has not been read, or has no rows")
                }
                hold = .course(course)
            }
            switch clamp.target {
            case .substance(let i): substances[i] = hold
            case .bodyState(let i): bodyStates.append((i, hold))
            case .state(let type, let state): cellStates[type, default: []].append((state, hold))
            }
        }
    }

    func isClamped(substance: Int) -> Bool { substances[substance] != nil }

    func apply(to fields: Fields, grid: Grid, globals: UnsafePointer<Double>, model: Model) {
        for (substance, hold) in substances.sorted(by: { $0.key < $1.key }) {
            let values = fields.substances[substance]
            if let value = hold.value(globals) {
                values.update(repeating: value, count: grid.count)
            } else {
                for voxel in 0..<grid.count { values[voxel] = hold.value(globals, at: grid.centre(of: voxel)) }
            }
        }
    }

    func applyToBody(_ globals: UnsafeMutablePointer<Double>) {
        for (state, hold) in bodyStates { globals[map.state(state)] = hold.value(globals, at: SIMD3(repeating: 0)) }
    }

    /// The states of a type that are held, and so do not change by themselves.
    static func states(of type: Int, in model: Model) -> Set<Int> {
        Set(model.clamps.compactMap { if case .state(type, let state) = $0.target { state } else { nil } })
    }

    /// Whether states of a type are held.
    func hold(_ kind: CellKind) -> Bool { cellStates[kind.index] != nil }

    /// Clamped states of a block of rows take the value they are held at, before anything reads them.
    func apply(to kind: CellKind, rows: UnsafePointer<Int32>, count: Int, cells: Cells, globals: UnsafePointer<Double>) {
        guard let clamps = cellStates[kind.index] else { return }
        let owners = cells.owners[kind.index][0]
        for (state, hold) in clamps {
            let values = cells.tables[kind.index][kind.map.index(.state(state))]
            let everywhere = hold.value(globals)
            for lane in 0..<count {
                let row = Int(rows[lane])
                values[row] = everywhere ?? hold.value(globals, at: cells.position(Int(owners[row])))
            }
        }
    }
}

extension Slot {
    fileprivate var isPlace: Bool { if case .extra(.position) = self { true } else { false } }
}
