/// Memory that the phases of a step use one after the other, so that a run takes what its largest phase needs, not what all do together.
///
/// Who begins clears it. What one has written is good until the next one clears, or goes back to a mark before it.
public final class Scratchpad {
    /// How much is in use.
    struct Mark {
        fileprivate var block = 0
        fileprivate var used = 0
    }

    private(set) var mark = Mark()
    private var blocks = [Buffer<UInt8>()]

    public init() {}

    deinit { for block in blocks { block.free() } }

    /// Nothing that stands here is needed any more.
    ///
    /// - Parameter bytes: some more than will be asked for, where that is known: then it is found in one piece, and what stood here before is
    ///   given back first. What is not written to takes no room.
    func clear(expecting bytes: Int = 0) {
        let needed = blocks.count > 1 ? blocks.reduce(0) { $0 + $1.capacity } : 0
        if max(needed, bytes) > blocks[0].capacity {
            for block in blocks { block.free() }
            // A quarter more, for a tissue that grows.
            blocks = [Buffer(capacity: max(needed, bytes) / 4 * 5)]
        }
        mark = Mark()
    }

    /// Nothing that was written since is needed any more.
    func goBack(to mark: Mark) { self.mark = mark }

    /// Memory for so many elements, from a cache line on; what stands in it is anything.
    func room<Element: BitwiseCopyable>(_ count: Int, of type: Element.Type = Element.self) -> UnsafeMutablePointer<Element> {
        let bytes = (count * MemoryLayout<Element>.stride + 63) / 64 * 64
        while mark.used + bytes > blocks[mark.block].capacity {
            if mark.block + 1 == blocks.count { blocks.append(Buffer(capacity: bytes)) }
            mark = Mark(block: mark.block + 1)
        }
        let start = UnsafeMutableRawPointer(blocks[mark.block].start + mark.used)
        mark.used += bytes
        return start.bindMemory(to: Element.self, capacity: count)
    }
}
