import NicheModel

/// `engulf`: the neighbour is taken up whole, or particles within reach are (`eaten` is how many).
enum Engulf: CellVerb {
    static let entry = VerbEntry("engulf", subjects: [.cell], needsPair: true, keys: VerbEntry.Key.common.union(VerbEntry.Key.pairs))

    static func rank(of event: Model.Event, isDeath: Bool) -> Int? {
        if case .particle = event.pair! { return nil }
        return 2
    }

    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) {
        if firing.other >= 0 { simulation.remove(Int(firing.other)) }
    }
}
