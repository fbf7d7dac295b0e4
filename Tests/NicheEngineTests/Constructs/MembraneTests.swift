import NicheModel
import Testing

@testable import NicheEngine

@Suite("Membranes")
struct MembraneTests {
    private static func text(_ keys: String, _ place: String, speed: Double) -> String {
        """
        title: ants on two floors
        units: {crumb: counted}
        substances:
          scent: {unit: uM, diffusion: 60 um^2/min, decay: 0 /min, start: "if(position.z > 100 um, 2 uM, 0 uM)"}
        particles:
          pile: {unit: crumb, volume: 1 um^3/crumb, most: 1 crumb / 1 fL}
        cells:
          ant:
            state: {volume: 2 pL | split}
            let:
              touched: touching(ant)
              nearby: near(ant, 40 um)
            change: {volume: toward 2 pL over 2 h}
            move: {speed: \(speed) um/min, persistence: 10 min, toward: {scent: 1 /uM}, bias: 0.5}
            mechanics: {repulsion: 10 um/min, adhesion: 1 um/min}
            events:
              growth: divide at 0.1 /h
              meal: {do: engulf, at: 5 /h * in_reach, each: pile within 30 um}
        space: {size: [120 um, 120 um, 200 um], voxel: 20 um, \(keys)}
        time: {end: 4 h, step: 6 min, record: 1 h}
        place:
          - \(place)
        measures: {touches: "sum(ant, touched)", neighbours: "sum(ant, nearby)"}
        """
    }

    private func simulation(_ keys: String, _ place: String, speed: Double = 3, threads: Int = 1) throws -> Simulation {
        try Simulation(try Model.read(text: Self.text(keys, place, speed: speed), vocabulary: .standard), seed: 5, threads: threads)
    }

    private static let floor = "membranes: {z: 100 um}"

    private func above(_ simulation: Simulation) -> Int {
        (0..<simulation.cellCount).count { simulation.state.cells.position($0).z >= 100 }
    }

    @Test("hold back walkers, daughters and the pushed, at edges of every kind", arguments: ["closed", "open", "walls"])
    func holdBack(_ edges: String) throws {
        let keys = Self.floor + ", edges: {x: periodic, y: closed, z: \(edges)}"
        let simulation = try simulation(keys, "{what: ant, box: {z: [60 um, 100 um]}, number: 300}", threads: 2)
        try simulation.run { simulation in
            #expect(above(simulation) == 0)
            return true
        }
        #expect(simulation.cellCount > 100)
        // Where nothing parts them they go up.
        let open = try self.simulation(
            "edges: {x: periodic, y: closed, z: \(edges)}", "{what: ant, box: {z: [60 um, 100 um]}, number: 300}")
        var most = 0
        try open.run { simulation in
            most = max(most, above(simulation))
            return true
        }
        #expect(most > 20)
    }

    @Test("hold everyone on each side, along several axes at once, to the same bits on any number of threads")
    func compartments() throws {
        let keys = "membranes: {x: 60 um, z: [80 um, 120 um]}"
        var digests: Set<String> = []
        for threads in [1, 2, 3] {
            let simulation = try simulation(keys, "{what: ant, number: 200}", threads: threads)
            func rooms() -> [UInt64: [Bool]] {
                let cells = simulation.state.cells
                return Dictionary(
                    uniqueKeysWithValues: (0..<cells.count).map {
                        let p = cells.position($0)
                        return (cells.id($0), [p.x < 60, p.z < 80, p.z < 120])
                    })
            }
            let start = rooms()
            try simulation.run { _ in true }
            let end = rooms()
            #expect(start.allSatisfy { id, room in end[id] == nil || end[id] == room })
            #expect(end.count > start.count)
            digests.insert(simulation.digest)
        }
        #expect(digests.count == 1)
    }

    /// Two cells face each other across z = 100 µm, 4 µm apart.
    private static let pair = "{what: ant, points: [[60 um, 60 um, 98 um], [60 um, 60 um, 102 um]]}"

