import NicheModel

/// What must hold of a state that came from outside, lest a step read beyond a table.
extension State {
    /// Tables that describe the same things have as many rows.
    func checkRows() throws {
        let rows = [cells.geometry.count, cells.identity.count, cells.place.count, cells.tables.reduce(0) { $0 + $1.count }]
        guard rows.allSatisfy({ $0 == cells.count }) else { throw RestoreFault("its tables of cells are not equally long") }
        for list in vessels where list.identity.count != list.count || list.table.count != list.count {
            throw RestoreFault("its tables of vessels are not equally long")
        }
        guard fields.substances.count == fields.grid.count, fields.particles.count == fields.grid.count else {
            throw RestoreFault("its grid is not the model's")
        }
    }

    /// Everything is somewhere, and in a phase that its type has.
    func checkPlaces(_ kinds: [CellKind]) throws {
        func isPlace(_ p: SIMD3<Double>) -> Bool { (0..<3).allSatisfy { p[$0].magnitude < 1e9 } }
        let (types, phases) = (cells[.type], cells[.phase])
        for cell in 0..<cells.count {
            guard kinds.indices.contains(Int(types[cell])), kinds[Int(types[cell])].type.phases.indices.contains(Int(phases[cell])),
                cells[.isGone][cell] == 0, isPlace(cells.position(cell)), cells[.radius][cell].magnitude < 1e9
            else { throw RestoreFault("its cell \(cells.id(cell)) cannot be") }
        }
        for list in vessels {
            for row in 0..<list.count where !isPlace(list.start(row)) || !isPlace(list.end(row)) {
                throw RestoreFault("its vessel \(list[.id][row]) is nowhere")
            }
        }
        for particle in 0..<fields.particles.width {
            for voxel in 0..<fields.grid.count where fields.particles[particle][voxel] < 0 {
                throw RestoreFault("a voxel holds fewer than no particles")
            }
        }
    }

    /// Finds the cell of each row of the types' tables again: every row must have one.
    func restoreOwners() throws {
        for (owners, table) in zip(cells.owners, cells.tables) {
            owners.fit(table.count)
            owners[0].update(repeating: -1, count: table.count)
        }
        for cell in 0..<cells.count {
            let (type, row) = (cells.type(cell), cells.row(cell))
            guard row >= 0, row < cells.tables[type].count, cells.owners[type][0][row] < 0 else {
                throw RestoreFault("its cell \(cells.id(cell)) has no row of its own")
            }
            cells.owners[type][0][row] = Int32(cell)
        }
    }
}
