import Glibc

/// Memory from a cache line on. Where it is large it asks for large pages: what a step goes over stands in more small pages than a
/// processor keeps the addresses of.
enum LargePages {
    private static let page = 1 << 21

    /// - Returns: memory to be given back with `deallocate`; nothing is known of what it holds.
    static func allocate(bytes: Int) -> UnsafeMutableRawPointer {
        let isLarge = bytes >= 2 * page
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? page : 64)
        // Advice: where it is not taken everything works as before. What does not fill a large page keeps small ones.
        if isLarge { madvise(memory, bytes / page * page, MADV_HUGEPAGE) }
        return memory
    }
}
