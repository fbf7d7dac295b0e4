/// What fired in one tile of cells, kept in memory that is used again in every step.
final class FiringList {
    private var start: UnsafeMutablePointer<Firing> = .allocate(capacity: 16)
    private var capacity = 16
    private(set) var count = 0

    @inline(__always)
    func append(_ firing: Firing) {
        if count == capacity { grow() }
        start[count] = firing
        count += 1
    }

    func removeAll() { count = 0 }

    var all: UnsafeBufferPointer<Firing> { UnsafeBufferPointer(start: start, count: count) }

    private func grow() {
        let wider = UnsafeMutablePointer<Firing>.allocate(capacity: 2 * capacity)
        wider.update(from: start, count: count)
        start.deallocate()
        start = wider
        capacity *= 2
    }

    deinit { start.deallocate() }
}
