import Glibc

/// What a piece of work took: by the clock, and in processor time of all threads together, which others on the machine disturb less.
public struct Stopwatch {
    private let wall = Stopwatch.now(CLOCK_MONOTONIC)
    private let processor = Stopwatch.now(CLOCK_PROCESS_CPUTIME_ID)

    public init() {}

    /// [ns]
    public var elapsed: (wall: Double, processor: Double) {
        (Self.now(CLOCK_MONOTONIC) - wall, Self.now(CLOCK_PROCESS_CPUTIME_ID) - processor)
    }

    private static func now(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

extension Array where Element == Double {
    /// The middle one in order of size; the array must not be empty.
    public var median: Double { sorted()[count / 2] }
}
