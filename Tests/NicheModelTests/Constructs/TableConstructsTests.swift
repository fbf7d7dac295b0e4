import Testing

@testable import NicheModel

@Suite("Tables, membranes, laws of hazards and reach are read as they are meant")
struct TableConstructsTests {
    private static let cell = Sample.cell("state:\n  volume: 5 pL | split\n  z: 0.3 | copy")
    private static let space = "space: {size: [100 um, 100 um, 200 um], voxel: 20 um, membranes: {z: [50 um, 0.1 mm]}}\ntime: {end: 1 d}\n"

    private func course(_ model: Model, _ i: Int) throws -> Model.Course {
        guard case .course(let course) = model.clamps[i].value else { throw Poisoned() }
        return course
    }

    @Test("a clamp follows points in straight lines and holds outside them")
    func inline() throws {
        let model = try read(
            Self.cell + "body: {state: {drug: 1}}\nclamp:\n  oxygen: [[1 h, 40 mmHg], [3 h, 20 mmHg], [4 h, 0 mmHg]]\n"
                + "  drug: [[2 d, 0.5]]\n  tumour.z: [[0 h, 0], [1 h, -1]]\n")
        let oxygen = try course(model, 0)
        #expect(oxygen.points.map(\.time) == [60, 180, 240])
        #expect([0, 60, 120, 180, 210, 240, 1e6].map { oxygen.value(at: $0) } == [40, 40, 30, 20, 10, 0, 0])
        #expect(try course(model, 1).value(at: 5) == 0.5)
        guard case .state(0, 1) = model.clamps[2].target else { return #expect(Bool(false)) }
        #expect(try course(model, 2).value(at: 30) == -0.5)
    }

    @Test("a table stands beside the text that names it, with its units")
    func file() throws {
        let text =
            Self.cell
            + "clamp:\n  oxygen: {file: data/air.csv, columns: {value: pO2}, time: h, value: mmHg}\n  VEGF: {file: v.csv, time: d}\n"
        let model = try Model.read(text: text, file: "some/where/m.yaml", vocabulary: .ofTests)
        #expect(model.tables.map(\.path) == ["some/where/data/air.csv", "some/where/v.csv"])
        #expect(model.tables[0].columns == ["time": "time", "value": "pO2"])
        #expect(model.tables[0].factors == ["time": 60, "value": 1])
        #expect(model.tables[1].factors == ["time": 1440, "value": 1])
        #expect(model.tables[0].place == Place(file: "some/where/m.yaml", line: 12, column: 18))
    }

    @Test(
        "a table anywhere else is refused, since a model may come from anybody",
        arguments: ["/etc/passwd", "../v.csv", "a/../../v.csv", ".."])
    func elsewhere(path: String) {
        let fault = #expect(throws: ModelFault.self) {
            try Model.read(
                text: Self.cell + "clamp: {oxygen: {file: \(path), time: h, value: mmHg}}\n", file: "some/m.yaml", vocabulary: .ofTests)
        }
        #expect(
            fault?.description.contains("\"\(path)\" is not in the folder of this text; put the file beside the text or below it") == true)
    }

    @Test("a table that a module names stands beside the module")
    func module() throws {
        let modules = ["air": "title: Air\nclamp: {oxygen: {file: air.csv, time: h, value: mmHg}}\n"]
        let model = try Model.read(text: "use: air\n" + Self.cell, file: "some/m.yaml", vocabulary: .ofTests, modules: modules)
        #expect(model.tables.map(\.path) == ["air.csv"])
    }

    @Test("membranes and boxes are in micrometres, and a box spans what it does not name")
    func membranes() throws {
        let model = try read(Self.cell + Self.space + "place:\n  - {what: tumour, number: 3, box: {z: [50 um, 100 um], x: [0 um, 1 mm]}}\n")
        #expect(model.space.membranes == [[], [], [50, 100]])
        guard case .box(SIMD3(0, 0, 50), SIMD3(100, 100, 100)) = model.placements[0].region else { return #expect(Bool(false)) }
    }

    @Test("hazards are exponential unless the model says otherwise")
    func hazards() throws {
        #expect(try read(Self.cell + Self.space).time.hazards == .exponential)
        let text = Self.cell + "time: {end: 1 d, hazards: linear}\n"
        #expect(try read(text).time.hazards == .linear)
        #expect(try read(text, ReadOptions(settings: [("time.hazards", "exponential")])).time.hazards == .exponential)
    }

    @Test("cells push in pairs unless the model or a setting says by pressure, and the document tells which")
    func mechanics() throws {
        let pairs = try read(Self.cell + Self.space)
        #expect(pairs.space.mechanics == .pairs)
        #expect(describe(pairs).contains("Cells push and hold one another in pairs."))
        let text = Self.cell + Self.space.replacing("voxel:", with: "mechanics: pressure, voxel:")
        let pressure = try read(text)
        #expect(pressure.space.mechanics == .pressure)
        #expect(describe(pressure).contains("Cells push one another by one smoothed pressure"))
        #expect(try read(text, ReadOptions(settings: [("space.mechanics", "pairs")])).space.mechanics == .pairs)
    }

    @Test("a reach that a type states is its own, and that of the space where all say the same")
    func reach() throws {
        let own = Sample.cell("state: {volume: 5 pL | split}\nmechanics: {reach: 1.5}")
        let other = "  idler:\n    state: {volume: 5 pL | split}\n"
        #expect(try read(own).space.reach == 1.5 && read(own).cellTypes[0].reach == nil)
        let both = try read(own + other)
        #expect(
            both.space.reach == 1.25 && both.cellTypes[0].reach?.number == 1.5 && both.cellTypes[1].reach == nil && both.warnings.isEmpty)
        #expect(describe(both).contains("reaches `1.5` radii"))
        #expect(try read(own + other + "    mechanics: {reach: 1.5}\n").space.reach == 1.5)
        #expect(try read(Self.cell).space.reach == 1.25)
        let fond = try read(own + other + "    mechanics: {affinities: {tumour: 0.5}}\n")
        #expect(fond.cellTypes[1].affinities.map(\.type) == [0] && describe(fond).contains("holds to tumour `0.5` as much"))
    }

    @Test("vessels of a table have columns of their own names")
    func vessels() throws {
        let vessels = "vessels:\n  pipe: {segment: 20 um, radius: 5 um}\n"
        let model = try read(
            Self.cell + Self.space + vessels + "place:\n  - {what: pipe, file: v.csv, columns: {x0: from, radius: r}, length: mm}\n")
        guard case .segments(let table) = model.placements[0].region, case .vessel(0)? = model.placements[0].what else {
            return #expect(Bool(false))
        }
        #expect(table.file.path == "v.csv")
        #expect(table.file.columns["x0"] == "from" && table.file.columns["y0"] == "y0" && table.file.columns["radius"] == "r")
        #expect(table.file.factors["z1"] == 1000)
        #expect(model.tables.map(\.path) == ["v.csv"])
    }

    @Test("all of it is told in the document of the model")
    func document() throws {
        let text = describe(
            try read(
                Self.cell + "space: {size: [100 um, 100 um, 200 um], membranes: {z: 50 um}}\ntime: {end: 1 d, hazards: linear}\n"
                    + "vessels:\n  pipe: {segment: 20 um, radius: 5 um}\nplace:\n  - {what: pipe, file: v.csv}\n"
                    + "  - {what: tumour, number: 3, box: {z: [50 um, 100 um]}}\n"
                    + "clamp:\n  oxygen: {file: air.csv, time: h, value: mmHg}\n  VEGF: [[0 h, 1], [1 h, 2]]\n"))
        let expected = [
            "Membranes across z at 50 µm: no cell crosses them, or touches or feels another through them; substances pass.",
            "(at a rate r with the chance r dt in a step, at most 1)",
            "`pipe` from the segments of `v.csv`, joined where they share an end",
            "3 `tumour`, in the box from (0 x 0 x 50 µm) to (100 x 100 x 100 µm)",
            "Tables are read from `air.csv` and `v.csv`.",
            "| `oxygen` | the table `air.csv` (`file: air.csv, time: h, value: mmHg`), straight between its points of time and held outside |",
            "| `VEGF` | `[[0 h, 1], [1 h, 2]]`, straight between its points of time and held outside |",
        ]
        for line in expected { #expect(text.contains(line), "\(line)") }
    }
}
