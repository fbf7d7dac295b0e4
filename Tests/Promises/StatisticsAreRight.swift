import Foundation
import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// What happens by chance happens by the law that the language promises: a hundred thousand cells against a closed form.
@Suite("Statistics are right")
struct StatisticsAreRight {
    private static let cells = 100_000

    private func simulation(_ cells: String, space: String = "[20 mm, 20 mm, 20 mm], voxel: 2 mm, edges: open", start: String = "") throws
        -> Simulation
    {
        let model = try Model.read(
            text: """
                title: many who do not touch
                cells:
                  ant:
                    state: {volume: 500 fL | split, calm: 1 | copy}
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}
                \(cells)
                \(start)
                space: {size: \(space)}
                time: {end: 200 h, step: 6 min, record: 1 h}
                place: [{what: ant, number: \(Self.cells)}]
                """, vocabulary: .standard)
        return try Simulation(model, seed: 20, threads: 2)
    }

    /// How many cells vanish in each step, and how many are left.
    private func losses(_ simulation: Simulation, steps: Int) throws -> [Int] {
        var counts = [simulation.state.cells.count]
        for _ in 0..<steps {
            try simulation.step()
            counts.append(simulation.state.cells.count)
        }
        return zip(counts, counts.dropFirst()).map { $0 - $1 } + [counts.last!]
    }

    // MARK: Waiting times

    @Test("waiting times of a rate: exponential, at any step") func rate() throws {
        let losses = try losses(try simulation("    events: {end: vanish at 1 /h}"), steps: 40)
        let survivors = (0...40).map { exp(-0.1 * Double($0)) }
        #expect(Fit.counts(losses, chances: zip(survivors, survivors.dropFirst()).map { $0 - $1 } + [survivors[40]]) > Fit.least)
    }

    /// One stage a step at the most, each with the chance that its own rate gives.
    @Test("waiting times of three stages: as many waits, one after the other") func stages() throws {
        let losses = try losses(try simulation("    events: {end: {do: vanish, at: 1 /h, in: 3 stages}}"), steps: 40)
        let p = 1 - exp(-0.3)
        let chances = (1...40).map { step -> Double in
            let ways = Double((step - 1) * (step - 2) / 2)
            return ways * p * p * p * pow(1 - p, Double(max(0, step - 3)))
        }
        #expect(losses[0] == 0 && losses[1] == 0)
        #expect(Fit.counts(Array(losses[2...]), chances: Array(chances[2...]) + [1 - chances.reduce(0, +)]) > Fit.least)
    }

    @Test("waiting times between two bounds: even") func delay() throws {
        let losses = try losses(try simulation("    events: {end: \"vanish after uniform(1 h, 3 h)\"}"), steps: 31)
        #expect(losses[..<10].allSatisfy { $0 == 0 } && losses[31] == 0)
        #expect(Fit.counts(Array(losses[11..<30]), chances: [Double](repeating: 1 / 19, count: 19)) > Fit.least)
    }

