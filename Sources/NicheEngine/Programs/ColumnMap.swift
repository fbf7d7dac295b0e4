import NicheModel

/// What a column of an actor's table holds.
enum ColumnKey: Hashable {
    case state(Int)
    /// Stages passed, of an event in several stages (index into the type's own list of staged events).
    case stage(Int)
    /// When an event was last noted [min].
    case memory(Int)
    /// ID of the cell that this one holds; 0 for nobody.
    case held
    /// How many radii a cell reaches, where that changes; as it was at the head of the last step.
    case reach
    /// What the last transport took for the cell: per substance [amount/min].
    case taken(Int)
    /// A quantity that others may read, as it was at the end of the last step.
    case published(String)
    case sample(Int), gradient(Int), particle(Int), contact(Int)
    case pressure, volume, position(Int), perfused
    /// 1 in dead cells, and in cells of this phase, else 0.
    case isDead, phase(Int)
    /// Output of the exchange program.
    case exchange(Int)

    /// Whether the column is part of the state, rather than derived from it within each step.
    var isState: Bool {
        switch self {
        case .state, .stage, .memory, .held, .reach, .taken, .published: true
        default: false
        }
    }
}

/// Which column of a table holds what; columns come into being when a program first asks for them.
final class ColumnMap {
    private(set) var keys: [ColumnKey] = []
    private var indices: [ColumnKey: Int] = [:]

    func index(_ key: ColumnKey) -> Int {
        if let index = indices[key] { return index }
        keys.append(key)
        indices[key] = keys.count - 1
        return keys.count - 1
    }

    func existing(_ key: ColumnKey) -> Int? { indices[key] }

    /// Columns that hold a substance at the actor, or how steeply it changes there.
    var samples: [CellKind.Sample] {
        keys.enumerated().compactMap { column, key in
            switch key {
            case .sample(let substance): CellKind.Sample(column: column, substance: substance, isGradient: false)
            case .gradient(let substance): CellKind.Sample(column: column, substance: substance, isGradient: true)
            default: nil
            }
        }
    }
}
