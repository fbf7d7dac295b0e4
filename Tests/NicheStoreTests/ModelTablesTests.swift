import NicheEngine
import NicheFiles
import NicheModel
import NicheStore
import NicheTestSupport
import Testing

@Suite("Tables that a model names are read")
struct ModelTablesTests {
    let scratch = Scratch()

    private static let head = """
        title: a sample
        substances:
          oxygen: {unit: mmHg, diffusion: 1e5 um^2/min, decay: 0 /min}
        vessels:
          pipe: {segment: 20 um, radius: 5 um}
        cells:
          ant: {state: {volume: 5 pL | split, mood: 0 | copy}}
        time: {end: 1 d}

        """

    /// A model in the scratch folder, with tables beside it.
    private func model(_ text: String, _ files: [String: String]) throws -> Model {
        for (name, text) in files { try DiskFiles.writeWhole(Array(text.utf8), to: "\(scratch.path)/\(name)") }
        var model = try Model.read(text: Self.head + text, file: "\(scratch.path)/m.yaml", vocabulary: .standard)
        try model.readTables()
        return model
    }

    private func clamped(_ table: String, _ clamp: String = "oxygen: {file: a.csv, time: h, value: mmHg}") throws -> Model {
        try model("clamp:\n  \(clamp)\n", ["a.csv": table])
    }

    private func network(_ table: String, _ keys: String = "", size: String = "[100 um, 100 um, 100 um]") throws -> [Model.Segment] {
        let text = "space: {size: \(size)}\nplace:\n  - {what: pipe, file: v.csv\(keys)}\n"
        guard case .segments(let table) = try model(text, ["v.csv": table]).placements[0].region else { return [] }
        return table.segments
    }

    private func message(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return "no fault"
        } catch { return "\(error)".replacing(scratch.path + "/", with: "") }
    }

    @Test("a course in its units, and its bytes are kept for the run's folder")
    func course() throws {
        let text = "time,value\n0,40\n12,5\n"
        let model = try clamped(text)
        guard case .course(let course) = model.clamps[0].value else { return #expect(Bool(false)) }
        #expect(course.points.map(\.time) == [0, 720])
        #expect(course.points.map(\.value) == [40, 5])
        #expect(model.data.map(\.path) == ["\(scratch.path)/a.csv"])
        #expect(model.data[0].bytes == Array(text.utf8))
    }

    @Test("two columns of one table, which is kept once")
    func columns() throws {
        let model = try model(
            "clamp:\n  oxygen: {file: a.csv, columns: {time: t, value: air}, time: d, value: mmHg}\n"
                + "  ant.mood: {file: a.csv, columns: {time: t, value: mood}, time: d}\n", ["a.csv": "t;mood;air\n0;-1;7\n"])
        let values = model.clamps.compactMap { if case .course(let course) = $0.value { course.points[0].value } else { nil } }
        #expect(values == [7, -1])
        #expect(model.data.count == 1)
    }

    @Test("what is wrong with a course is said with line and column")
    func brokenCourses() {
        let place = "m.yaml:10:18"
        #expect(message { try clamped("time,value\n0,40\nlater,5\n") } == "a.csv:3:1: column time: found \"later\"; expected a number")
        #expect(message { try clamped("time,value\n0,40\n0,5\n") }.hasPrefix("a.csv:3:1: column time: times must ascend"))
        #expect(message { try clamped("time,value\n0,-1\n") } == "a.csv:2:3: column value: a concentration must not be negative")
        #expect(message { try clamped("t,value\n0,1\n") }.hasPrefix("a.csv:1: has no column time; it has: t, value"))
        #expect(message { try clamped("time,value\n") }.hasPrefix("a.csv: has no rows"))
        let missing = message { try model("clamp:\n  oxygen: {file: b.csv, time: h, value: mmHg}\n", [:]) }
        #expect(missing == "b.csv: there is no such file or folder (named at \(place))")
    }

    @Test("vessels with two ends, in their unit, with a radius or without")
    func segments() throws {
        let plain = try network("x0,y0,z0,x1,y1,z1\n0,0,0,0.05,0,0\n", ", length: mm")
        #expect(plain.map(\.from) == [SIMD3(0, 0, 0)])
        #expect(plain.map(\.to) == [SIMD3(50, 0, 0)])
        #expect(plain[0].radius == nil && plain[0].line == 2)
        let wide = try network("a,y0,z0,x1,y1,z1,radius\n9,0,0,50,0,0,8\n", ", columns: {x0: a}")
        #expect(wide[0].radius == 8 && wide[0].from.x == 9)
    }

    @Test("in a slice points are crossings, and segments lie in the plane")
    func crossings() throws {
        let size = "[100 um, 100 um, 15 um]"
        let points = try network("x,y\n10,20\n30,40\n", size: size)
        #expect(points.map(\.from) == [SIMD3(10, 20, 0), SIMD3(30, 40, 0)])
        #expect(points.allSatisfy { $0.to == nil })
        let lines = try network("x0,y0,x1,y1\n10,20,30,40\n", size: size)
        #expect(lines.map(\.to) == [SIMD3(30, 40, 0)])
    }

    @Test("what is wrong with vessels is said with line and column")
    func brokenSegments() {
        let head = "x0,y0,z0,x1,y1,z1,radius\n"
        #expect(message { try network(head + "0,0,0,0,0,0,5\n") } == "v.csv:2:7: column x1: the segment ends where it begins")
        #expect(message { try network(head + "0,0,0,0,0,200,5\n") }.hasPrefix("v.csv:2:11: column z1: 200.0 um lies outside the space"))
        #expect(message { try network(head + "0,-1,0,0,0,20,5\n") }.hasPrefix("v.csv:2:3: column y0: -1.0 um lies outside the space"))
        #expect(message { try network(head + "0,0,0,0,0,20,0\n") } == "v.csv:2:14: column radius: a radius must be above 0")
        #expect(message { try network("x,y\n1,2\n") }.hasPrefix("v.csv:1: has no column x0; it has: x, y"))
        #expect(message { try network(head) } == "v.csv: has no rows, and so no vessels")
        #expect(message { try network("x0,y0,z0,x1,y1,z1\n0,0,0,0,0,20\n", ", columns: {radius: r}") }.contains("has no column r"))
    }
}
