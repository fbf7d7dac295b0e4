import Testing

@testable import NicheMath

struct DrawRowsTests {
    /// Lane by lane the bits of the streams drawn one by one, for late ticks and settling ones too.
    @Test(arguments: [0, 1, 77, -3, 1 << 40]) func rowsAreTheFirstDraws(tick: Int64) {
        let count = 100
        let keys = (0..<count).map { Keys.child(of: UInt64($0), ordinal: 3) }
        var first = [Double](repeating: 0, count: count)
        var normal = first
        var work = first
        let rows = DrawRows(seed: 9, tick: tick, event: 0x8000_1234)
        rows.uniform(keys, count: count, into: &first)
        rows.normal(keys, count: count, into: &normal, work: &work)
        for i in 0..<count {
            var draws = Draws(seed: 9, key: keys[i], tick: tick, event: 0x8000_1234)
            #expect(draws.uniform().bitPattern == first[i].bitPattern)
            draws = Draws(seed: 9, key: keys[i], tick: tick, event: 0x8000_1234)
            #expect(draws.normal().bitPattern == normal[i].bitPattern)
        }
    }
}