    @Test("which of two comes first: as their rates are") func race() throws {
        let simulation = try simulation(
            "    events: {end: vanish at 3 /h, change: {do: note, at: 1 /h, tally: {noted: 1}, set: {calm: 2}}}")
        try simulation.step()
        // Who was noted and is still here, and who is gone: both waits go on at once.
        let frame = simulation.frame().cells
        let calm = try #require(frame.states.first { $0.name == "calm" }).values
        let noted = calm.count { $0 == 2 }
        let (stay, unseen) = (exp(-0.3), exp(-0.1))
        #expect(
            Fit.counts([Self.cells - calm.count, noted, calm.count - noted], chances: [1 - stay, stay * (1 - unseen), stay * unseen])
                > Fit.least)
    }

    // MARK: Directions

    /// Where the cells of two moments are, of those that are in both.
    private func displacements(_ simulation: Simulation, steps: Int) throws -> [SIMD3<Double>] {
        func places() -> [UInt64: SIMD3<Double>] {
            let cells = simulation.frame().cells
            return Dictionary(uniqueKeysWithValues: cells.id.indices.map { (cells.id[$0], SIMD3(cells.x[$0], cells.y[$0], cells.z[$0])) })
        }
        let before = places()
        for _ in 0..<steps { try simulation.step() }
        return places().sorted { $0.key < $1.key }.compactMap { id, place in before[id].map { place - $0 } }
    }

    @Test("division angles: every direction of the ball alike, and of the circle in a slice", arguments: [false, true])
    func division(isSlice: Bool) throws {
        let space =
            isSlice ? "[20 mm, 20 mm, 20 um], voxel: [2 mm, 2 mm, 20 um], edges: open" : "[20 mm, 20 mm, 20 mm], voxel: 2 mm, edges: open"
        let simulation = try simulation("    events: {growth: {do: divide, at: 1000 /h}}", space: space)
        let axes = try displacements(simulation, steps: 1).map { $0 / ($0 * $0).sum().squareRoot() }
        // A few are pushed out of the space.
        #expect((Self.cells - 100...Self.cells).contains(axes.count))
        #expect(Fit.samples(axes.map { atan2($0.y, $0.x) }) { ($0 / .pi + 1) / 2 } > Fit.least)
        if !isSlice { #expect(Fit.samples(axes.map(\.z)) { ($0 + 1) / 2 } > Fit.least) }
    }

    // MARK: Walks

    /// Mean square displacement of a persistent walk: 2 S² P (t - P (1 - e^(-t/P))).
    @Test("walks: they spread as a persistent walk does, on the way and from afar", arguments: [6.0, 30, 300])
    func walk(minutes: Double) throws {
        let simulation = try simulation("    move: {speed: 2 um/min, persistence: 10 min}")
        let ways = try displacements(simulation, steps: Int(minutes / 6))
        let spread = 2 * 4 * 10 * (minutes - 10 * (1 - exp(-minutes / 10)))
        #expect(Fit.mean(ways.map { ($0 * $0).sum() }, spread) > Fit.least)
        for axis in 0..<3 { #expect(Fit.mean(ways.map { $0[axis] }, 0) > Fit.least) }
        let directions = ways.map { $0.z / ($0 * $0).sum().squareRoot() }
        #expect(Fit.samples(directions) { ($0 + 1) / 2 } > Fit.least)
    }

    /// Of turns that are half the way and half at random, two thirds of a step lead up the gradient: the mean of √((1 + cos)/2) over the ball.
    @Test("drift: cells that turn half toward a substance go two thirds of their way to it") func drift() throws {
        let simulation = try simulation(
            "    move: {speed: 2 um/min, persistence: 10 min, toward: {scent: 1 /uM}, bias: 0.5}",
            start: """
                substances:
                  scent: {unit: uM, diffusion: 1e-6 um^2/min, decay: 0 /min, start: 1 uM + 1e-3 uM/um * position.x}
                """)
        let ends = 2000.0...18000.0
        let start = simulation.frame().cells
        let inner = Set(start.id.indices.filter { ends.contains(start.x[$0]) }.map { start.id[$0] })
        let before = Dictionary(uniqueKeysWithValues: zip(start.id, start.x))
        for _ in 0..<10 { try simulation.step() }
        let end = simulation.frame().cells
        let ways = end.id.indices.filter { inner.contains(end.id[$0]) }.map { end.x[$0] - before[end.id[$0]]! }
        #expect(ways.count > 70_000)
        #expect(Fit.mean(ways, 2 * 60 * 2.0 / 3) > Fit.least)
    }

    /// x' = (1 - x)/T with noise B, from 1: normal about 1 with variance B² T/2 (1 - e^(-2t/T)).
    @Test("noise: states that are drawn to a value and shaken are normal about it", arguments: [1, 10, 60])
    func noise(steps: Int) throws {
        let simulation = try simulation("    change: {calm: toward 1 over 3 h with noise 0.1 /h^0.5}")
        for _ in 0..<steps { try simulation.step() }
        let calm = try #require(simulation.frame().cells.states.first { $0.name == "calm" }).values
        let deviation = (0.01 * 1.5 * (1 - exp(-2 * 0.1 * Double(steps) / 3))).squareRoot()
        #expect(Fit.samples(calm) { Normal.cumulative(($0 - 1) / deviation) } > Fit.least)
    }
}
