import Testing

@testable import NicheModel

@Suite("Modules are laid on top of each other as their authors mean it")
struct AssemblyTests {
    private let base = """
        cells:
          tumour:
            state: {volume: 5 pL | split, z: 0 | copy}
            let:
              a: 1
              b: a * 2
            events: {damage: note at 0.1 /h}

        """

    @Test("a let is ((base + added) * factors), whatever the order of modules")
    func terms() throws {
        let model = try read(
            "use: [one, two]\n",
            modules: [
                "base": base, "one": "use: base\ncells: {tumour: {let: {a *: 3, b +: 5}}}\n",
                "two": "use: base\ncells: {tumour: {let: {a +: 4}, events: {damage +: 0.2 /h, damage *: 2}}}\n",
            ])
        let type = model.type("tumour")
        #expect(type.quantity("a").formula.text == "(1 + 4) * (3)")
        #expect(type.quantity("a").formula.term.value == 15)
        #expect(type.quantity("a").parts.map(\.module) == ["base", "one", "two"])
        guard case .hazard(let rate) = type.event("damage").trigger else { return #expect(Bool(false)) }
        #expect(rate.text == "(0.1 /h + 0.2 /h) * (2)")
        #expect(type.event("damage").parts.map(\.operation) == ["", "+", "*"])
        #expect(model.files.map(\.path) == ["m.yaml", "one.yaml", "base.yaml", "two.yaml"])
    }

    @Test("the most derived value of a parameter holds, and of a setting")
    func parameters() throws {
        let text = """
            cells:
              cell:
                parameters: {share: 1 | 0 to 2}
                state: {volume: 5 pL | split}
              leukocyte: {abstract: yes, parameters: {share: 0.5 | 0 to 1, kap: 1}}
              macrophage: {is: leukocyte}
              CD8: {is: leukocyte, parameters: {share: 0.25 | 0 to 1}}
              tumour: {}
            genotypes: {null: {leukocyte.kap: 0}}

            """
        func shares(_ settings: [(String, String)]) throws -> [Double] {
            try read(text, ReadOptions(settings: settings)).cellTypes.map { $0.parameters["share"]! }
        }
        #expect(try shares([]) == [0.5, 0.25, 1])
        #expect(try shares([("cell.share", "0.1")]) == [0.5, 0.25, 0.1])
        #expect(try shares([("leukocyte.share", "0.1")]) == [0.1, 0.25, 1])
        #expect(try shares([("macrophage.share", "0.1"), ("macrophage.share", "0.2")]) == [0.2, 0.25, 1])
        let null = try read(text, ReadOptions(genotypes: ["null"]))
        #expect(null.type("macrophage").parameters["kap"] == 0)
        #expect(null.type("tumour").parameters["kap"] == nil)
        #expect(null.genotypes == ["null"])
    }

    @Test("settings apply in order: the model, its genotype, the command line")
    func settings() throws {
        let text =
            "parameters: {a: 1 h | 1 to 3, b: 2 * a}\ncouplings: {M1: it | 0.5}\ngenotypes: {g: {a: 2 h}}\nset: {a: 3 h}\n"
            + "body: {state: {x: M1 * 1}}\n"
        #expect(try read(text).parameter("a") == 180)
        #expect(try read(text).parameter("b") == 360)
        #expect(try read(text, ReadOptions(genotypes: ["g"])).parameter("a") == 120)
        let model = try read(text, ReadOptions(settings: [("a", "5 h"), ("M1", "0")], genotypes: ["g"]))
        #expect(model.parameter("b") == 600)
        #expect(model.couplings[0].gain == 0)
        #expect(model.warnings.map(\.message) == ["a = 5 h is outside its range, 1 to 3 (h)"])
        #expect(model.settings.map(\.name) == ["a", "a", "a", "M1"])
        #expect(model.settings.map(\.value) == ["3 h", "2 h", "5 h", "0"])
    }

    @Test("time and space can be set, and times are rounded up to whole steps with a warning")
    func time() throws {
        let text = "space: well\ntime: {end: 1 h, step: 6 min, record: 15 min}\n"
        let model = try read(text, ReadOptions(settings: [("time.step", "7 min")], endOverride: "3d"))
        #expect(model.time.step == 420)
        #expect(model.time.record == 1260)
        #expect(model.time.end == 259_560)
        #expect(
            model.warnings.map(\.message).contains("the record of time, 15 min, is rounded up to 21 min, a whole number of steps of 7 min"))
        #expect(try read(text, ReadOptions(settings: [("time.end", "2 h")])).time.end == 7200)
        #expect(try read(text, ReadOptions(settings: [("space.well", "5e6 um^3")])).space.wellVolume == 5e6)
        let slice = "space: {size: [1 mm, 1 mm, 15 um], voxel: 20 um, edges: closed}\ntime: {end: 1 h}\n"
        #expect(try read(slice, ReadOptions(settings: [("space.size", "[0.5 mm, 0.4 mm, 15 um]")])).space.size == [500, 400, 15])
        #expect(problems(slice, ReadOptions(settings: [("space.size", "[0.5 mm")]))[0].hasPrefix("--set space.size=[0.5 mm:1:"))
        #expect(
            problems(text, ReadOptions(settings: [("space.voxel", "5 um")]))[0]
                .hasPrefix("--set space.voxel=5 um: space.voxel is set to no end: a well has none"))
        #expect(
            problems(text, ReadOptions(settings: [("time.end", "2")])).first
                == "--set time.end=2:1:1: 2 has no unit; time expected as the end of time, for example 20 h")
        #expect(
            problems(text, ReadOptions(settings: [("tiem.end", "2 h")]))[0].hasPrefix("--set tiem.end=2 h: nothing is called \"tiem.end\""))
    }

    @Test("a neighbour may read a parameter, and lets of two types may read each other")
    func neighbours() throws {
        let model = try read(
            """
            cells:
              cell: {state: {volume: 5 pL | split}}
              A: {parameters: {antigen: 2}, let: {x: "touching(B, their.y)"}}
              B: {let: {y: "touching(A, their.x) + touching(A, their.antigen)"}}

            """)
        let a = model.type("A")
        #expect(Set(a.published) == ["x", "antigen"])
        #expect(a.quantity("antigen").isImplicit)
        #expect(model.type("B").contacts.count == 2)
    }

    @Test("selectors mean live cells unless they say otherwise, over all types that have the phase")
    func selectors() throws {
        let model = try read(
            """
            cells:
              cell: {state: {volume: 5 pL | split}}
              A: {phases: {rotten: {dead: yes}}, let: {n: touching(cell) + touching(dead cell) + touching(rotten cell) + touching(any B)}}
              B: {phases: {young: {first: yes, events: {grow: enter live after 3 h}}}}

            """)
        #expect(
            model.type("A").contacts.map(\.selector) == [
                Selector(types: [0, 1], life: .live), Selector(types: [0, 1], life: .dead), Selector(types: [0], life: .phase("rotten")),
                Selector(types: [1], life: .any),
            ])
        #expect(model.type("B").firstPhase == 1)
        #expect(model.type("B").phases.map(\.name) == ["live", "young"])
        #expect(model.type("B").phases[1].events[0].object == 0)
    }

    @Test("circles and clashes of modules are told with the chain and both places")
    func clashes() {
        #expect(
            problems("use: a\n", modules: ["a": "use: b\n", "b": "use: [a]\n"])
                == ["b.yaml:1:7: modules use each other in a circle: a -> b -> a"])
        #expect(
            problems("use: [a, b]\n", modules: ["a": base, "b": "cells:\n  tumour:\n    let: {a: 2}\n"])[0].hasPrefix(
                "b.yaml:3:11: a is already defined at a.yaml:5:7; to add a term write \"a +:\""))
        #expect(problems("use: wel\n", modules: ["well": ""]) == ["m.yaml:1:6: no module \"wel\"; did you mean \"well\"?"])
        #expect(problems("with: {nothing: {}}\n") == ["m.yaml:1:8: no module \"nothing\""])
    }

    @Test("a model may add to a substance of its module what that left open")
    func substances() throws {
        let module = "substances: {oxygen: {unit: mmHg, diffusion: 1e5 um^2/min, decay: 0 /min}}\n"
        let model = try read("use: o2\nsubstances: {oxygen: {edges: 38 mmHg}}\n", modules: ["o2": module])
        guard case .value(let edge) = model.substance("oxygen").edges else { return #expect(Bool(false)) }
        #expect(edge.term.number == 38)
        #expect(
            problems("use: o2\nsubstances: {oxygen: {unit: mM}}\n", modules: ["o2": module]) == [
                "m.yaml:2:23: unit of oxygen is already defined at o2.yaml:1:23"
            ])
    }

    @Test("a file that is not there is missing, not wrong")
    func missing() {
        do {
            _ = try Model.read(path: "/nowhere/model.yaml", vocabulary: .ofTests)
            Issue.record("read")
        } catch {
            #expect(error.isMissing)
            #expect(error.description == "/nowhere/model.yaml: there is no such model file")
        }
    }
}
