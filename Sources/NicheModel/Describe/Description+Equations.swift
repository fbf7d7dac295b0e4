extension Description {
    func equations(_ quantities: [Model.Quantity]) -> [Equation] {
        quantities.filter { !$0.isImplicit }.map { quantity in
            let parts = quantity.parts.isEmpty ? [("", quantity.formula.text, quantity.module)] : quantity.parts
            return Equation(left: quantity.name, parts: parts, about: quantity.about)
        }
    }

    func equations(_ changes: [(state: Int, change: Model.Change)], _ states: [Model.State]) -> [Equation] {
        changes.map { equation($0.change, states[$0.state]) }
    }

    private func equation(_ change: Model.Change, _ state: Model.State) -> Equation {
        let left = "d \(state.name)/dt"
        switch change {
        case .rate(let formula):
            return Equation(left: left, parts: [("", formula.text, module(formula.place, else: state.module))])
        case .toward(let target, let over, let noise, let above):
            var text = "(\(target.text) - \(state.name)) / \(over.text.isSingle ? over.text : "(\(over.text))")"
            if let noise { text += " + \(noise.text.isSum ? "(\(noise.text))" : noise.text) * dW/dt" }
            if let above { text += ", reflected at \(above.text)" }
            return Equation(left: left, parts: [("", text, module(target.place, else: state.module))])
        }
    }

    private func module(_ place: Place, else other: String) -> String {
        let module = module(place)
        return module.isEmpty ? other : module
    }

    /// The rows of a table of states.
    func rows(_ states: [Model.State], inherits: Bool) -> [[String]] {
        states.map { state in
            [
                state.name.asCode, state.about.asProse, unit(state.unit, state.dimension), words(state.start),
                inherits ? inheritance(state) : "", state.module,
            ]
        }
    }

    static let stateColumns = ["state", "about", "unit", "start", "at division", "module"]

    private func inheritance(_ state: Model.State) -> String {
        switch state.inheritance {
        case .copy: "copied"
        case .split: state.isCounted ? "split, each one by chance" : "split"
        case .redraw: "drawn anew"
        }
    }
}
