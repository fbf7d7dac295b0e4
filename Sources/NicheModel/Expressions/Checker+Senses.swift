/// What cells and segments feel of the world around them, besides substances.
extension Checker {
    func sense(_ function: String, _ arguments: [Expression], _ whole: Expression) throws -> Checked {
        switch function {
        case "touching":
            try count(arguments, 1...2, "touching(cells, their.x)", whole)
            return try contact(arguments[0], distance: nil, arguments.count > 1 ? arguments[1] : nil, whole)
        case "near":
            try count(arguments, 2...3, "near(cells, distance, their.x)", whole)
            let distance = try number(arguments[1], .length, "the distance of near")
            guard let value = distance.constant else { throw fault(arguments[1], "the distance of near must be known before the run") }
            guard value > 0, value <= 60 else { throw fault(arguments[1], "near reaches at most 60 um; found \(text(arguments[1]))") }
            return try contact(arguments[0], distance: value, arguments.count > 2 ? arguments[2] : nil, whole)
        case "held_by", "holding":
            try count(arguments, 1...2, "\(function)(cells, their.x)", whole)
            guard scope.host?.kind == .cell else { throw fault(whole, "\(scope.title) neither holds nor is held; cells are") }
            return try contact(
                arguments[0], distance: nil, grip: function == "holding" ? .held : .holder, arguments.count > 1 ? arguments[1] : nil, whole)
        case "since":
            try count(arguments, 1...1, "since(event)", whole)
            return try since(arguments[0], whole)
        case "taken":
            try count(arguments, 1...1, "taken(substance)", whole)
            return try taken(arguments[0], whole)
        case "gradient":
            try count(arguments, 1...1, "gradient(substance)", whole)
            return try gradient(arguments[0], whole)
        case "filled":
            try count(arguments, 1...1, "filled(cells)", whole)
            guard scope.senses.contains(.filled) else { throw fault(whole, "filled(…) is known only in events of particles") }
            let selector = try assembly.selector(try selectorWords(arguments[0]), place(arguments[0]))
            return Checked(term: .reference(.filled(assembly.filling(selector))), dimension: .one)
        default:
            throw fault(whole, "chance(p) stands only as a whole tally: \"seeds: chance(0.001)\"")
        }
    }

    func selectorWords(_ expression: Expression) throws -> [String] {
        switch expression.kind {
        case .name(let name): return [name]
        case .words(let words): return words
        default:
            throw fault(
                expression, "cells are expected here (a type, or a phase and a type: \"apoptotic cell\"), found \"\(text(expression))\"")
        }
    }

    private func contact(
        _ cells: Expression, distance: Double?, grip: Contact.Grip? = nil, _ theirs: Expression?, _ whole: Expression
    ) throws -> Checked {
        guard scope.senses.contains(.contacts), let host = scope.host else {
            throw fault(whole, "\(scope.title) does not feel cells; touching and near are known in cells and vessels")
        }
        let selector = try assembly.selector(try selectorWords(cells), place(cells))
        var contact = Contact(selector: selector, distance: distance, their: nil, grip: grip)
        var dimension = Dimension.one
        if let theirs {
            guard case .member("their", let name) = theirs.kind else {
                throw fault(theirs, "a quantity of the neighbour is expected (their.x), found \"\(text(theirs))\"")
            }
            dimension = try assembly.their(name, of: selector.types, place(theirs))
            contact.their = name
        }
        return Checked(term: .reference(.contact(host.contact(contact))), dimension: dimension)
    }

    private func since(_ event: Expression, _ whole: Expression) throws -> Checked {
        guard scope.senses.contains(.since), let host = scope.host else { throw fault(whole, "\(scope.title) has no events to remember") }
        guard case .name(let name) = event.kind else { throw fault(event, "the name of an event is expected in since(…)") }
        guard host.eventNames.contains(name) else {
            throw fault(event, "no event \"\(name)\" in \(scope.title)\(didYouMean(name, among: host.eventNames))")
        }
        return Checked(term: .reference(.since(host.memory(name))), dimension: .time)
    }

    private func taken(_ substance: Expression, _ whole: Expression) throws -> Checked {
        let index = try self.substance(substance, of: "taken", whole)
        scope.host?.takenSubstances[index] = scope.host?.takenSubstances[index] ?? place(substance)
        return Checked(term: .reference(.taken(index)), dimension: assembly.model.substances[index].dimension * .volume / .time)
    }

    private func gradient(_ substance: Expression, _ whole: Expression) throws -> Checked {
        let index = try self.substance(substance, of: "gradient", whole)
        return Checked(term: .reference(.gradient(index)), dimension: assembly.model.substances[index].dimension / .length)
    }

    private func substance(_ expression: Expression, of function: String, _ whole: Expression) throws -> Int {
        guard scope.senses.contains(.taken) else { throw fault(whole, "\(function)(…) is known only in cells") }
        guard case .name(let name) = expression.kind else { throw fault(expression, "a substance is expected in \(function)(…)") }
        return try assembly.substance(name, place(expression))
    }
}
