import Glibc

/// Memory that starts as zeros, of which what nobody writes to takes no room.
///
/// A column of walks is there in a model where nobody walks, too. It stays zeros, and costs addresses alone as long as nobody writes a
/// zero over a zero: a page that is only read stands for all such pages.
enum ZeroPages {
    /// What a machine hands out at a time [bytes].
    private static let page = 4096
    /// Less than that is taken from where small things are, and cleared [bytes].
    private static let least = 16 * page

    /// - Returns: zeros from a cache line on, to be given back with `free`.
    static func allocate(bytes: Int) -> UnsafeMutableRawPointer {
        guard bytes >= least else {
            let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
            memset(memory, 0, bytes)
            return memory
        }
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), memory != MAP_FAILED else {
            fatalError("there are no \(bytes) bytes of memory left")
        }
        return memory
    }

    static func free(_ memory: UnsafeMutableRawPointer, bytes: Int) {
        if bytes >= least { munmap(memory, bytes) } else { memory.deallocate() }
    }

    /// Copies, and leaves alone what is zero here and there.
    ///
    /// - Parameter isFresh: whether nothing has been written there yet.
    static func copy(from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer, bytes: Int, isFresh: Bool = false) {
        var offset = 0
        while offset < bytes {
            let size = min(page - Int(bitPattern: target + offset) % page, bytes - offset)
            if !isZero(source + offset, bytes: size) || !(isFresh || isZero(target + offset, bytes: size)) {
                memcpy(target + offset, source + offset, size)
            }
            offset += size
        }
    }

    /// Whether there is nothing but zeros, negative ones not counted.
    @inline(__always)
    static func isZero(_ memory: UnsafeRawPointer, bytes: Int) -> Bool {
        var offset = 0
        while offset + 64 <= bytes {
            if memory.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self) != .zero { return false }
            offset += 64
        }
        while offset < bytes {
            if memory.load(fromByteOffset: offset, as: UInt8.self) != 0 { return false }
            offset += 1
        }
        return true
    }
}
