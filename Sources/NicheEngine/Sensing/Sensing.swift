import NicheModel

/// All contact sums of a model, made ready once.
final class Sensing {
    let selectors: SelectorIndex
    /// By cell type and by vessel type, in the order of the model's contacts.
    let ofCells: [[ContactSum]]
    let ofVessels: [[ContactSum]]
    /// By type: whether its cells need a list of whom they touch. Who only counts some that it touches finds them in the surroundings.
    let needsContacts: UnsafeMutablePointer<Bool>
    let anyNeedsContacts: Bool
    /// Width of the bins of the surroundings [µm]; nil if nothing looks that far.
    let width: Double?

    init(_ model: Model, _ kinds: [CellKind], _ vesselKinds: [VesselKind]) {
        let selectors = SelectorIndex(model)
        self.selectors = selectors
        ofCells = kinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        ofVessels = vesselKinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        let asks = kinds.map { kind in
            let meets = kind.type.events.contains { event in
                switch event.pair {
                case .each?, .oneOf?: true
                default: false
                }
            }
            return meets || kind.type.contacts.contains { $0.distance == nil && $0.their != nil }
        }
        needsContacts = .allocate(capacity: max(1, kinds.count))
        for (kind, does) in asks.enumerated() { (needsContacts + kind).initialize(to: does) }
        anyNeedsContacts = asks.contains(true)
        let distances = ofCells.joined().compactMap(\.distance)
        let isLooked = ofCells.contains { !$0.isEmpty } || ofVessels.contains { !$0.isEmpty }
        width = isLooked ? max(distances.min() ?? 20, 20) : nil
    }

    deinit { needsContacts.deallocate() }

    /// Takes the columns' memory as it lies in this step.
    func refresh(_ cells: Cells) {
        for list in ofCells { for sum in list { sum.refresh(cells) } }
        for list in ofVessels { for sum in list { sum.refresh(cells) } }
    }
}