    @Test("end touch, nearness and pushes")
    func contact() throws {
        for (keys, touches) in [(Self.floor, 0.0), ("reach: 1.25", 2)] {
            let simulation = try simulation(keys, Self.pair, speed: 0)
            simulation.sense()
            let columns = [0, 1].map { simulation.kinds[0].map.index(.contact($0)) }
            for column in columns {
                let table = simulation.state.cells.tables[0]
                #expect((0..<table.count).reduce(0) { $0 + table[column][$1] } == touches)
            }
            try simulation.move()
            let pressures = (0..<2).map { simulation.state.cells[.pressure][$0] }
            #expect(pressures.allSatisfy { touches == 0 ? $0 == 0 : $0 > 0 })
        }
    }

    @Test("end the reach for particles")
    func particles() throws {
        for (keys, isFed) in [(Self.floor, false), ("reach: 1.25", true)] {
            let simulation = try simulation(keys, "{what: ant, at: [60 um, 60 um, 90 um]}")
            let grid = simulation.grid
            for voxel in 0..<grid.count where grid.centre(of: voxel).z > 100 { simulation.state.fields.particles[0][voxel] = 9 }
            var number = 0.0
            simulation.forEachVoxel(near: SIMD3(60, 60, 90), within: 40) { number += Double(simulation.state.fields.particles[0][$0]) }
            #expect((number > 0) == isFed)
        }
    }

    @Test("let substances pass")
    func substances() throws {
        let simulation = try simulation(Self.floor, "{what: ant, number: 1, box: {z: [0 um, 50 um]}}")
        let field = simulation.state.fields.substances[0]
        let bottom = simulation.grid.voxel(at: SIMD3(60, 60, 10))
        #expect(field[bottom] < 0.2)
        try simulation.run { _ in true }
        #expect(abs(field[bottom] - 1) < 0.05)
    }

    @Test("cut off what is placed around a point on one side")
    func placement() throws {
        let inside = try simulation(Self.floor, "{what: ant, disc: 60 um, at: [60 um, 60 um, 70 um], packed: 1}")
        #expect(inside.cellCount > 20 && above(inside) == 0)
        let open = try simulation("reach: 1.25", "{what: ant, disc: 60 um, at: [60 um, 60 um, 70 um], packed: 1}")
        #expect(above(open) > 0)
    }

    @Test("cost the others nothing: a model without them keeps its bits")
    func without() throws {
        let membranes = Membranes([[], [], []])
        let cells = Cells(widths: [])
        #expect(membranes.drawnApart(cells).x == cells[.x])
        #expect(!membranes.part(SIMD3(0, 0, 0), SIMD3(1, 1, 1)))
        let space = Space(size: SIMD3(100, 80, 60))
        #expect(!membranes.drawnApart(space).hasGaps)
    }

    @Test("reflect a walk that would cross, and hold one that would cross both sides")
    func reflection() {
        let membranes = Membranes([[], [], [10, 30]])
        let space = membranes.drawnApart(Space(size: SIMD3(100, 80, 60)))
        func end(_ z: Double, _ step: Double, _ compartment: Double) -> Double {
            space.held(SIMD3(0, 0, step), from: SIMD3(1, 1, z + Membranes.gap * compartment)).z - Membranes.gap * compartment
        }
        #expect(end(8, 4, 0) == 8)
        #expect(end(8, -10, 0) == 2)
        #expect(end(12, -4, 1) == 12)
        #expect(end(28, 4, 1) == 28)
        #expect(end(58, 4, 2) == 58)
        for step in [-1000.0, 1000] { #expect((10..<30).contains(end(28, step, 1))) }
        #expect(end(12, 18, 1) < 30)
        // The mechanics turn a walker back in the middle of its step.
        let crowd = Crowd(1)
        crowd.place(0, SIMD3(50, 40, 8))
        crowd.walkZ[0] = 1
        Mechanics(space: space, pool: Pool(threads: 1)).advance(crowd.bodies, duration: 5)
        #expect(crowd.z[0] == 7)
    }
}
