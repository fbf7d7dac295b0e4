/// The columns of a saved state, by name; each is taken once.
struct SavedColumns {
    private var columns: [String: SavedState.Values]
    /// Numbers of the longest column.
    let most: Int

    init(_ saved: SavedState) {
        columns = Dictionary(saved.columns.map { ($0.name, $0.values) }) { first, _ in first }
        most = saved.columns.map(\.values.count).max() ?? 0
    }

    mutating func take(_ name: String) throws -> SavedState.Values {
        guard let values = columns.removeValue(forKey: name) else { throw RestoreFault("it lacks \(name)") }
        return values
    }

    mutating func take<Element: SavedElement>(_ name: String, _ kind: Element.Type, count: Int) throws -> [Element] {
        guard let elements = Element.elements(try take(name)), elements.count == count else {
            throw RestoreFault("\(name) has not \(count) numbers of its kind")
        }
        return elements
    }

    /// A column that nobody wants belongs to a state that is not understood.
    func checkAllTaken() throws {
        if let left = columns.keys.min() { throw RestoreFault("it holds \(left), which this model has not") }
    }
}
