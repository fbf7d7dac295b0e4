import NicheMath
import NicheModel

/// Loops over the rows of a type, a block at a time, side by side.
extension Simulation {
    /// Runs `body` over blocks of rows of one type, in parallel.
    func forEachBlock(of kind: CellKind, _ body: (UnsafePointer<Int32>, Int, Bench) throws -> Void) throws {
        let count = state.cells.tables[kind.index].count
        pool.run((count + Program.blockSize - 1) / Program.blockSize) { block in
            let first = block * Program.blockSize
            let lanes = min(Program.blockSize, count - first)
            benches.withItem { bench in
                for lane in 0..<lanes { bench.rows[lane] = Int32(first + lane) }
                do { try body(bench.rows, lanes, bench.bench) } catch { firstFault.note(error, in: block) }
            }
        }
        try firstFault.check()
    }

    func table(of cell: Int) -> Table<Double> { state.cells.tables[state.cells.type(cell)] }
}

/// A pointer that tiles of one loop write through, each to places of its own.
struct UncheckedPointer<Element>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
    subscript(i: Int) -> Element {
        get { base[i] }
        nonmutating set { base[i] = newValue }
    }
}
