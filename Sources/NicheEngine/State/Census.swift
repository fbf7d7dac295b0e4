import NicheModel

/// A selector made quick: a flag for each type and phase.
struct Filter {
    private let flags: [Bool]
    private let width: Int

    init(_ selector: Selector, _ model: Model) {
        width = model.cellTypes.map(\.phases.count).max() ?? 1
        var flags = [Bool](repeating: false, count: width * model.cellTypes.count)
        for type in selector.types {
            for (phase, entry) in model.cellTypes[type].phases.enumerated() {
                flags[type * width + phase] =
                    switch selector.life {
                    case .live: !entry.isDead
                    case .dead: entry.isDead
                    case .any: true
                    case .phase(let name): entry.name == name
                    }
            }
        }
        self.flags = flags
    }

    @inline(__always)
    func contains(type: Int, phase: Int) -> Bool { flags[type * width + phase] }

    @inline(__always)
    func contains(_ cell: Int, _ cells: Cells) -> Bool { contains(type: cells.type(cell), phase: cells.phase(cell)) }
}
