import NicheModel

/// All contact sums of a model, made ready once.
final class Sensing {
    let selectors: SelectorIndex
    /// By cell type and by vessel type, in the order of the model's contacts.
    let ofCells: [[ContactSum]]
    let ofVessels: [[ContactSum]]
    /// Whether anything looks at who touches whom, and whether it asks in which order.
    let needsContacts: Bool
    let needsOrder: Bool
    /// Width of the bins of the surroundings [µm]; nil if nothing looks that far.
    let width: Double?

    init(_ model: Model, _ kinds: [CellKind], _ vesselKinds: [VesselKind]) {
        let selectors = SelectorIndex(model)
        self.selectors = selectors
        ofCells = kinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        ofVessels = vesselKinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        let meets = model.cellTypes.contains { type in
            type.events.contains { event in
                switch event.pair {
                case .each?, .oneOf?: true
                default: false
                }
            }
        }
        let touching = kinds.flatMap(\.type.contacts).filter { $0.distance == nil }
        needsContacts = meets || !touching.isEmpty
        // A count is the same in any order, a sum of other numbers is not.
        needsOrder = meets || touching.contains { $0.their != nil }
        let distances = ofCells.joined().compactMap(\.distance)
        let isLooked = !distances.isEmpty || ofVessels.contains { !$0.isEmpty }
        width = isLooked ? max(distances.min() ?? 20, 20) : nil
    }

    /// Takes the columns' memory as it lies in this step.
    func refresh(_ cells: Cells) {
        for list in ofCells { for sum in list { sum.refresh(cells) } }
        for list in ofVessels { for sum in list { sum.refresh(cells) } }
    }
}
