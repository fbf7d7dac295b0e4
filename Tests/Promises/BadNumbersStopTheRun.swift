import Foundation
import NicheModel
import Testing

@testable import NicheEngine

/// What is no number stops the run within the step that meets it, by the name of who met it and where, and no checkpoint is kept of it.
@Suite("Bad numbers stop the run")
struct BadNumbersStopTheRun {
    /// - Parameters: lines of the model that may go wrong.
    private func simulation(state: String = "", cell: String = "", body: String = "", steady: String = "", apart: Int = 40) throws
        -> Simulation
    {
        let text = """
            title: troubles
            substances:
              air: {unit: uM, diffusion: 500 um^2/min, decay: 0.01 /min, start: 1 uM\(steady)}
            body:
              state: {mood: 1}
              change: {mood: \(body.isEmpty ? "0 /h" : body)}
            cells:
              moth:
                state: {volume: 1 pL | split, x: 0 | copy\(state)}
            \(cell.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            space: {size: [100 um, 100 um, 20 um], voxel: 20 um, edges: closed}
            time: {end: 2 h, step: 6 min, record: 6 min}
            place: [{what: moth, points: [[30 um, 50 um], [\(30 + apart) um, 50 um]]}]
            """
        return try Simulation(try Model.read(text: text, file: "troubles.yaml", vocabulary: .standard), seed: 1, threads: 1)
    }

    /// What is said of the first step that fails, and how many went well before it.
    private func fault(_ simulation: Simulation) throws -> (text: String, steps: Int) {
        for step in 0..<20 {
            do { try simulation.step() } catch let fault as RunFault { return (fault.description, step) }
        }
        return ("nothing", 20)
    }

    /// Each is no number from the hour on.
    @Test(
        "in an expression: the expression, its line, the cell and where it is",
        arguments: [
            ("change: {x: 1 /h * log(1 - time / 1 h)}", "log(1 - time / 1 h)"),
            ("events: {leap: vanish at 1 /h * sqrt(1 - time / 1 h)}", "sqrt(1 - time / 1 h)"),
            ("move: {speed: 1 um/min * sqrt(1 - time / 1 h), persistence: 1 min}", "sqrt(1 - time / 1 h)"),
            ("secrete: {air: 1 uM * 1 um^3/min * sqrt(1 - time / 1 h)}", "sqrt(1 - time / 1 h)"),
            ("take: {air: at 1 /h / (1 - time / 1 h)^0.5}", "(1 - time / 1 h)^0.5"),
            ("mechanics: {repulsion: 1 um/min * sqrt(1 - time / 1 h)}", "the repulsion of moth"),
            ("mechanics: {attach: 1 /h * sqrt(1 - time / 1 h)}", "sqrt(1 - time / 1 h)"),
            ("events: {leap: {do: note, at: 1000 /h, set: {x: log(1 - time / 1 h)}}}", "log(1 - time / 1 h)"),
        ]) func expressions(line: String, words: String) throws
    {
        let (text, steps) = try fault(simulation(cell: line))
        #expect((9...12).contains(steps), "\(steps): \(text)")
        #expect(text.hasPrefix("troubles.yaml:10:") && text.contains(words) && text.contains("moth ") && text.contains(" h: "), "\(text)")
    }

    @Test("in who holds whom") func holds() throws {
        let cell = "events: {grip: {do: hold, each: touching moth, at: 0.001 /h * sqrt(1 - time / 1 h)}}"
        let (text, steps) = try fault(simulation(cell: cell, apart: 10))
        #expect((9...12).contains(steps), "\(steps): \(text)")
        #expect(text.hasPrefix("troubles.yaml:10:") && text.contains("sqrt(1 - time / 1 h)") && text.contains("moth "), "\(text)")
    }

    @Test("in the body") func body() throws {
        let (text, steps) = try fault(simulation(body: "1 /h * sqrt(1 - time / 1 h)"))
        #expect((9...12).contains(steps) && text.hasPrefix("troubles.yaml:6:") && text.contains("in the body"), "\(text)")
    }

    @Test("in a field: the substance and the voxel", arguments: [Double.nan, .infinity, -.infinity], ["", ", solve: steady"])
    func field(bad: Double, steady: String) throws {
        let simulation = try simulation(cell: "take: {air: at 0.1 /min}\nsecrete: {air: 1 uM * 1 um^3/min}", steady: steady)
        try simulation.step()
        simulation.state.fields.substances[0][12] = bad
        let (text, steps) = try fault(simulation)
        // A steady field is found anew in each step, so what stood there may not matter.
        if steps == 20, !steady.isEmpty { return }
        #expect(steps == 0 && text.contains("air") && text.contains("(50.0, 50.0, 10.0) um"), "\(text)")
    }

    @Test("in a place or a radius: the cell", arguments: [Double.nan, .infinity]) func place(bad: Double) throws {
        for column in [Cells.Geometry.x, .y] {
            let simulation = try simulation(cell: "move: {speed: 1 um/min, persistence: 1 min}")
            try simulation.step()
            simulation.state.cells[column][1] = bad
            let (text, steps) = try fault(simulation)
            #expect(steps == 0 && text.contains("moth 2") && text.contains("place"), "\(text)")
        }
        let simulation = try simulation()
        simulation.state.cells.tables[0][0][1] = bad
        let (text, steps) = try fault(simulation)
        #expect(steps == 0 && text.contains("the volume of moth 2"), "\(text)")
    }

    @Test("in a state that nothing else reads: the cell, once it changes") func state() throws {
        let simulation = try simulation(cell: "change: {x: 1 /h}")
        try simulation.step()
        simulation.state.cells.tables[0][1][0] = .nan
        let (text, steps) = try fault(simulation)
        #expect(steps == 0 && text.contains("moth 1"), "\(text)")
    }

    @Test("in a parameter: the model is refused", arguments: ["nan", "inf", "1e400", "0/0"]) func parameter(value: String) throws {
        for text in ["parameters: {rate: \(value) /h | 0 to 1 | x | y}", "parameters: {rate: (\(value)) * 1 /h | 0 to 1 | x | y}"] {
            #expect(throws: ModelFault.self, "\(text)") {
                try Model.read(text: "title: t\n\(text)\nspace: {well: 1 nL}\ntime: {end: 1 h}\n", vocabulary: .standard)
            }
        }
    }

    @Test("and no checkpoint is kept of them: the last one is of the step before, and sound") func checkpoint() throws {
        let program = try Program()
        let text = try String(contentsOfFile: "\(program.folder)/pond.yaml", encoding: .utf8)
        let sick = text.replacing("      fed:      -0.1 /h * fed\n", with: "      fed:      -0.1 /h * fed * sqrt(3 - time / 1 h)\n")
        try #require(sick != text)
        try sick.write(toFile: "\(program.folder)/pond.yaml", atomically: true, encoding: .utf8)
        #expect(try program.run(program.pond("run", "--checkpoint-every", "6min", "--threads", "2")) == 65)
        let names = program.checkpoints("run")
        // Time 3 h is that of step 30; the first one after it that reads time fails.
        #expect(names.last == "00000180.checkpoint" || names.last == "00000186.checkpoint", "\(names)")
        #expect(try program.run(program.resume("run")) == 65)
    }
}
