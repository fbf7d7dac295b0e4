import NicheModel
import Testing

@testable import NicheEngine

@Suite("Vessels of a table")
struct NetworkTests {
    private static func model(_ segments: [Model.Segment], size: String = "[200 um, 200 um, 200 um]", threads: Int = 1) throws -> Model {
        var model = try Model.read(
            text: """
                title: pipes
                substances:
                  water: {unit: mM, diffusion: 600 um^2/min, decay: 1 /min, solve: steady}
                vessels:
                  pipe:
                    segment: 20 um
                    radius: 5 um
                    carried: yes
                    exchange: {water: 20 mM * perfused through 1e4 um/min}
                    sprout: {speed: 60 um/h, joins: 10 um}
                    events: {branching: sprout at 0.5 /h}
                cells:
                  ant:
                    state: {volume: 2 pL | split}
                    change: {volume: toward 2 pL over 2 h}
                    mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
                    events: {growth: divide at 0.2 /h}
                space: {size: \(size), voxel: 20 um}
                time: {end: 6 h, step: 6 min, record: 1 h}
                place:
                  - {what: ant, number: 400}
                  - {what: pipe, file: pipes.csv}
                """, vocabulary: .standard)
        model.placements[1].region = fill(model.placements[1].region, segments)
        return model
    }

    private static func fill(_ region: Model.Placement.Where, _ segments: [Model.Segment]) -> Model.Placement.Where {
        guard case .segments(var table) = region else { return region }
        table.segments = segments
        return .segments(table)
    }

    /// Three vessels that meet in the middle.
    private static let fork = [
        Model.Segment(from: SIMD3(0, 100, 100), to: SIMD3(100, 100, 100)),
        Model.Segment(from: SIMD3(100, 100, 100), to: SIMD3(190, 160, 100), radius: 8),
        Model.Segment(from: SIMD3(190, 40, 130), to: SIMD3(100, 100, 100)),
    ]

    @Test("are cut into pieces of the type's length, joined, open, each with its radius")
    func pieces() throws {
        let simulation = try Simulation(try Self.model(Self.fork), seed: 1, threads: 1)
        let vessels = simulation.state.vessels[0]
        #expect(vessels.count == 5 + 5 + 6)
        for row in 0..<vessels.count {
            #expect(abs(vessels.length(row) - 20) < 3)
            #expect(vessels.isPerfused(row, at: 0))
        }
        #expect((0..<5).allSatisfy { vessels[.radius][$0] == 5 && vessels[.radius][$0 + 5] == 8 })
        #expect(vessels.end(4) == SIMD3(100, 100, 100) && vessels.start(5) == vessels.end(4) && vessels.end(15) == vessels.end(4))
        #expect((0..<15).allSatisfy { $0 == 4 || $0 == 9 || vessels.end($0) == vessels.start($0 + 1) })
        // They feed the tissue around them, and stand in the frame.
        let field = simulation.state.fields.substances[0]
        #expect(field[simulation.grid.voxel(at: SIMD3(50, 100, 100))] > 3 * field[simulation.grid.voxel(at: SIMD3(10, 10, 10))])
        #expect(Set(simulation.frame().vessels.radius) == [5, 8])
    }

    @Test("stay joined while the tissue carries them, to the same bits on any number of threads")
    func carried() throws {
        var digests: Set<String> = []
        for threads in [1, 2, 3] {
            let simulation = try Simulation(try Self.model(Self.fork), seed: 1, threads: threads)
            try simulation.run { _ in true }
            let vessels = simulation.state.vessels[0]
            #expect(vessels.count > 16)
            #expect(vessels.end(4) != SIMD3(100, 100, 100))
            #expect(vessels.start(5) == vessels.end(4) && vessels.end(15) == vessels.end(4))
            #expect((0..<15).allSatisfy { $0 == 4 || $0 == 9 || vessels.end($0) == vessels.start($0 + 1) })
            digests.insert(simulation.digest)
        }
        #expect(digests.count == 1)
    }

    @Test("a radius of the table counts in the exchange and in the digest")
    func radius() throws {
        func simulation(_ radius: Double?) throws -> Simulation {
            let line = Model.Segment(from: SIMD3(0, 100, 100), to: SIMD3(200, 100, 100), radius: radius)
            return try Simulation(try Self.model([line]), seed: 1, threads: 1)
        }
        let (plain, same, thin) = (try simulation(nil), try simulation(5), try simulation(1))
        #expect(plain.digest == same.digest)
        #expect(plain.digest != thin.digest)
        let voxel = plain.grid.voxel(at: SIMD3(100, 100, 100))
        #expect(thin.state.fields.substances[0][voxel] < plain.state.fields.substances[0][voxel])
    }

    @Test("cross a slice at points, or lie in its plane")
    func slice() throws {
        let segments = [Model.Segment(from: SIMD3(50, 60, 0), to: nil), Model.Segment(from: SIMD3(10, 10, 0), to: SIMD3(10, 50, 0))]
        let simulation = try Simulation(try Self.model(segments, size: "[200 um, 200 um, 15 um]"), seed: 1, threads: 1)
        let vessels = simulation.state.vessels[0]
        #expect(vessels.count == 3)
        #expect(vessels.start(0) == SIMD3(50, 60, 0) && vessels.end(0) == SIMD3(50, 60, 15))
        #expect(vessels.start(1) == SIMD3(10, 10, 7.5) && vessels.end(2) == SIMD3(10, 50, 7.5))
    }

    @Test("outside the space or without a table are refused")
    func refused() throws {
        let outside = Model.Segment(from: SIMD3(0, 0, 0), to: SIMD3(0, 0, 300), line: 7)
        let fault = #expect(throws: ModelFault.self) { try Simulation(try Self.model([outside]), seed: 1, threads: 1) }
        #expect(fault?.description.hasPrefix("model.yaml:22:5: line 7 of pipes.csv: a vessel at (0.0, 0.0, 300.0) um lies outside") == true)
        let none = #expect(throws: ModelFault.self) { try Simulation(try Self.model([]), seed: 1, threads: 1) }
        #expect(none?.description == "model.yaml:22:5: the table pipes.csv has not been read, or has no rows")
    }
}
