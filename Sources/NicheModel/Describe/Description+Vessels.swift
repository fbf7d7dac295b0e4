extension Description {
    func writeVessels(_ page: inout Markdown) {
        for vessel in model.vesselTypes {
            var items = vessel.exchanges.map {
                "exchanges \(substance($0.substance)): \(words($0.inside)) inside, through \(words($0.permeability))"
                    + source(module($0.inside.place))
            }
            items += vessel.admits.map {
                "lets in \(model.cellTypes[$0.type].name.asCode) at the rate \(words($0.rate))" + source(module($0.rate.place))
            }
            items += vessel.sprout.map { [words($0, vessel)] } ?? []
            let equations = equations(vessel.quantities) + equations(vessel.changes, vessel.states)
            let events = vessel.events.map { words($0, vessel.states) }
            guard !equations.isEmpty || !items.isEmpty || !events.isEmpty else { continue }
            page.heading(3, "Vessels: `\(vessel.name)`")
            page.code(Equation.lines(equations))
            page.list(items)
            page.list(events)
        }
    }

    private func words(_ sprout: Model.Sprout, _ vessel: Model.VesselType) -> String {
        var words = "a sprout grows at \(self.words(sprout.speed))"
        if !sprout.weights.isEmpty { words += " toward \(weights(sprout.weights))" }
        words += ", joins what is within \(length(sprout.joins))"
        if sprout.most < .infinity { words += ", vanishes if it is longer than \(length(sprout.most)) before it joins" }
        let starts = sprout.start.map { "\(vessel.states[$0.state].name.asCode) at \(self.words($0.formula))" }
        if !starts.isEmpty { words += ", starts with " + starts.asList }
        return words + source(module(sprout.speed.place))
    }

    /// What happens in voxels without cells: reactions, and the events of particles.
    func writeVoxels(_ page: inout Markdown) {
        let events = model.particles.flatMap { particle in particle.events.map { "\(particle.name.asCode), \(words($0, []))" } }
        if !events.isEmpty { page.heading(3, "Particles in voxels") }
        page.list(events)
        guard !model.reactions.isEmpty else { return }
        page.heading(3, "Reactions")
        page.paragraph("By mass action:")
        page.list(model.reactions.map { (text($0).asCode) + source($0.module) })
    }

    private func text(_ reaction: Model.Reaction) -> String {
        if !reaction.text.isEmpty { return reaction.text }
        func names(_ indices: [Int]) -> String {
            indices.isEmpty ? "nothing" : indices.map { model.substances[$0].name }.joined(separator: " + ")
        }
        return "\(names(reaction.from)) -> \(names(reaction.to)): \(Numeral.text(reaction.rate))"
    }
}
