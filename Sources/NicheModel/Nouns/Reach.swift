/// How far touch and adhesion reach, in sums of two radii. It is one number for all cells: of two cells that touch each feels the
/// other, so types that reach differently would need a rule for every pair.
extension Assembly {
    func reach(_ tree: Tree) throws -> Double {
        let reach = try constant(tree, .one, "reach", .positive)
        guard reach >= 1 else {
            throw ModelFault(tree.place, "reach is a factor of the sum of two radii and at least 1, found \(tree.line)")
        }
        return reach
    }

    /// `mechanics: {reach: 1.5}`.
    func readReach(_ entry: Entry, of type: AssembledType) {
        if let reach = problems.attempt({ try reach(entry.value) }) { reaches.append((type.name, reach, entry.place)) }
    }

    /// All that say a reach must agree; who says nothing follows.
    func settleReach() {
        guard let first = reaches.first else { return }
        model.space.reach = first.reach
        for other in reaches where other.reach != first.reach {
            let title = other.type.map { "the reach of \($0)" } ?? "the reach"
            let found = "\(number(other.reach)) here and \(number(first.reach)) of \(first.type ?? "space") at \(first.place)"
            problems.add(
                other.place,
                "\(title) is \(found); touch and adhesion reach equally far for all cells: say the same, or say it once in space")
        }
        // What is said of one type would otherwise change the others unseen.
        let silent = model.cellTypes.map(\.name).filter { name in !reaches.contains { $0.type == name } }
        if first.type != nil, !silent.isEmpty {
            problems.warn(first.place, "reach \(number(first.reach)) holds for all cells, also for \(silent.joined(separator: ", "))")
        }
    }
}
