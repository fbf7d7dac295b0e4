/// Puts things in the order of their keys, and those of one key in their own order.
///
/// Things are cut into as many chunks as there are hands to sort them. Each counts its keys; then those of one key follow each other chunk
/// by chunk, so that any number of chunks gives the same order.
///
/// - Complexity: 4 bytes written and read a thing besides what the caller moves, and 8 bytes a key and chunk.
struct CountingSort {
    /// What is sorted. A type for each kind of things, and not two closures: these would be called one thing at a time.
    protocol Things {
        /// The key of a thing, asked once; below 0 for one that is left out.
        func key(_ thing: Int) -> Int
        /// Takes a thing and its place.
        func put(_ thing: Int, at place: Int)
    }

    let pool: Pool
    /// Where the counts stand while a sort lasts.
    let pad: Scratchpad

    /// With fewer things than that, or than half of the keys, one hand sorts them.
    private static let least = 4096
    private static let mostHands = 8

    /// Sorts so many things.
    ///
    /// - Parameters:
    ///   - keys: where the key of each thing is to stand.
    ///   - starts: where the first place of each key is to stand; one more than there are keys.
    func sort(
        _ things: some Things, _ count: Int, keys: UnsafeMutablePointer<Int32>, of number: Int, starts: UnsafeMutablePointer<Int32>
    ) {
        let chunks = count > max(Self.least, number / 2) ? min(pool.threads, Self.mostHands) : 1
        let size = (count + chunks - 1) / chunks
        let mark = pad.mark
        let counts = pad.room(chunks * number, of: Int32.self)
        pool.run(chunks) { chunk in
            let mine = counts + chunk * number
            mine.update(repeating: 0, count: number)
            for thing in min(count, chunk * size)..<min(count, (chunk + 1) * size) {
                let key = things.key(thing)
                keys[thing] = Int32(truncatingIfNeeded: key)
                if key >= 0 { mine[key] &+= 1 }
            }
        }
        var sum: Int32 = 0
        for key in 0..<number {
            starts[key] = sum
            for chunk in 0..<chunks {
                let n = counts[chunk &* number &+ key]
                counts[chunk &* number &+ key] = sum
                sum &+= n
            }
        }
        starts[number] = sum
        pool.run(chunks) { chunk in
            let mine = counts + chunk * number
            for thing in min(count, chunk * size)..<min(count, (chunk + 1) * size) where keys[thing] >= 0 {
                let key = Int(keys[thing])
                things.put(thing, at: Int(mine[key]))
                mine[key] &+= 1
            }
        }
        pad.goBack(to: mark)
    }
}
