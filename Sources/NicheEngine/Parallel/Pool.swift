import Glibc
import Synchronization

/// A few threads that wait for work, and run the tiles of one loop together.
///
/// Regions of 50 to 500 µs are the rule here, so workers spin for a moment before they sleep. Tiles are handed out in any order:
/// a body must therefore write only what belongs to its tile, and the result is the same for any number of threads.
public final class Pool: @unchecked Sendable {
    /// How many threads take part, the caller included.
    public let threads: Int

    private let round = Atomic<Int>(0)  // grows by one for each region
    private let gap1: Line = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private let next = Atomic<Int>(0)  // the next tile to take
    private let gap2: Line = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private let busy = Atomic<Int>(0)  // workers still inside the region
    private let gap3: Line = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    private let idle = Atomic<Int>(0)
    private let isClosing = Atomic<Bool>(false)
    private var tiles = 0
    private var body: (@Sendable (Int) -> Void)?
    private var workers: [pthread_t] = []
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// Keeps what threads wait for off the cache lines that others write: two lines, which processors fetch together.
    private typealias Line = (Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int, Int)

    /// Looks at a shared number before the processor is offered to others, and offers before sleep: some 20 µs and 300 µs.
    private static let looks = 2_000
    private static let offers = 1_000

    public init(threads: Int) {
        self.threads = max(1, threads)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wake, nil)
        for _ in 1..<self.threads {
            var thread = pthread_t()
            let me = Unmanaged.passUnretained(self).toOpaque()
            pthread_create(
                &thread, nil,
                { raw in
                    Unmanaged<Pool>.fromOpaque(raw!).takeUnretainedValue().work()
                    return nil
                }, me)
            workers.append(thread)
        }
    }

    /// Ends the workers. A pool must be closed once, by its owner, before it goes.
    public func close() {
        isClosing.store(true, ordering: .releasing)
        advance()
        for worker in workers { pthread_join(worker, nil) }
        workers = []
    }

    deinit {
        if !workers.isEmpty { close() }
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(wake)
        mutex.deallocate()
        wake.deallocate()
    }

    /// Runs `body` for each tile of `0..<tiles` and returns when all are done.
    public func run(_ tiles: Int, _ body: (Int) -> Void) {
        if threads == 1 || tiles <= 1 {
            for tile in 0..<tiles { body(tile) }
            return
        }
        withoutActuallyEscaping(body) { body in
            self.body = unsafeBitCast(body, to: (@Sendable (Int) -> Void).self)
            self.tiles = tiles
            next.store(0, ordering: .relaxed)
            busy.store(threads - 1, ordering: .relaxed)
            advance()
            takeTiles()
            waitForWorkers()
            self.body = nil
        }
    }

    /// Runs `body` over `0..<count` cut into tiles of `size`, as ranges.
    public func forEachTile(of count: Int, size: Int, _ body: (Range<Int>) -> Void) {
        run((count + size - 1) / size) { tile in
            body(tile * size..<min((tile + 1) * size, count))
        }
    }

    private func takeTiles() {
        let body = body!
        while true {
            let tile = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if tile >= tiles { return }
            body(tile)
        }
    }

    private func advance() {
        pthread_mutex_lock(mutex)
        round.wrappingAdd(1, ordering: .releasing)
        pthread_cond_broadcast(wake)
        pthread_mutex_unlock(mutex)
    }

    private func work() {
        var seen = 0
        while true {
            waitForRound(after: seen)
            if isClosing.load(ordering: .acquiring) { return }
            seen += 1
            takeTiles()
            busy.wrappingSubtract(1, ordering: .acquiringAndReleasing)
        }
    }

    private func waitForWorkers() {
        for _ in 0..<Self.looks {
            if busy.load(ordering: .acquiring) == 0 { return }
            pause()
        }
        // A worker may be waiting for the very processor this thread is on.
        while busy.load(ordering: .acquiring) > 0 { sched_yield() }
    }

    private func waitForRound(after seen: Int) {
        for _ in 0..<Self.looks {
            if round.load(ordering: .acquiring) != seen { return }
            pause()
        }
        for _ in 0..<Self.offers {
            sched_yield()
            if round.load(ordering: .acquiring) != seen { return }
        }
        pthread_mutex_lock(mutex)
        while round.load(ordering: .acquiring) == seen { pthread_cond_wait(wake, mutex) }
        pthread_mutex_unlock(mutex)
    }

    /// Some 10 ns of nothing. To look at a number all the time would keep its cache line from the thread that is to write it.
    @inline(__always)
    private func pause() {
        // Reads that the compiler may not drop, of a line that nobody writes.
        for _ in 0..<32 { _ = idle.load(ordering: .relaxed) }
    }
}
