import Testing

@testable import NicheMath

struct SumTests {
    func terms(_ count: Int) -> [Double] {
        var draws = Draws(seed: 3, key: 0, tick: 0, event: 0)
        return (0..<count).map { _ in draws.normal() * Elementary.exp(20 * draws.normal()) }
    }

    @Test func compensation() {
        var sum = OrderedSum()
        for x in [1, 1e100, 1, -1e100] { sum.add(x) }
        #expect(sum.value == 2)
        sum.add(.infinity)
        #expect(sum.value == .infinity)
        sum.add(-.infinity)
        #expect(sum.value.isNaN)
    }

    @Test func tiles() {
        for count in [0, 1, 2, 3, 4, 511, 512, 513, 5000] {
            let values = terms(count)
            // Tiles made in any order give the bits of the serial sum.
            let starts = Array(stride(from: 0, to: count, by: tileLength))
            var totals = [Double](repeating: 0, count: starts.count)
            for tile in starts.indices.reversed() {
                totals[tile] = tileTotal(starts[tile]..<min(starts[tile] + tileLength, count)) { values[$0] }
            }
            var sum = OrderedSum()
            for total in totals { sum.add(total) }
            #expect(tileSum(count: count) { values[$0] }.bitPattern == sum.value.bitPattern)
        }
        #expect(tileSum(count: 100_000) { Double($0) } == 4_999_950_000)
        #expect((tileSum(count: 1_000_000) { _ in 0.1 } - 100_000).magnitude < 1e-8)
        #expect(tileSum(count: 0) { _ in 1 } == 0)
    }

    @Test func digestSeesEveryBit() {
        var seen: Set<String> = [Digest().hex]
        for position in 0..<4 {
            for bit in 0..<64 {
                var digest = Digest()
                for word in 0..<4 { digest.add(word == position ? UInt64(1) << bit : 0) }
                seen.insert(digest.hex)
            }
        }
        #expect(seen.count == 257)
        #expect(seen.allSatisfy { $0.count == 32 })
        #expect(digest { $0.add(0.0) } != digest { $0.add(-0.0) })
        #expect(
            digest {
                $0.add("ab"); $0.add("c")
            }
                != digest {
                    $0.add("a"); $0.add("bc")
                })
        #expect(digest { $0.add("") } != Digest().hex)
        #expect(digest { $0.add("a") } != digest { $0.add("a\0") })
        #expect(
            digest {
                $0.add(UInt64(1)); $0.add(UInt64(2))
            }
                != digest {
                    $0.add(UInt64(2)); $0.add(UInt64(1))
                })
        // The low bits of a difference in the high bit of a word spread over both halves.
        let (a, b) = (digest { $0.add(UInt64(0)) }, digest { $0.add(UInt64(1) << 63) })
        #expect(zip(a, b).filter { $0 != $1 }.count > 20)
    }

    @Test func digestOfBytes() {
        let bytes = (0..<100).map { UInt8($0) }
        var seen: Set<String> = []
        for length in 0...100 { seen.insert(digest { d in bytes[..<length].withUnsafeBytes { d.add($0) } }) }
        #expect(seen.count == 101)
        // Where the bytes lie does not matter.
        let shifted = [UInt8(9)] + bytes
        #expect(digest { d in bytes.withUnsafeBytes { d.add($0) } } == digest { d in shifted[1...].withUnsafeBytes { d.add($0) } })
        for i in 0..<100 {
            var changed = bytes
            changed[i] ^= 0x10
            #expect(!seen.contains(digest { d in changed.withUnsafeBytes { d.add($0) } }))
        }
        #expect(Digest().hex == "6159c6d69ff390f32c5250750ae4cf5a")
        #expect(digest { $0.add("Niche") } == "fcd41249a9d15f33a59ca8953d64be52")
    }

    func digest(_ fill: (inout Digest) -> Void) -> String {
        var digest = Digest()
        fill(&digest)
        return digest.hex
    }
}
