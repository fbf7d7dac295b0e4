import NicheModel

/// How far cells reach and whom they hold to, where that differs.
extension Simulation {
    /// How far touch reaches from the centre of each cell.
    func limits() -> Limits {
        let cells = state.cells
        guard reach.differs else { return Limits(values: cells[.radius], factor: model.space.reach) }
        reach.limits.reserve(cells.count)
        let limits = reach.limits.start
        for kind in kinds {
            let (owners, table) = (cells.owners[kind.index][0], cells.tables[kind.index])
            let column = kind.map.existing(.reach).map { table[$0] }
            for row in 0..<table.count {
                let cell = Int(owners[row])
                limits[cell] = (column?[row] ?? kind.reach) * cells[.radius][cell]
            }
        }
        return Limits(values: limits, factor: 1)
    }

    /// The adhesion of cells, as `measureAll` found it; nil where they are alike.
    func adherence() -> Adherence? {
        guard reach.isOfConcern else { return nil }
        let cells = state.cells
        return Adherence(
            limits: limits(), adhesion: cells[.adhesion], kinds: cells[.type], kindCount: kinds.count, roots: reach.roots.start)
    }

    /// The root of what the affinities of two cells multiply their bond with.
    func affinity(_ a: Int, _ b: Int) -> Double {
        guard reach.hasAffinities else { return 1 }
        let (types, roots) = (state.cells[.type], reach.roots.start)
        return roots[a * kinds.count + Int(types[b])] * roots[b * kinds.count + Int(types[a])]
    }

    /// The affinity of a cell to another one.
    func affinity(of cell: Int, to other: Int) -> Double {
        guard reach.hasAffinities else { return 1 }
        let root = reach.roots.start[cell * kinds.count + Int(state.cells[.type][other])]
        return root * root
    }

    /// Affinities as they are at the head of the step, for those who attach.
    func noteAffinities() throws {
        guard reach.hasAffinities else { return }
        reach.reserve(state.cells.count, kinds.count)
        for kind in kinds {
            try forEachBlock(of: kind) { rows, count, bench in
                kind.mechanics.evaluate(
                    rows: rows, count: count, columns: state.cells.tables[kind.index], globals: state.globals, bench: bench)
                let owners = state.cells.owners[kind.index][0]
                for lane in 0..<count { try noteReach(Int(owners[Int(rows[lane])]), kind, bench, lane: lane) }
            }
        }
    }

    /// Notes how far a cell reaches and whom it holds to.
    func noteReach(_ cell: Int, _ kind: CellKind, _ bench: Bench, lane: Int) throws {
        var output = 2
        func value(_ name: String, _ formula: Formula, from least: Double) throws -> Double {
            let value = bench.outputs[output][lane]
            output += 1
            if value >= least && value.isFinite { return value }
            throw RunFault(
                "the \(name) of \(kind.type.name) \(state.cells.id(cell)) is \(value); it must be \(Int(least)) or more",
                place: formula.place, time: state.time)
        }
        if let formula = kind.type.reach, let column = kind.map.existing(.reach) {
            state.cells.tables[kind.index][column][state.cells.row(cell)] = try value("reach", formula, from: 1)
        }
        let roots = reach.roots.start + cell * kinds.count
        roots.update(repeating: 1, count: kinds.count)
        for (type, affinity) in kind.type.affinities { roots[type] = try value("affinity", affinity, from: 0).squareRoot() }
    }
}
