import Glibc

/// Memory that grows geometrically and is never given back before its owner goes. Growing drops what it held.
///
/// It starts at a cache line. Where it is large it asks for large pages: a million bodies stand in more small pages than a processor
/// keeps the addresses of.
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
        let bytes = max(1, count) * MemoryLayout<Element>.stride
        let isLarge = bytes >= leastLarge
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? largePage : 64)
        // Advice: where it is not taken everything works as before. What does not fill a large page keeps small ones.
        if isLarge { madvise(memory, bytes / largePage * largePage, MADV_HUGEPAGE) }
        return memory.bindMemory(to: Element.self, capacity: count)
    }

    private static var largePage: Int { 1 << 21 }
    private static var leastLarge: Int { 1 << 22 }

    func free() { UnsafeMutableRawPointer(start).deallocate() }
}
