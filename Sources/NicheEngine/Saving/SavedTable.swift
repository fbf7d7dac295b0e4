/// A table of the state as saving sees it: named columns of one kind of number.
struct SavedTable {
    let name: String
    let columns: [String]
    let table: any ColumnStore

    init(_ name: String, _ columns: [String], _ table: some ColumnStore) {
        (self.name, self.columns, self.table) = (name, columns, table)
    }

    /// A table whose columns are the cases of a list, in its order.
    init<Key: CaseIterable>(_ name: String, _ keys: Key.Type, _ table: some ColumnStore) {
        self.init(name, keys.allCases.map { "\($0)" }, table)
    }
}

/// Columns that can be copied out and filled again.
protocol ColumnStore: AnyObject {
    var count: Int { get }
    var width: Int { get }
    /// Makes it so many rows.
    func fit(_ count: Int)
    func copy(_ column: Int) -> SavedState.Values
    /// - Returns: false where the values are of another kind, or not as many as there are rows.
    func fill(_ column: Int, _ values: SavedState.Values) -> Bool
}

extension Table: ColumnStore where Element: SavedElement {
    func fit(_ count: Int) {
        while self.count < count { append() }
        while self.count > count { removeLast() }
    }

    func copy(_ column: Int) -> SavedState.Values { Element.values(Array(UnsafeBufferPointer(start: self[column], count: count))) }

    func fill(_ column: Int, _ values: SavedState.Values) -> Bool {
        guard let elements = Element.elements(values), elements.count == count else { return false }
        elements.withUnsafeBufferPointer { if let start = $0.baseAddress { self[column].update(from: start, count: count) } }
        return true
    }
}

/// A kind of number that columns are of.
protocol SavedElement: BitwiseCopyable {
    static func values(_ elements: [Self]) -> SavedState.Values
    static func elements(_ values: SavedState.Values) -> [Self]?
}

extension Double: SavedElement {
    static func values(_ elements: [Double]) -> SavedState.Values { .doubles(elements) }
    static func elements(_ values: SavedState.Values) -> [Double]? { if case .doubles(let elements) = values { elements } else { nil } }
}

extension UInt64: SavedElement {
    static func values(_ elements: [UInt64]) -> SavedState.Values { .words(elements) }
    static func elements(_ values: SavedState.Values) -> [UInt64]? { if case .words(let elements) = values { elements } else { nil } }
}

extension Int32: SavedElement {
    static func values(_ elements: [Int32]) -> SavedState.Values { .integers(elements) }
    static func elements(_ values: SavedState.Values) -> [Int32]? { if case .integers(let elements) = values { elements } else { nil } }
}
