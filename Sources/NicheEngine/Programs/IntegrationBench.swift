import NicheMath

/// Memory of one thread for taking blocks of rows through a step.
final class IntegrationBench {
    let bench = Bench()
    let rows = UnsafeMutablePointer<Int32>.allocate(capacity: Program.blockSize)
    let pending = UnsafeMutablePointer<Int32>.allocate(capacity: Program.blockSize)
    /// Keys of the rows; those beyond the last hold anything.
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: Program.blockSize)
    let error = Bench.row(Program.blockSize)
    let draws = Bench.row(Program.blockSize)
    /// Length of a sub-step [min].
    let step = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    var pairs = PairList()
    private var memory = Bench.row(1)
    private var capacity = 0

    init() { keys.initialize(repeating: 0, count: Program.blockSize) }

    /// Makes room for the values of so many states.
    func fit(_ items: Int) {
        guard items > capacity else { return }
        UnsafeMutableRawPointer(memory).deallocate()
        memory = Bench.row(items * Program.blockSize)
        capacity = items
    }

    func value(_ i: Int) -> UnsafeMutablePointer<Double> { memory + i * Program.blockSize }

    deinit {
        rows.deallocate()
        pending.deallocate()
        keys.deallocate()
        step.deallocate()
        for row in [error, draws, memory] { UnsafeMutableRawPointer(row).deallocate() }
        pairs.free()
    }
}
