/// How far touch and adhesion reach, in radii of either cell, and whom cells hold to.
extension Assembly {
    private static let leastReach = "reach is a factor of the radius and at least 1"

    /// `space: {reach: 1.5}`.
    func reach(_ tree: Tree) throws -> Double {
        let reach = try constant(tree, .one, "reach", .positive)
        guard reach >= 1 else { throw ModelFault(tree.place, "\(Self.leastReach), found \(tree.line)") }
        return reach
    }

    /// `mechanics: {reach: 1.5}`.
    func reach(_ entry: Entry, _ scope: Scope) throws -> Formula {
        let phrase = try phrase(entry.value)
        let (formula, checked) = try checkedFormula(phrase, scope, .one, "reach")
        guard let value = checked.constant else { return formula }
        guard value >= 1 else { throw ModelFault(phrase.place, "\(Self.leastReach), found \(phrase.text)") }
        return Formula(term: .number(value), dimension: .one, place: formula.place, text: formula.text)
    }

    /// `mechanics: {affinities: {tumour: 0.3}}`.
    func affinities(_ entry: Entry, _ scope: Scope) -> [(type: Int, affinity: Formula)] {
        distinct(Chapter.entries(entry.value, "affinities", module: entry.module, problems), isValue: false).compactMap { entry in
            problems.attempt {
                guard let type = cellTypes.firstIndex(where: { $0.name == entry.name }) else {
                    throw unknownCells([entry.name], entry.place)
                }
                let phrase = try phrase(entry.value)
                let (formula, checked) = try checkedFormula(phrase, scope, .one, "the affinity to \(entry.name)")
                try check(checked, phrase, "the affinity to \(entry.name)", .notNegative)
                return (type, formula)
            }
        }
    }

    /// Where all cells reach equally far, that is the reach of the space.
    func settleReach() {
        let reaches = model.cellTypes.map { $0.reach == nil ? model.space.reach : $0.reach?.number }
        if let first = reaches.first, let common = first, reaches.allSatisfy({ $0 == common }) {
            model.space.reach = common
            for type in model.cellTypes.indices { model.cellTypes[type].reach = nil }
        }
        guard model.space.mechanics == .pressure else { return }
        for type in model.cellTypes {
            guard let formula = type.reach ?? type.affinities.first?.affinity else { continue }
            problems.add(
                formula.place,
                "\(type.name) reaches otherwise than others or holds to some more than to others, which one smoothed pressure does not "
                    + "know; write \"mechanics: pairs\" in space")
        }
    }
}
