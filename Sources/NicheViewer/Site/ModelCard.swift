import NicheFiles
import NicheModel

/// What is told of a model: its things with their equations, what acts on what, couplings and parameters.
struct ModelCard {
    let model: Model

    init(_ model: Model) { self.model = model }

    var json: JSON {
        [
            "title": JSON(model.title), "things": .array(things), "links": .array(links), "couplings": .array(couplings),
            "parameters": .array(parameters),
        ]
    }

    /// Everything that acts or is acted on, under the words by which the links know it.
    private var things: [JSON] {
        let written = Dictionary(
            equations(of: model).map { ("\($0.owner ?? "")/\($0.name)", $0.text) }, uniquingKeysWith: { $0 + "\n" + $1 })
        func thing(_ node: InfluenceGraph.Node, _ kind: String, _ owner: String, _ name: String, about: String, unit: String = "") -> JSON {
            [
                "words": JSON(node.words), "kind": JSON(kind), "owner": JSON(owner), "about": JSON(about), "unit": JSON(unit),
                "text": JSON(written["\(owner)/\(name)"] ?? ""),
            ]
        }
        var things: [JSON] = []
        func add(_ owner: String, _ states: [Model.State], _ quantities: [Model.Quantity]) {
            things += states.map { thing(.state(type: owner, $0.name), "state", owner, $0.name, about: $0.about, unit: $0.unit) }
            things += quantities.filter { !$0.isImplicit }.map {
                thing(
                    .quantity(type: owner, $0.name), "definition", owner, $0.name, about: $0.about,
                    unit: model.units.words($0.formula.dimension))
            }
        }
        for type in model.cellTypes {
            things.append(thing(.population(type.name), "cells", type.name, "", about: type.label))
            add(type.name, type.states, type.quantities)
        }
        for type in model.vesselTypes {
            things.append(thing(.segments(type.name), "vessels", type.name, "", about: ""))
            add(type.name, type.states, type.quantities)
        }
        things += model.substances.map { thing(.substance($0.name), "substance", "", $0.name, about: $0.about, unit: $0.unit) }
        things += model.particles.map { thing(.particle($0.name), "particles", "", $0.name, about: "") }
        things += model.body.states.map { thing(.body($0.name), "body", "", $0.name, about: $0.about, unit: $0.unit) }
        things += model.body.quantities.map { thing(.bodyQuantity($0.name), "body", "", $0.name, about: $0.about) }
        things += model.tallies.map { thing(.tally($0), "counter", "", $0, about: "") }
        return things
    }

    private var links: [JSON] {
        let names = Set(model.couplings.map(\.name))
        return InfluenceGraph(model, live: names).links.map {
            ["from": JSON($0.from.words), "to": JSON($0.to.words), "couplings": JSON($0.couplings.filter(names.contains))]
        }
    }

    private var couplings: [JSON] {
        model.couplings.map {
            [
                "name": JSON($0.name), "about": JSON($0.about), "gain": JSON($0.gain), "module": JSON($0.module),
                "place": JSON("\($0.place)"),
            ]
        }
    }

    private var parameters: [JSON] {
        model.parameters.map {
            [
                "name": JSON($0.path), "about": JSON($0.about), "value": JSON($0.text), "range": JSON($0.range), "source": JSON($0.source),
                "isAssumed": .bool($0.isAssumed), "module": JSON($0.module),
            ]
        }
    }
}
