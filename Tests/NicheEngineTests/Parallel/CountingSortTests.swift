import NicheMath
import Testing

@testable import NicheEngine

@Suite("Sorting by key") struct CountingSortTests {
    private struct Numbered: CountingSort.Things {
        let keys: [Int]
        let sorted: UnsafeMutablePointer<Int>

        func key(_ thing: Int) -> Int { keys[thing] }
        func put(_ thing: Int, at place: Int) { sorted[place] = thing }
    }

    @Test("things of one key stay in their order, and some are left out", arguments: [0, 1, 4096, 4097, 30_000], [1, 2, 3])
    func sort(count: Int, threads: Int) {
        var draws = Draws(seed: 5, key: UInt64(count), tick: 0, event: 0)
        let number = 37
        // Keys beyond the middle are rare, and the last has none.
        let keys = (0..<count).map { _ in draws.int(below: 9) == 0 ? -1 : min(draws.int(below: 20), draws.int(below: number - 1)) }
        let expected = (0..<count).filter { keys[$0] >= 0 }.sorted { (keys[$0], $0) < (keys[$1], $1) }
        let pad = Scratchpad()
        let (room, starts) = (pad.room(count, of: Int32.self), pad.room(number + 1, of: Int32.self))
        let sorted = pad.room(count, of: Int.self)
        sorted.update(repeating: -1, count: count)
        CountingSort(pool: Pool(threads: threads), pad: pad).sort(
            Numbered(keys: keys, sorted: sorted), count, keys: room, of: number, starts: starts)
        #expect(Array(UnsafeBufferPointer(start: sorted, count: expected.count)) == expected)
        #expect((0...number).allSatisfy { key in Int(starts[key]) == keys.count { $0 >= 0 && $0 < key } })
        #expect((0..<count).allSatisfy { Int(room[$0]) == keys[$0] })
    }
}
