import Testing

@testable import NicheEngine

@Suite("What phases write on one after the other") struct ScratchpadTests {
    /// Takes rooms of many sizes and fills each with its own number.
    private func fill(_ pad: Scratchpad, _ sizes: [Int]) -> [UnsafeMutablePointer<Int32>] {
        sizes.enumerated().map { number, size in
            let room = pad.room(size, of: Int32.self)
            room.update(repeating: Int32(number), count: size)
            return room
        }
    }

    private let sizes = [1, 0, 17, 5000, 3, 100_000, 16, 2_000_000, 64]

    @Test("nobody writes where another writes, before and after all stands in one piece") func rooms() {
        let pad = Scratchpad()
        for _ in 0..<3 {
            pad.clear()
            let rooms = fill(pad, sizes)
            for (number, (room, size)) in zip(rooms, sizes).enumerated() {
                #expect(Int(bitPattern: room) % 64 == 0)
                #expect((0..<size).allSatisfy { room[$0] == Int32(number) })
            }
        }
    }

    @Test("once it has seen the largest phase it gives the same places again") func places() {
        let pad = Scratchpad()
        _ = fill(pad, sizes)
        pad.clear()
        let first = fill(pad, sizes)
        pad.clear()
        #expect(fill(pad, sizes) == first)
        pad.clear()
        #expect(fill(pad, Array(sizes.prefix(4))) == Array(first.prefix(4)))
    }

    @Test("what was taken before a mark stays, what was taken after it is given again") func marks() {
        let pad = Scratchpad()
        let before = fill(pad, [100, 70_000])
        let mark = pad.mark
        let after = fill(pad, [40_000, 500_000])
        pad.goBack(to: mark)
        #expect(fill(pad, [40_000, 500_000]) == after)
        #expect((0..<100).allSatisfy { before[0][$0] == 0 } && (0..<70_000).allSatisfy { before[1][$0] == 1 })
    }
}
