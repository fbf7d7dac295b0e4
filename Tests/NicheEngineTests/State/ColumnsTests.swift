import Glibc
import NicheMath
import Testing

@testable import NicheEngine

@Suite("Tables of columns") struct ColumnsTests {
    private static let rows = 20_000

    /// Three columns: numbers, zeros but for the negative one of a row, and nothing.
    private func table() -> Table<Double> {
        let table = Table<Double>(width: 3)
        for row in 0..<Self.rows {
            table.append()
            table[0][row] = Double(row) + 0.5
        }
        table[1][7777] = -0.0
        return table
    }

    @Test("a new order holds for all columns, however many hands there are", arguments: [1, 2, 5]) func order(threads: Int) {
        var draws = Draws(seed: 3, key: 0, tick: 0, event: 0)
        let table = table()
        var order = (0..<Int32(Self.rows)).filter { _ in draws.uniform() < 0.9 }
        for i in order.indices { order.swapAt(i, draws.int(below: order.count)) }
        order.withUnsafeBufferPointer { table.reorder($0, Pool(threads: threads), on: Scratchpad()) }
        #expect(table.count == order.count)
        #expect(order.indices.allSatisfy { table[0][$0] == Double(order[$0]) + 0.5 })
        #expect(order.indices.allSatisfy { table[1][$0].sign == (order[$0] == 7777 ? .minus : .plus) && table[2][$0].bitPattern == 0 })
    }

    @Test("rows are kept in their order") func keep() {
        let table = table()
        let kept = (0..<Int32(Self.rows)).filter { $0 % 3 != 1 }
        table.keep(kept)
        #expect(table.count == kept.count && kept.indices.allSatisfy { table[0][$0] == Double(kept[$0]) + 0.5 })
    }

    @Test("a row that is used again is zeros, and negative ones count as something") func again() {
        let table = table()
        for _ in 0..<15_000 { table.removeLast() }
        for _ in 0..<40_000 { table.append() }
        #expect((5000..<45_000).allSatisfy { row in (0..<3).allSatisfy { table[$0][row].bitPattern == 0 } })
        #expect((0..<5000).allSatisfy { table[0][$0] == Double($0) + 0.5 })
    }

    @Test("a column of zeros is never written to") func blank() {
        let table = table()
        // Whoever writes there stops the program.
        mprotect(table[2], 8 * Self.rows, PROT_READ)
        for _ in 0..<100 { table.removeLast() }
        for _ in 0..<100 { table.append() }
        table.copyRow(from: 5, to: 600)
        let order = Array((0..<Int32(Self.rows)).reversed())
        order.withUnsafeBufferPointer { table.reorder($0, Pool(threads: 1), on: Scratchpad()) }
        #expect(table[0][Self.rows - 1 - 600] == 5.5)
        #expect((0..<Self.rows).allSatisfy { table[2][$0] == 0 })
        table.keep((0..<Int32(Self.rows)).filter { $0 % 2 == 0 })
        #expect((0..<table.count).allSatisfy { table[2][$0] == 0 })
    }
}
