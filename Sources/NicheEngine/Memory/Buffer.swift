/// Memory that grows geometrically and is never given back before its owner goes. Growing drops what it held.
///
/// It starts at a cache line, on large pages where it is large.
struct Buffer<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private(set) var capacity: Int

    init(capacity: Int = 0) {
        self.capacity = capacity
        start = Self.room(capacity)
    }

    @inline(__always)
    mutating func reserve(_ count: Int) {
        if count > capacity { grow(to: count) }
    }

    /// Room for `count`, keeping the first `n`.
    @inline(__always)
    mutating func reserve(_ count: Int, keeping n: Int) {
        if count > capacity { grow(to: count, keeping: n) }
    }

    @inline(never)
    private mutating func grow(to count: Int, keeping n: Int) {
        let old = start
        capacity = max(count, capacity + capacity / 2)
        start = Self.room(capacity)
        start.update(from: old, count: n)
        UnsafeMutableRawPointer(old).deallocate()
    }

    private mutating func grow(to count: Int) {
        free()
        capacity = max(count, capacity + capacity / 2)
        start = Self.room(capacity)
    }

    private static func room(_ count: Int) -> UnsafeMutablePointer<Element> {
        LargePages.allocate(bytes: max(1, count) * MemoryLayout<Element>.stride).bindMemory(to: Element.self, capacity: count)
    }

    func free() { UnsafeMutableRawPointer(start).deallocate() }
}
