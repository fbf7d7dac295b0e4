import NicheMath
import NicheModel
import Testing

@testable import NicheEngine

/// The ways of programs that step: one explicit step, rates from its head, speeds kept until a turn, daughters aside.
@Suite("What a model may say as stepped programs do")
struct SteppedLawTests {
    private func model(_ ant: String, time: String = "", space: String = "", place: String = "points: [[500 um, 500 um]]") throws -> Model {
        try Model.read(
            text: """
                title: steps
                cells:
                  ant:
                    \(ant.replacing("\n", with: "\n    "))
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}
                  bee:
                    state: {volume: 1 pL | split, mark: 7 | copy, mood: 8 | copy anew}
                space: {size: [1 mm, 1 mm, 20 um], voxel: 20 um\(space)}
                time: {end: 2 h, step: 6 min, record: 6 min\(time)}
                place: [{what: ant, \(place)}]
                """, vocabulary: .standard)
    }

    private func state(_ name: String, _ simulation: Simulation, type: Int = 0) -> Double {
        let kind = simulation.kinds[type]
        let index = kind.type.states.firstIndex { $0.name == name }!
        return simulation.state.cells.tables[type][kind.map.index(.state(index))][0]
    }

    @Test("Euler's step is (1 - r dt)^n, however coarse") func euler() throws {
        let simulation = try Simulation(
            try model("state: {volume: 1 pL | split, x: 1 | copy}\nchange: {x: -0.3 /min * x}", time: ", changes: euler"), seed: 1,
            threads: 1)
        for _ in 0..<5 { try simulation.step() }
        #expect(abs(state("x", simulation) - Elementary.pow(-0.8, 5)) < 1e-12)
    }

    @Test("with it, rates are those of the head of the step") func rates() throws {
        func deaths(_ time: String) throws -> Int64 {
            let model = try model(
                """
                state: {volume: 1 pL | split, x: 0 | copy}
                change: {x: 1 /min}
                events:
                  end: vanish at 1e6 /min * ramp(x, 9, 9.001)
                """, time: time)
            let simulation = try Simulation(model, seed: 1, threads: 1)
            while simulation.cellCount > 0 { try simulation.step() }
            return simulation.state.time / 60
        }
        // x is 12 at the end of the second step and at the head of the third.
        #expect(try deaths("") == 12)
        #expect(try deaths(", changes: euler") == 18)
    }

    @Test("a walk that keeps its speed goes on with it, and stands until its first turn") func keeps() throws {
        func way(_ keeps: String) throws -> Double {
            let model = try model(
                """
                state: {volume: 1 pL | split}
                let:
                  early: ramp(time, 61 min, 60 min)
                  seldom: ramp(time, 59 min, 60 min)
                move: {speed: 2 um/min * early, persistence: 0.5 min + 1e9 min * seldom\(keeps)}
                """)
            let simulation = try Simulation(model, seed: 4, threads: 1)
            func place() -> SIMD3<Double> { simulation.state.cells.position(0) }
            while simulation.state.time < 3660 { try simulation.step() }
            let then = place()
            while simulation.state.time < 7200 { try simulation.step() }
            let way = place() - then
            return (way * way).sum().squareRoot()
        }
        #expect(try way("") < 1e-9)
        // From the step after 61 min to 2 h at the 2 um/min of the last turn.
        let kept = try way(", keeps: speed")
        #expect(kept > 100 && kept < 120)
        for (keeps, stands) in [(", keeps: speed", true), ("", false)] {
            let simulation = try Simulation(
                try model("state: {volume: 1 pL | split}\nmove: {speed: 2 um/min, persistence: 1e9 min\(keeps)}"), seed: 4, threads: 1)
            try simulation.step()
            #expect((simulation.state.cells.position(0) == SIMD3(500, 500, 10)) == stands)
        }
    }

    @Test("who exchanges on the way takes half of it where it came from", arguments: ["", ", exchange: on the way"])
    func exchange(time: String) throws {
        let model = try Model.read(
            text: """
                title: grazing
                substances:
                  grass: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min, start: 1 uM}
                  scent: {unit: uM, diffusion: 0 um^2/min, decay: 0 /min, start: 1 uM + 0.01 uM/um * position.x}
                cells:
                  cow:
                    state: {volume: 1 pL | split}
                    take: {grass: at 0.1 /min}
                    move: {speed: 3 um/min, persistence: 1e6 min, toward: {scent: 1 /uM}, bias: 1}
                    mechanics: {repulsion: 0 um/min, adhesion: 0 um/min}
                space: {size: [200 um, 200 um, 20 um], voxel: 20 um}
                time: {end: 2 h, step: 6 min, record: 6 min\(time)}
                place: [{what: cow, points: [[90 um, 90 um]]}]
                """, vocabulary: .standard)
        let simulation = try Simulation(model, seed: 1, threads: 1)
        let grass = { (x: Int) in simulation.state.fields.substances[0][x + 10 * 4] }
        let before = (4..<7).map(grass)
        try simulation.step()
        let eaten = zip(before, (4..<7).map(grass)).map { $0 - $1 }
        #expect(abs(simulation.state.cells[.x][0] - 108) < 1e-9 && eaten[2] == 0 && eaten[1] > 0)
        let both = eaten[0] / before[0]
        #expect(time.isEmpty ? both == 0 : abs(both - eaten[1] / before[1]) < 1e-9, "\(eaten)")
        // What it books is what is gone.
        let kind = simulation.kinds[0]
        let taken = simulation.state.cells.tables[0][try #require(kind.map.existing(.taken(0)))][0]
        #expect(abs(6 * taken / (eaten.reduce(0, +) * 8000) - 1) < 1e-9)
    }

    @Test("daughters aside: a radius for the new one, half of it back for the other, along a line of the ball") func aside() throws {
        let text = "state: {volume: 1 pL | split}\nevents: {splitting: divide after 6 min}"
        let simulation = try Simulation(
            try model(text, space: ", daughters: aside", place: "number: 2000, everywhere: yes"), seed: 2, threads: 1)
        let before = simulation.state.cells
        var places: [UInt64: SIMD3<Double>] = [:]
        for cell in 0..<before.count { places[before.id(cell)] = before.position(cell) }
        let radius = before[.radius][0]
        while simulation.cellCount == 2000 { try simulation.step() }
        let cells = simulation.state.cells
        var (sum, count) = (0.0, 0)
        for cell in 0..<cells.count where places[cells.id(cell)] == nil {
            let mother = places[cells[.founder][cell]]!
            let way = cells.position(cell) - mother
            let length = (way * way).sum().squareRoot()
            // Whoever was set back into the space tells nothing.
            if min(mother.x, mother.y) < 20 || max(mother.x, mother.y) > 980 { continue }
            #expect(length <= radius * 1.000001)
            (sum, count) = (sum + length / radius, count + 1)
        }
        // The mean of sin θ over a sphere is π/4, with a deviation of 0.223.
        #expect(count > 1500 && abs(sum / Double(count) - .pi / 4) < 4 * 0.223 / Double(count).squareRoot())
    }

    @Test("states that start anew do so in another type, others go along") func anew() throws {
        let simulation = try Simulation(
            try model(
                "state: {volume: 1 pL | split, mark: 3 | copy, mood: 4 | copy anew}\nevents: {turning: become bee after 12 min}"), seed: 1,
            threads: 1)
        for _ in 0..<4 { try simulation.step() }
        #expect(simulation.state.cells.tables[1].count == 1)
        #expect(state("mark", simulation, type: 1) == 3 && state("mood", simulation, type: 1) == 8)
    }
}
