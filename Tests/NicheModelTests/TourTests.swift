import Testing

@testable import NicheModel

@Suite("The tour of the language is read as it is meant")
struct TourTests {
    let model: Model

    init() throws {
        model = try read(
            Tour.text, ReadOptions(therapies: ["antiCD40"], cellsFile: "field.csv"),
            modules: ["oxygen": Tour.oxygen, "exosomes": Tour.exosomes])
    }

    @Test("numbers are in the engine's units")
    func numbers() {
        #expect(model.substance("oxygen").diffusion == 1.2e5)
        #expect(model.substance("oxygen").isSteady)
        #expect(model.substance("heme").uptakeHalf == 20)
        #expect(model.substance("VEGF").level?.density == 4e-4)
        #expect(model.substance("HxHeme").diffusion == 260)
        #expect(model.substance("Hx").unit == "uM")
        #expect(model.reactions[0].rate == 100.0 / 60)
        #expect(model.reactions[0].from.count == 2)
        #expect(model.particles[0].mostPerVolume == 0.01)
        #expect(model.particles[0].volume == 48)
        #expect(model.time.end == 14 * 86_400)
        #expect(model.time.step == 360)
        #expect(model.space.size == SIMD3(1000, 1000, 15))
        #expect(model.space.voxel == SIMD3(20, 20, 15))
    }

    @Test("cell types hold what they inherit, the root first")
    func types() {
        #expect(model.cellTypes.map(\.name) == ["macrophage", "tumour"])
        let macrophage = model.type("macrophage")
        #expect(macrophage.lineage == ["cell", "leukocyte", "macrophage"])
        #expect(macrophage.states.map(\.name) == ["hypoxia", "volume", "R", "h_in", "N", "x", "vigour"])
        #expect(macrophage.parameters == ["share": 1, "kap": 1])
        #expect(macrophage.volume == .state(1))
        #expect(macrophage.state("R").isCounted)
        #expect(macrophage.state("R").inheritance == .split)
        #expect(macrophage.state("volume").unit == "pL")
        #expect(macrophage.state("vigour").start.kind == .normal)
        #expect(macrophage.takes.count == 3)
        #expect(macrophage.phases.map(\.name) == ["live", "doomed", "apoptotic"])
        #expect(macrophage.phases[2].isDead)
        #expect(macrophage.phases[2].leaveBehind.count == 1)
        #expect(macrophage.colour == "#3b6ea5")
    }

    @Test("terms and settings of other modules are in")
    func terms() {
        let cue = model.type("macrophage").quantity("cue")
        #expect(cue.parts.map(\.operation) == ["", "+"])
        #expect(cue.formula.text.hasSuffix(" + 0.1"))
        #expect(model.parameter("heme_half") == 20)
        #expect(model.parameters.first { $0.name == "heme_half" }?.isSet == true)
        #expect(model.couplings.map(\.gain) == [1, 0.5, 0])
        #expect(model.couplings.map(\.name) == ["M01", "M18", "M26"])
    }

    @Test("events say who does what, when and to whom")
    func events() {
        let macrophage = model.type("macrophage")
        #expect(macrophage.event("growth").stages == 4)
        #expect(macrophage.event("ageing").object == 2)
        let kill = macrophage.event("kill")
        #expect(kill.actsOnNeighbour)
        #expect(kill.objectByType == [-1, 1])
        guard case .oneOf(let selector)? = kill.pair else { return #expect(Bool(false)) }
        #expect(selector == Selector(types: [1], life: .live))
        guard case .particle(0, 10)? = macrophage.event("eat_red").pair else { return #expect(Bool(false)) }
        guard case .every(43_200) = macrophage.event("meal").trigger else { return #expect(Bool(false)) }
        guard case .on(0) = macrophage.event("hit").trigger else { return #expect(Bool(false)) }
        guard case .after(let delay) = macrophage.phases[1].events[0].trigger else { return #expect(Bool(false)) }
        #expect(delay.kind == .uniform)
        #expect(macrophage.memories == ["alarm"])
        #expect(macrophage.event("alarm").memory == 0)
        let escape = model.type("tumour").event("escape")
        guard case .eachSegment([0])? = escape.pair else { return #expect(Bool(false)) }
        #expect(escape.tallies[1].chance?.text == "0.01")
        #expect(model.tallies == ["left", "entered", "lost", "kills", "escaped", "seeds", "bleeds"])
    }

    @Test("neighbours publish what others read of them")
    func published() {
        let tumour = model.type("tumour")
        #expect(tumour.contacts.count == 2)
        #expect(tumour.contacts[0] == Contact(selector: Selector(types: [0], life: .live), distance: 30, their: "x"))
        #expect(tumour.published.contains("mhc1"))
        #expect(Set(model.type("macrophage").published) == ["x", "h_in"])
    }

    @Test("vessels, particles and the body")
    func others() {
        let capillary = model.vesselTypes[0]
        #expect(capillary.isCarried)
        #expect(capillary.exchanges.count == 2)
        #expect(capillary.sprout?.most == 20)
        #expect(capillary.sprout?.speed.term.number == 15.0 / 60)
        #expect(capillary.events.map(\.verb) == ["sprout", "regress", "regress", "occlude", "spill"])
        #expect(capillary.contacts.count == 1)
        #expect(model.fillings == [Selector(types: [1], life: .phase("necrotic"))])
        #expect(model.body.quantities.map(\.name) == ["priming"])
        #expect(model.signals[0].payload == "dose")
    }

    @Test("therapies, placements, clamps and measures")
    func schedule() {
        #expect(model.therapies.map(\.isActive) == [true, false, false])
        #expect(model.therapies[0].every == Int64(3 * 86_400))
        guard case .when = model.therapies[1].from else { return #expect(Bool(false)) }
        #expect(model.placements.count == 3)
        guard case .packed(0.9)? = model.placements[0].howMany else { return #expect(Bool(false)) }
        guard case .disc(200, SIMD3(500, 500, 7.5)) = model.placements[0].region else { return #expect(Bool(false)) }
        guard case .file("field.csv", let columns, 1, let types) = model.placements[2].region else { return #expect(Bool(false)) }
        #expect(columns["x"] == "x_um")
        #expect(types["dirt"] == "nothing")
        #expect(model.clamps.count == 2)
        #expect(model.measures.map(\.name) == ["burden", "bled", "inflamed", "median", "air", "segments", "deaths"])
        #expect(model.measures[3].unit == "uM")
        #expect(model.measures[3].about == "heme in the middle macrophage")
    }

    @Test("parts beside a module that is not there are left out")
    func without() throws {
        let text = Tour.text.split(separator: "\n").map { $0 == "use: [oxygen, exosomes]" ? "use: oxygen" : String($0) }.joined(
            separator: "\n")
        let plain = try read(text, ReadOptions(cellsFile: "field.csv"), modules: ["oxygen": Tour.oxygen, "exosomes": Tour.exosomes])
        #expect(plain.type("macrophage").quantity("cue").parts.count == 1)
        #expect(model.modules.map(\.name) == ["oxygen", "exosomes"])
    }
}

extension Term {
    var number: Double? { if case .number(let number) = self { number } else { nil } }
}
