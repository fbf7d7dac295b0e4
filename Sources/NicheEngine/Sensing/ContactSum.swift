import NicheModel

/// The sum over some neighbours of what they publish, or their number.
final class ContactSum {
    let selector: SelectorIndex.Entry
    let distance: Double?
    let grip: Contact.Grip?
    /// Column of the neighbour's quantity, by type; nil to count, -1 where a type has none.
    private let columns: [Int]?
    /// That column's memory, by type.
    private let sources: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>

    init(_ contact: Contact, _ selectors: SelectorIndex, _ kinds: [CellKind]) {
        selector = selectors.entry(contact.selector)
        distance = contact.distance
        grip = contact.grip
        columns = contact.their.map { name in kinds.map { $0.map.existing(.published(name)) ?? -1 } }
        sources = .allocate(capacity: max(1, kinds.count))
        sources.initialize(repeating: nil, count: max(1, kinds.count))
    }

    deinit { sources.deallocate() }

    /// Whether members are counted, and not what they publish added up.
    var isCount: Bool { columns == nil }

    /// Takes the columns' memory as it lies in this step.
    func refresh(_ cells: Cells) {
        guard let columns else { return }
        for (type, column) in columns.enumerated() { sources[type] = column < 0 ? nil : cells.tables[type][column] }
    }

    /// A view for the kernels: plain pointers.
    func view(_ cells: Cells, _ selectors: SelectorIndex) -> View {
        View(
            selector: selector, isCount: isCount, sources: UnsafePointer(sources), type: UnsafePointer(cells[.type]),
            phase: UnsafePointer(cells[.phase]), row: UnsafePointer(cells[.row]), selectors: selectors)
    }

    struct View {
        let selector: SelectorIndex.Entry
        let isCount: Bool
        let sources: UnsafePointer<UnsafeMutablePointer<Double>?>
        let type: UnsafePointer<Int32>
        let phase: UnsafePointer<Int32>
        let row: UnsafePointer<Int32>
        unowned(unsafe) let selectors: SelectorIndex

        /// What a cell that the selector means adds.
        @inline(__always)
        func value(_ cell: Int) -> Double {
            if isCount { return 1 }
            guard let source = sources[Int(type[cell])] else { return 0 }
            return source[Int(row[cell])]
        }

        /// Over a list of neighbours, in its order.
        @inline(__always)
        func sum(_ list: UnsafePointer<Int32>, _ range: Range<Int>) -> Double {
            var sum = 0.0
            for k in range {
                let cell = Int(list[k])
                if isMeant(cell) { sum += value(cell) }
            }
            return sum
        }

        /// How many of those that a cell touches are meant.
        @inline(__always)
        func count(touching cell: Int, at p: SIMD3<Double>, limit: Double, _ surroundings: Surroundings.View) -> Double {
            Double(surroundings.count(touching: p, limit: limit) &- (limit > 0 && isMeant(cell) ? 1 : 0))
        }

        /// Over all cells whose centre lies within `distance`, in the order of the bins.
        @inline(__always)
        func sum(around p: SIMD3<Double>, within distance: Double, besides: Int?, _ surroundings: Surroundings.View) -> Double {
            if isCount {
                let isCounted = distance > 0 && besides.map(isMeant) ?? false
                return Double(surroundings.count(near: p, within: distance) &- (isCounted ? 1 : 0))
            }
            var sum = 0.0
            surroundings.forEach(near: p, within: distance) { cell in
                if cell != besides { sum += value(cell) }
            }
            return sum
        }

        /// Whether the selector means a cell. It then finds itself in the surroundings, too.
        @inline(__always)
        private func isMeant(_ cell: Int) -> Bool { selector.flags[selectors.species(type: Int(type[cell]), phase: Int(phase[cell]))] }
    }
}
