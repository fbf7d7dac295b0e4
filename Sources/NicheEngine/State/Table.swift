/// A table of equally long columns that grow, and are put into a new order, together.
///
/// The one place where the engine owns raw memory for cells: kernels take a column's pointer once, outside their loops.
public final class Table<Element: BitwiseCopyable> {
    public private(set) var count = 0
    public private(set) var width: Int
    private var capacity = 0
    private var bases: [UnsafeMutablePointer<Element>] = []
    private var spare: UnsafeMutablePointer<Element>
    private let zero: Element

    public init(width: Int, zero: Element) {
        self.width = width
        self.zero = zero
        capacity = 64
        spare = .allocate(capacity: capacity)
        bases = (0..<width).map { _ in Self.fresh(64, zero) }
    }

    deinit {
        for base in bases { base.deallocate() }
        spare.deallocate()
    }

    private static func fresh(_ capacity: Int, _ zero: Element) -> UnsafeMutablePointer<Element> {
        let base = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        base.initialize(repeating: zero, count: capacity)
        return base
    }

    /// The column's memory; valid until rows are added or reordered.
    @inline(__always)
    public subscript(column: Int) -> UnsafeMutablePointer<Element> { bases[column] }

    /// Makes room for columns that a program asked for after the table was made.
    public func widen(to width: Int) {
        while self.width < width {
            bases.append(Self.fresh(capacity, zero))
            self.width += 1
        }
    }

    /// A new row of zeros at the end.
    @discardableResult
    public func append() -> Int {
        if count == capacity { grow(to: capacity * 2) }
        for base in bases { base[count] = zero }
        count += 1
        return count - 1
    }

    public func copyRow(from source: Int, to target: Int) {
        for base in bases { base[target] = base[source] }
    }

    /// Keeps the rows named by `order`, in that order.
    public func reorder(_ order: [Int32]) {
        for column in 0..<width {
            let base = bases[column]
            for (target, source) in order.enumerated() { spare[target] = base[Int(source)] }
            bases[column] = spare
            spare = base
        }
        count = order.count
    }

    private func grow(to size: Int) {
        for column in 0..<width {
            let wider = Self.fresh(size, zero)
            wider.update(from: bases[column], count: count)
            bases[column].deallocate()
            bases[column] = wider
        }
        spare.deallocate()
        spare = .allocate(capacity: size)
        capacity = size
    }
}
