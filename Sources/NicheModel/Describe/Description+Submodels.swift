extension Description {
    func writeSubmodels(_ page: inout Markdown) {
        page.heading(2, "7. Submodels")
        page.paragraph(
            "Equations are assembled: the module of each term stands behind it; terms that modules add come first, then factors "
                + "multiply the sum. A gain stands in its term under the name of its mechanism."
        )
        if model.cellTypes.contains(where: { $0.phases.contains(where: \.isDead) }) {
            page.paragraph("In a dead phase a cell walks no more; it takes and secretes, and its states change, only as the phase says.")
        }
        writeFunctions(&page)
        writeCellEquations(&page)
        writeVessels(&page)
        let body = equations(model.body.quantities) + equations(model.body.changes, model.body.states)
        if !body.isEmpty {
            page.heading(3, "The body")
            page.code(Equation.lines(body))
        }
        writeVoxels(&page)
        writeParameters(&page)
        writeCouplings(&page)
    }

    private func writeFunctions(_ page: inout Markdown) {
        let functions = written("functions").map { Equation(left: $0.name, parts: [("", $0.text, $0.module)]) }
        guard !functions.isEmpty else { return }
        page.heading(3, "Functions")
        page.code(Equation.lines(functions))
    }

    private func writeCellEquations(_ page: inout Markdown) {
        let types = model.cellTypes
        let key = { (equation: Equation) in Equation.lines([equation]).joined(separator: "\n") }
        let equations = kinship.share(types.map { self.equations($0.quantities) + self.equations($0.changes, $0.states) }, by: key)
        let exchanges = kinship.share(types.map { exchange($0.takes, $0.secretions) })
        let motions = kinship.share(types.map { motion($0) })
        let events = kinship.share(types.map { type in type.events.map { words($0, type.states, type.phases) } })
        let phases = kinship.share(types.map { type in type.phases.flatMap { words($0, type) } }) { "\($0.phase): \($0.item)" }
        for (i, owner) in kinship.owners.enumerated() {
            let lists = [exchanges[i], motions[i], events[i], byPhase(phases[i])]
            guard !equations[i].isEmpty || lists.contains(where: { !$0.isEmpty }) else { continue }
            page.heading(3, "Cells: \(title(owner))")
            page.code(Equation.lines(equations[i]))
            for list in lists { page.list(list) }
        }
    }

    /// A list of phases, each with a list of its items.
    private func byPhase(_ items: [(phase: String, item: String)]) -> [String] {
        var phases: [String] = []
        for (phase, _) in items where !phases.contains(phase) { phases.append(phase) }
        return phases.map { phase in
            "phase \(phase):" + items.filter { $0.phase == phase }.map { "\n  - \($0.item)" }.joined()
        }
    }

    func exchange(
        _ takes: [(substance: Int, take: Model.Take)], _ secretions: [(substance: Int, secretion: Model.Secretion)]
    ) -> [String] {
        let takes = takes.map { index, take -> String in
            switch take {
            case .upTo(let most):
                let half = half(index).map { ", half of it at \($0)" } ?? ""
                return "takes \(substance(index)) up to \(words(most))\(half)" + source(module(most.place))
            case .at(let rate): return "takes \(substance(index)) at \(words(rate)), first order" + source(module(rate.place))
            }
        }
        let secretions = secretions.map { index, secretion -> String in
            switch secretion {
            case .scaled(let output):
                return "secretes \(substance(index)), relative to its level: \(words(output))" + source(module(output.place))
            case .amount(let output): return "secretes \(substance(index)): \(words(output))" + source(module(output.place))
            case .toward(let rate, let target):
                return "secretes \(substance(index)) at \(words(rate)) toward \(words(target))" + source(module(rate.place))
            }
        }
        return takes + secretions
    }

    private func motion(_ type: Model.CellType) -> [String] {
        var items: [String] = []
        if let walk = type.walk {
            var words = "walks at \(self.words(walk.speed)), turning after \(self.words(walk.persistence)) on average"
            if walk.keeps == .speed { words += " and keeping its speed until then" }
            if !walk.weights.isEmpty {
                words += ", toward \(weights(walk.weights))\(walk.mixes == .directions ? ", each by its direction alone" : "")"
            }
            if let bias = walk.bias { words += ", with the bias \(self.words(bias))" }
            items.append(words + source(module(walk.speed.place)))
        }
        if let repulsion = type.repulsion { items.append("pushes with \(words(repulsion))" + source(module(repulsion.place))) }
        if let adhesion = type.adhesion { items.append("holds with \(words(adhesion))" + source(module(adhesion.place))) }
        if let reach = type.reach { items.append("reaches \(words(reach)) radii" + source(module(reach.place))) }
        if let attach = type.attach {
            let most = type.attachments.map { words($0) } ?? Numeral.text(Model.CellType.usualAttachments)
            let end = type.detach.map { ", lets go of each at \(words($0))" } ?? ""
            items.append("attaches to each cell in touch at \(words(attach)), to \(most) at most\(end)" + source(module(attach.place)))
        }
        for (other, affinity) in type.affinities {
            items.append("holds to \(model.cellTypes[other].name) \(words(affinity)) as much" + source(module(affinity.place)))
        }
        return items
    }

    func weights(_ weights: [(substance: Int, weight: Formula)]) -> String {
        weights.map { "\(substance($0.substance)) (weight \(words($0.weight)))" }.asList
    }
}
