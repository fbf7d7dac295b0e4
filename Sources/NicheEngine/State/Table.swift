/// A table of equally long columns that grow, and are put into a new order, together.
///
/// The one place where the engine owns raw memory for cells: kernels take a column's pointer once, outside their loops. Columns start
/// at a cache line and can be read, whatever is there, to the end of the last block of 128. Memory beyond the last row is not
/// touched, so it takes no room.
public final class Table<Element: BitwiseCopyable> {
    // In raw memory, so that looking at them costs no check for exclusive access.
    private struct Head {
        var count = 0
        var width = 0
        var capacity = 0
        var spare: UnsafeMutablePointer<Element>
    }

    private let head: UnsafeMutablePointer<Head>
    private let bases: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
    private let zero: Element

    private static var block: Int { 128 }
    private static var mostColumns: Int { 1024 }

    public init(width: Int, zero: Element) {
        self.zero = zero
        head = .allocate(capacity: 1)
        head.initialize(to: Head(capacity: Self.block, spare: Self.room(Self.block)))
        bases = .allocate(capacity: Self.mostColumns)
        widen(to: width)
    }

    deinit {
        for column in 0..<width { Self.free(bases[column]) }
        Self.free(head.pointee.spare)
        bases.deallocate()
        head.deallocate()
    }

    private static func room(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        UnsafeMutableRawPointer.allocate(byteCount: capacity * MemoryLayout<Element>.stride, alignment: 64)
            .bindMemory(to: Element.self, capacity: capacity)
    }

    private static func free(_ base: UnsafeMutablePointer<Element>) { UnsafeMutableRawPointer(base).deallocate() }

    @inline(__always)
    public var count: Int { head.pointee.count }
    public var width: Int { head.pointee.width }

    /// The column's memory; valid until rows are added or reordered.
    @inline(__always)
    public subscript(column: Int) -> UnsafeMutablePointer<Element> { bases[column] }

    /// Makes room for columns that a program asked for after the table was made.
    public func widen(to width: Int) {
        precondition(width <= Self.mostColumns, "a table of more than \(Self.mostColumns) columns")
        while head.pointee.width < width {
            let base = Self.room(head.pointee.capacity)
            base.initialize(repeating: zero, count: max(count, min(head.pointee.capacity, Self.block)))
            bases[head.pointee.width] = base
            head.pointee.width += 1
        }
    }

    /// A new row of zeros at the end.
    @discardableResult
    public func append() -> Int {
        let row = count
        if row == head.pointee.capacity { grow() }
        for column in 0..<width { bases[column][row] = zero }
        head.pointee.count = row + 1
        return row
    }

    public func copyRow(from source: Int, to target: Int) {
        for column in 0..<width { bases[column][target] = bases[column][source] }
    }

    /// Drops the last row.
    func removeLast() { head.pointee.count -= 1 }

    /// Keeps the rows named by `order`, in that order.
    func reorder(_ order: UnsafeBufferPointer<Int32>) {
        for column in 0..<width {
            let (base, target) = (bases[column], head.pointee.spare)
            for i in 0..<order.count { target[i] = base[Int(order[i])] }
            bases[column] = target
            head.pointee.spare = base
        }
        head.pointee.count = order.count
    }

    public func reorder(_ order: [Int32]) { order.withUnsafeBufferPointer { reorder($0) } }

    private func grow() {
        let size = (head.pointee.capacity + max(Self.block, head.pointee.capacity / 2) + Self.block - 1) / Self.block * Self.block
        for column in 0..<width {
            let wider = Self.room(size)
            wider.update(from: bases[column], count: count)
            Self.free(bases[column])
            bases[column] = wider
        }
        Self.free(head.pointee.spare)
        head.pointee.spare = Self.room(size)
        head.pointee.capacity = size
    }
}
