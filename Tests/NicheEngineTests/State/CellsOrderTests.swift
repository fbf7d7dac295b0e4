import NicheMath
import Testing

@testable import NicheEngine

@Suite("The order of cells")
struct CellsOrderTests {
    static let size = SIMD3<Double>(400, 300, 200)

    /// Births, deaths and changes of type at random; each cell's state holds its ID.
    static func crowd(steps: Int, _ draws: inout Draws, _ arrange: (Cells, Int) -> Void) -> Cells {
        let cells = Cells(widths: [2, 1, 3])
        var id: UInt64 = 1
        for step in 0..<steps {
            for _ in 0..<draws.int(below: 40) {
                let p = SIMD3(draws.uniform(0, size.x), draws.uniform(0, size.y), draws.uniform(0, size.z))
                let cell = cells.append(type: draws.int(below: 3), id: id, key: id &* 7, at: p, entered: 0)
                cells.tables[cells.type(cell)][0][cells.row(cell)] = Double(id)
                id += 1
            }
            for _ in 0..<draws.int(below: 20) where cells.count > 0 { cells.remove(draws.int(below: cells.count)) }
            for _ in 0..<draws.int(below: 10) where cells.count > 0 {
                let cell = draws.int(below: cells.count)
                cells.changeType(cell, to: (cells.type(cell) + 1) % 3)
                cells.tables[cells.type(cell)][0][cells.row(cell)] = Double(cells.id(cell))
            }
            arrange(cells, step)
        }
        return cells
    }

    static func check(_ cells: Cells) {
        var rows = 0
        for type in cells.tables.indices {
            rows += cells.tables[type].count
            #expect(cells.owners[type].count == cells.tables[type].count)
            for row in 0..<cells.tables[type].count {
                let cell = Int(cells.owners[type][0][row])
                #expect(cells.type(cell) == type && cells.row(cell) == row)
                #expect(cells.tables[type][0][row] == Double(cells.id(cell)) && cells[.key][cell] == cells.id(cell) &* 7)
            }
        }
        #expect(rows == cells.count && cells.identity.count == cells.count && cells.place.count == cells.count)
        #expect((0..<cells.count).allSatisfy { cells[.isGone][$0] == 0 })
    }

    @Test("every cell keeps its states, sorted or not") func whole() {
        var first = Draws(seed: 1, key: 1, tick: 1, event: 1)
        let dropped = Self.crowd(steps: 60, &first) { cells, _ in cells.dropGone() }
        Self.check(dropped)
        var second = Draws(seed: 1, key: 1, tick: 1, event: 1)
        let mixed = Self.crowd(steps: 60, &second) { cells, step in cells.arrange(tick: Int64(step), width: 40, size: Self.size) }
        Self.check(mixed)
    }

    @Test("sorting puts them by bin, then by ID") func sorted() {
        var draws = Draws(seed: 2, key: 1, tick: 1, event: 1)
        let cells = Self.crowd(steps: 40, &draws) { cells, _ in cells.dropGone() }
        let before = Set((0..<cells.count).map { cells.id($0) })
        cells.sort(width: 40, size: Self.size)
        Self.check(cells)
        #expect(Set((0..<cells.count).map { cells.id($0) }) == before)
        func key(_ cell: Int) -> (Int, UInt64) {
            let p = cells.position(cell)
            let (i, j, k) = (min(Int(p.x / 40), 9), min(Int(p.y * 7 / 300), 6), min(Int(p.z / 40), 4))
            return (i + 10 * (j + 7 * k), cells.id(cell))
        }
        for cell in 1..<cells.count { #expect(key(cell - 1) < key(cell)) }
        for type in cells.tables.indices {
            for row in stride(from: 1, to: cells.tables[type].count, by: 1) {
                #expect(cells.owners[type][0][row - 1] < cells.owners[type][0][row])
            }
        }
    }
}
