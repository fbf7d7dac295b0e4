/// A table of equally long columns that grow, and are put into a new order, together.
///
/// The one place where the engine owns raw memory for cells: kernels take a column's pointer once, outside their loops. Columns start
/// at a cache line and can be read, whatever is there, to the end of the last block of 128. They are all zeros at first, and a column
/// that stays so takes no room, nor does what lies beyond the last row (see ``ZeroPages``).
public final class Table<Element: BitwiseCopyable> {
    // In raw memory, so that looking at them costs no check for exclusive access.
    private struct Head {
        var count = 0
        var width = 0
        var capacity = 0
        /// Rows from here on have never been used: they are zeros.
        var fresh = 0
    }

    private let head: UnsafeMutablePointer<Head>
    private let bases: UnsafeMutablePointer<UnsafeMutablePointer<Element>>

    private static var block: Int { 128 }
    private static var mostColumns: Int { 1024 }
    private static var stride: Int { MemoryLayout<Element>.stride }

    public init(width: Int) {
        head = .allocate(capacity: 1)
        head.initialize(to: Head(capacity: Self.block))
        bases = .allocate(capacity: Self.mostColumns)
        widen(to: width)
    }

    deinit {
        for column in 0..<width { Self.free(bases[column], head.pointee.capacity) }
        bases.deallocate()
        head.deallocate()
    }

    private static func room(_ capacity: Int) -> UnsafeMutablePointer<Element> {
        ZeroPages.allocate(bytes: capacity * stride).bindMemory(to: Element.self, capacity: capacity)
    }

    private static func free(_ base: UnsafeMutablePointer<Element>, _ capacity: Int) { ZeroPages.free(base, bytes: capacity * stride) }

    @inline(__always)
    public var count: Int { head.pointee.count }
    public var width: Int { head.pointee.width }

    /// The column's memory; valid until rows are added.
    @inline(__always)
    public subscript(column: Int) -> UnsafeMutablePointer<Element> { bases[column] }

    /// Makes room for columns that a program asked for after the table was made.
    public func widen(to width: Int) {
        precondition(width <= Self.mostColumns, "a table of more than \(Self.mostColumns) columns")
        while head.pointee.width < width {
            bases[head.pointee.width] = Self.room(head.pointee.capacity)
            head.pointee.width += 1
        }
    }

    /// A new row of zeros at the end.
    @discardableResult
    public func append() -> Int {
        let row = count
        if row == head.pointee.capacity { grow() }
        head.pointee.count = row + 1
        if row < head.pointee.fresh {
            for column in 0..<width { clear(bases[column] + row) }
        } else {
            head.pointee.fresh = row + 1
        }
        return row
    }

    public func copyRow(from source: Int, to target: Int) {
        for column in 0..<width { ZeroPages.copy(from: bases[column] + source, to: bases[column] + target, bytes: Self.stride) }
    }

    /// Drops the last row.
    func removeLast() { head.pointee.count -= 1 }

    /// Keeps the rows named, which ascend.
    func keep(_ rows: [Int32]) {
        for (i, row) in rows.enumerated() where i != row { copyRow(from: Int(row), to: i) }
        head.pointee.count = rows.count
    }

    /// How many columns may be in hand at a time.
    private static var mostHands: Int { 4 }

    /// Keeps the rows named by `order`, in that order. A column at a time for each hand stands on the pad in its new order.
    ///
    /// - Complexity: reads 16 and writes 16 bytes a number of eight.
    func reorder(_ order: UnsafeBufferPointer<Int32>, _ pool: Pool, on pad: Scratchpad) {
        let hands = min(pool.threads, Self.mostHands, width)
        let mark = pad.mark
        let columns = pad.room(hands * order.count, of: Element.self)
        pool.run(hands) { hand in
            let new = columns + hand * order.count
            for column in Swift.stride(from: hand, to: width, by: hands) {
                let base = bases[column]
                for i in 0..<order.count { new[i] = base[Int(order[i])] }
                ZeroPages.copy(from: new, to: base, bytes: order.count * Self.stride)
            }
        }
        pad.goBack(to: mark)
        head.pointee.count = order.count
    }

    /// What was there may be left of a row that is gone.
    private func clear(_ place: UnsafeMutablePointer<Element>) {
        let bytes = UnsafeMutableRawPointer(place)
        if !ZeroPages.isZero(bytes, bytes: Self.stride) { bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.stride) }
    }

    private func grow() {
        let old = head.pointee.capacity
        let size = (old + max(Self.block, old / 2) + Self.block - 1) / Self.block * Self.block
        for column in 0..<width {
            let wider = Self.room(size)
            ZeroPages.copy(from: bases[column], to: wider, bytes: count * Self.stride, isFresh: true)
            Self.free(bases[column], old)
            bases[column] = wider
        }
        head.pointee.capacity = size
        head.pointee.fresh = count
    }
}
