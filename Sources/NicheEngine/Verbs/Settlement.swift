/// Settles proposals: one is carried out if it has the lowest (rank, proposer's ID) among all that involve either party.
final class Settlement {
    private struct Claim: Comparable {
        var rank: Int
        var id: UInt64
        var time: Double
        static func < (a: Claim, b: Claim) -> Bool { (a.rank, a.id, a.time) < (b.rank, b.id, b.time) }
    }

    private struct Party {
        var cell: Int32
        var proposal: Int32
    }

    private var claims: [Claim] = []
    private var order: [Int32] = []
    private var parties: [Party] = []
    private var wins: [Int8] = []

    /// The proposals that win, in the order in which they are carried out.
    func winners(of firings: [Firing], ids: UnsafePointer<UInt64>, rank: (Firing) -> Int) -> [Int32] {
        claims.removeAll(keepingCapacity: true)
        for firing in firings { claims.append(Claim(rank: rank(firing), id: ids[Int(firing.cell)], time: firing.time)) }
        standing(firings)
        // Each party goes to the lowest claim on it; who gets all of his parties wins.
        parties.removeAll(keepingCapacity: true)
        for i in order {
            let firing = firings[Int(i)]
            parties.append(Party(cell: firing.cell, proposal: i))
            if firing.other >= 0 { parties.append(Party(cell: firing.other, proposal: i)) }
        }
        parties.sort { ($0.cell, claims[Int($0.proposal)]) < ($1.cell, claims[Int($1.proposal)]) }
        wins.removeAll(keepingCapacity: true)
        wins.append(contentsOf: repeatElement(0, count: firings.count))
        for (i, party) in parties.enumerated() where i == 0 || parties[i - 1].cell != party.cell { wins[Int(party.proposal)] += 1 }
        order.removeAll { wins[Int($0)] < (firings[Int($0)].other >= 0 ? 2 : 1) }
        order.sort { claims[Int($0)] < claims[Int($1)] }
        return order
    }

    /// Of a cell's own proposals only the first in time stands: it ends the cell's turn.
    private func standing(_ firings: [Firing]) {
        order.removeAll(keepingCapacity: true)
        for i in firings.indices { order.append(Int32(i)) }
        order.sort { a, b in
            let (f, g) = (firings[Int(a)], firings[Int(b)])
            return (f.cell, f.time, claims[Int(a)].rank, a) < (g.cell, g.time, claims[Int(b)].rank, b)
        }
        var last: Int32 = -1
        order.removeAll { i in
            let cell = firings[Int(i)].cell
            defer { last = cell }
            return cell == last
        }
    }
}
