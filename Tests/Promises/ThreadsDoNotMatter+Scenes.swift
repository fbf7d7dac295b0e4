import Foundation
import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// The digest of the state and the events in their order, after every step.
struct Course: Equatable {
    var states: [String] = []
    var events: [String] = []

    init(_ simulation: Simulation, steps: Int) throws {
        for _ in 0..<steps {
            try simulation.step()
            states.append(simulation.digest)
            var digest = Digest()
            for firing in simulation.firings {
                for number in [firing.cell, firing.kind, firing.phase, firing.event, firing.other, firing.amount] {
                    digest.add(UInt64(bitPattern: Int64(number)))
                }
                digest.add(firing.time)
            }
            events.append(digest.hex)
        }
    }
}

extension ThreadsDoNotMatter {
    /// Long forms on demand: `NICHE_PROMISES=full script/test --filter Promises`.
    static let isFull = ProcessInfo.processInfo.environment["NICHE_PROMISES"] == "full"

    @Test("state and order of events after every step, on 1, 2, 3, 4 and 8 threads", arguments: Scene.allCases)
    func everyStep(scene: Scene) throws {
        let steps = Self.isFull ? 2_000 : 60
        let one = try Course(Simulation(scene.model(), seed: 3, threads: 1), steps: steps)
        // In the long form some scenes come to rest after a while.
        #expect(Set(one.states).count == steps && Set(one.events).count > 20, "nothing happens")
        for threads in [2, 3, 4, 8] {
            let other = try Course(Simulation(scene.model(), seed: 3, threads: threads), steps: steps)
            let first = one.states.indices.first { one.states[$0] != other.states[$0] || one.events[$0] != other.events[$0] }
            #expect(first == nil, "\(threads) threads differ from step \(first ?? 0) on")
        }
    }

    /// Where there are few cells much is done by one thread; here each has some.
    @Test("nor where there are many cells", arguments: Scene.allCases) func many(scene: Scene) throws {
        let (size, steps) = (Self.isFull ? 60 : 30, Self.isFull ? 200 : 3)
        let one = try Course(Simulation(scene.model(size: size), seed: 4, threads: 1), steps: steps)
        for threads in [2, 3, 8] {
            #expect(try Course(Simulation(scene.model(size: size), seed: 4, threads: threads), steps: steps) == one)
        }
    }
}
