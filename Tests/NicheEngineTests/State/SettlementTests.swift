import NicheMath
import Testing

@testable import NicheEngine

@Suite("Proposals")
struct SettlementTests {
    struct Claim: Comparable {
        var rank: Int
        var id: UInt64
        var time: Double
        static func < (a: Claim, b: Claim) -> Bool { (a.rank, a.id, a.time) < (b.rank, b.id, b.time) }
    }

    /// The rule as it is stated, with dictionaries.
    static func plainly(_ firings: [Firing], _ ids: [UInt64], _ rank: (Firing) -> Int) -> [Int32] {
        let claims = firings.map { Claim(rank: rank($0), id: ids[Int($0.cell)], time: $0.time) }
        var first: [Int32: Int] = [:]
        for (i, firing) in firings.enumerated() {
            if let known = first[firing.cell], (firings[known].time, claims[known].rank) <= (firing.time, claims[i].rank) { continue }
            first[firing.cell] = i
        }
        let standing = firings.indices.filter { first[firings[$0].cell] == $0 }
        var best: [Int32: Claim] = [:]
        for i in standing {
            for party in [firings[i].cell, firings[i].other] where party >= 0 { best[party] = min(best[party] ?? claims[i], claims[i]) }
        }
        let winners = standing.filter { i in
            best[firings[i].cell] == claims[i] && (firings[i].other < 0 || best[firings[i].other] == claims[i])
        }
        return winners.sorted { claims[$0] < claims[$1] }.map { Int32($0) }
    }

    @Test("the lowest rank, then the lowest ID wins among all that meet") func settled() {
        var draws = Draws(seed: 4, key: 1, tick: 1, event: 1)
        let settlement = Settlement()
        for _ in 0..<300 {
            let cells = 2 + draws.int(below: 30)
            let ids = (0..<cells).map { UInt64(($0 * 7919 + 13) % 1009) }
            let firings = (0..<draws.int(below: 60)).map { _ in
                var firing = Firing(
                    cell: Int32(draws.int(below: cells)), kind: 0, phase: 0, event: Int32(draws.int(below: 5)),
                    time: Double(draws.int(below: 4)))
                let other = Int32(draws.int(below: cells))
                if draws.uniform() < 0.5, other != firing.cell { firing.other = other }
                return firing
            }
            let winners = settlement.winners(of: firings, ids: ids) { Int($0.event) }
            #expect(winners == Self.plainly(firings, ids) { Int($0.event) })
        }
    }
}
