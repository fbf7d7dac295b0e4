import CZlib

/// zlib streams (RFC 1950) for pictures whose rows are stored as differences: runs of one byte, and a code for what is left.
///
/// Longer repeats hardly occur in differences, and looking for them is what makes a general compressor slow: this takes a seventh of the
/// time of zlib's default for files a sixth larger. The bytes are the same whatever version of a library is installed.
enum Deflate {
    /// Bytes a block, each with codes of its own.
    private static let blockSize = 1 << 17
    /// Codes of at most so many bits, so that three tokens fit between two stores of the bit buffer.
    private static let limit = 12
    /// Tokens: a byte, or 256 and the length of a run of the byte before it, 3 to 258.
    private static let tokenCount = 256 + 259

    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        // A block that does not shrink takes at most its bytes at 12 bits each, and its codes.
        let bound = bytes.count * 2 + (bytes.count / blockSize + 1) * 512 + 64
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            bytes.withUnsafeBufferPointer { source in
                var output = BitWriter(buffer.baseAddress!)
                output.put(0x0178, 16)
                let tokens = UnsafeMutablePointer<UInt16>.allocate(capacity: blockSize)
                defer { tokens.deallocate() }
                var start = 0
                repeat {
                    let end = min(start + blockSize, source.count)
                    var counts = [UInt32](repeating: 0, count: tokenCount)
                    let found = tokenize(source, start..<end, tokens, &counts)
                    writeBlock(tokens, found, counts, isLast: end == source.count, &output)
                    start = end
                } while start < source.count
                output.finish()
                count = output.end - buffer.baseAddress!
                let sum = adler32_z(1, source.baseAddress, source.count)
                for shift in [24, 16, 8, 0] {
                    buffer.initializeElement(at: count, to: UInt8(truncatingIfNeeded: sum >> shift))
                    count += 1
                }
            }
        }
    }

    /// Finds runs; what is no run of three or more is a byte by itself.
    @inline(never)
    private static func tokenize(
        _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tokens: UnsafeMutablePointer<UInt16>, _ counts: inout [UInt32]
    ) -> Int {
        guard let base = source.baseAddress, !range.isEmpty else { return 0 }
        return counts.withUnsafeMutableBufferPointer { counts in
            var (at, found) = (range.lowerBound, 0)
            // The first byte has none before it in its block.
            var last = Int(base[at]) ^ 256
            while at < range.upperBound {
                let byte = base[at]
                var token = UInt16(byte)
                var length = 1
                if Int(byte) == last {
                    length = run(of: byte, base + at, most: min(range.upperBound - at, 258))
                    if length >= 3 { token = UInt16(256 + length) } else { length = 1 }
                }
                tokens[found] = token
                counts[Int(token)] &+= 1
                found += 1
                at += length
                last = Int(byte)
            }
            return found
        }
    }

    @inline(__always)
    private static func run(of byte: UInt8, _ start: UnsafePointer<UInt8>, most: Int) -> Int {
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var length = 1
        while length + 8 <= most {
            let word = UnsafeRawPointer(start + length).loadUnaligned(as: UInt64.self)
            let differing = UInt64(littleEndian: word) ^ pattern
            if differing != 0 { return length + differing.trailingZeroBitCount / 8 }
            length += 8
        }
        while length < most, start[length] == byte { length += 1 }
        return length
    }

    private static func writeBlock(
        _ tokens: UnsafeMutablePointer<UInt16>, _ found: Int, _ counts: [UInt32], isLast: Bool, _ output: inout BitWriter
    ) {
        var symbolCounts = [UInt32](repeating: 0, count: 286)
        for token in 0..<tokenCount where counts[token] > 0 { symbolCounts[RunLength.symbol(token).symbol] += counts[token] }
        symbolCounts[256] = 1
        let code = HuffmanCode(counts: symbolCounts, limit: limit)
        RunLength.writeHeader(code, isLast: isLast, &output)
        // What a token puts into the stream, and below it how many bits that is.
        var words = [UInt32](repeating: 0, count: tokenCount)
        for token in 0..<tokenCount where counts[token] > 0 {
            let (symbol, extra, extraBits) = RunLength.symbol(token)
            let length = UInt32(code.lengths[symbol])
            // Of the one distance there is, 1, the code is a single zero.
            let bits = UInt32(code.codes[symbol]) | extra << length
            words[token] = bits << 6 | (length + extraBits + (token > 255 ? 1 : 0))
        }
        words.withUnsafeBufferPointer { words in
            var at = 0
            while at + 3 <= found {
                for token in at..<at + 3 { output.add(words[Int(tokens[token])]) }
                output.store()
                at += 3
            }
            for token in at..<found { output.add(words[Int(tokens[token])]) }
            output.store()
        }
        output.put(UInt64(code.codes[256]), Int(code.lengths[256]))
    }
}
