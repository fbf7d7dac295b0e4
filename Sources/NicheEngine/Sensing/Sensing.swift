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
    /// Where each contact sum looks, by cell type and by vessel type; nil for those that go over a list. Sums that look for the same share one.
    let aroundCells: [[Surroundings?]]
    let aroundVessels: [[Surroundings?]]
    private let surroundings: [Surroundings]

    init(_ model: Model, _ kinds: [CellKind], _ vesselKinds: [VesselKind], space: Space, pool: Pool) {
        let selectors = SelectorIndex(model)
        self.selectors = selectors
        ofCells = kinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        ofVessels = vesselKinds.map { kind in kind.type.contacts.map { ContactSum($0, selectors, kinds) } }
        let areAttaching = model.cellTypes.contains { $0.attach != nil }
        let asks = kinds.map { kind in
            let meets = kind.type.events.contains { event in
                switch event.pair {
                case .each?, .oneOf?: true
                default: false
                }
            }
            return meets || areAttaching || kind.type.contacts.contains { $0.distance == nil && $0.their != nil && $0.grip == nil }
        }
        needsContacts = .allocate(capacity: max(1, kinds.count))
        for (kind, does) in asks.enumerated() { (needsContacts + kind).initialize(to: does) }
        anyNeedsContacts = asks.contains(true)
        var known: [Surroundings] = []
        func around(_ sum: ContactSum, besidesLists: Bool) -> Surroundings? {
            if sum.grip != nil { return nil }
            if besidesLists && sum.distance == nil && !sum.isCount { return nil }
            if let same = known.first(where: { $0.selector.flags == sum.selector.flags && $0.distance == sum.distance }) { return same }
            known.append(Surroundings(sum.selector, distance: sum.distance, space: space, pool: pool))
            return known.last
        }
        aroundCells = ofCells.map { $0.map { around($0, besidesLists: true) } }
        aroundVessels = ofVessels.map { $0.map { around($0, besidesLists: false) } }
        surroundings = known
    }

    deinit { needsContacts.deallocate() }

    /// Finds the cells that are looked for, at their places in the space of `init`.
    func rebuild(
        _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ z: UnsafeMutablePointer<Double>, _ cells: Cells,
        _ limits: Limits
    ) {
        for one in surroundings { one.rebuild(x, y, z, cells, selectors, limits) }
    }

    /// Takes the columns' memory as it lies in this step.
    func refresh(_ cells: Cells) {
        for list in ofCells { for sum in list { sum.refresh(cells) } }
        for list in ofVessels { for sum in list { sum.refresh(cells) } }
    }
}
