import NicheModel

/// A small model built by hand: two kinds of fish and a snail in a pond.
enum Ponds {
    static func model() -> Model {
        var model = Model()
        (model.title, model.about) = ("A pond", "Fish graze, and weed grows back")
        model.files = [("pond", "Models/pond.yaml", Array(text.utf8)), ("weed", "Models/modules/weed.yaml", Array("title: Weed".utf8))]
        model.modules = [("weed", "Weed", "What grows")]
        model.couplings = [
            coupling("M10", "shade slows weed", 1), coupling("M2", "hunger drives fish", 1), coupling("M3", "snails clean", 0),
        ]
        model.substances = [substance()]
        model.genotypes = ["blind"]
        model.tallies = ["left", "entered", "lost", "bites"]
        model.parameters = [
            parameter("speed_limit", "12 um/min", "assumed"), parameter("appetite", "0.5 /h", "Weir 1999"), parameter("luck", "3", ""),
        ]
        model.cellTypes = [fish("carp", hunger: "1 - fed"), fish("pike", hunger: "2 - fed"), snail()]
        model.measures = [Model.Measure(name: "shoal", about: "all fish", formula: formula("count(fish)"))]
        model.time.end = 2 * 86_400
        return model
    }

    static let text = """
        functions: {hat(v): v / (1 + v)}
        genotypes: {blind: {fish.sight: 0}}
        """

    static func place(_ file: String = "Models/pond.yaml") -> Place { Place(file: file, line: 1, column: 1) }

    static func formula(_ text: String, _ term: Term = .number(1), file: String = "Models/pond.yaml") -> Formula {
        Formula(term: term, dimension: .one, place: place(file), text: text)
    }

    private static func coupling(_ name: String, _ about: String, _ gain: Double) -> Model.Coupling {
        Model.Coupling(name: name, about: about, gain: gain, module: "pond", place: place())
    }

    private static func substance() -> Model.Substance {
        var weed = Model.Substance(name: "weed", unit: "uM", diffusion: 600, decay: 0.25, place: place())
        (weed.about, weed.module, weed.isSteady, weed.uptakeHalf) = ("water | weed", "weed", true, 20)
        weed.edges = .value(formula("5 uM"))
        return weed
    }

    private static func parameter(_ name: String, _ text: String, _ source: String) -> Model.Parameter {
        var parameter = Model.Parameter(name: name, value: 1, dimension: .rate, module: "pond", place: place())
        (parameter.text, parameter.source, parameter.range) = (text, source, "1 to 20")
        return parameter
    }

    /// Fish share their appetite and differ in hunger.
    private static func fish(_ name: String, hunger: String) -> Model.CellType {
        var type = Model.CellType(name: name, lineage: ["cell", "fish", name], volume: .state(0), place: place())
        let start = Sampler(kind: .lognormal, arguments: [formula("5 pL"), formula("0.2")])
        type.states = [
            Model.State(name: "volume", start: start, inheritance: .split, dimension: .volume, unit: "pL", module: "pond", place: place())
        ]
        let gain = Term.parameter("M2", 1)
        var appetite = Model.Quantity(
            name: "appetite", formula: formula("", .binary(.multiply, gain, .reference(.substance(0)))), module: "pond")
        appetite.parts = [("", "M2 * weed", "pond"), ("+", "0.1", "weed"), ("*", "1 - full", "weed")]
        type.quantities = [appetite, Model.Quantity(name: "hunger", formula: formula(hunger), module: "pond")]
        type.changes = [
            (0, .toward(target: formula("5 pL"), over: formula("6 h"), noise: formula("0.1 pL/h^0.5"), above: formula("0 pL", file: "")))
        ]
        type.takes = [(0, .upTo(formula("15 uM/h", file: "Models/modules/weed.yaml")))]
        var bite = Model.Event(name: "bite", verb: "engulf", trigger: .hazard(formula("appetite")), module: "pond", place: place())
        bite.pair = .oneOf(Selector(types: [2], life: .live))
        bite.tallies = [(3, .constant(1), nil)]
        type.events = [bite]
        var dead = Model.Phase(name: "sunk", isDead: true)
        dead.events = [Model.Event(name: "clearing", verb: "vanish", trigger: .every(7200), module: "pond", place: place())]
        type.phases.append(dead)
        return type
    }

    private static func snail() -> Model.CellType {
        var type = Model.CellType(name: "snail", lineage: ["cell", "snail"], volume: .volume, place: place())
        var flee = Model.Event(name: "hide", verb: "enter", trigger: .hazard(formula("")), module: "pond", place: place())
        flee.pair = .each(Selector(types: [0, 1], life: .any))
        flee.object = 1
        flee.stages = 3
        flee.parts = [("", "0.2 /h", "pond"), ("*", "1 + light", "weed")]
        type.events = [flee]
        type.phases.append(Model.Phase(name: "shell", isDead: false))
        return type
    }
}
