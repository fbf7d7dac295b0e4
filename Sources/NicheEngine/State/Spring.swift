/// Two cells attached to each other, until either lets go, divides or is gone.
struct Spring {
    /// IDs of both, the lower one first.
    var low: UInt64
    var high: UInt64
    /// How often both together had divided when they attached.
    var divisions: UInt64

    /// Columns of the state's table of springs.
    enum Column: Int, CaseIterable { case low, high, divisions }
}

extension Table where Element == UInt64 {
    subscript(column: Spring.Column) -> UnsafeMutablePointer<UInt64> { self[column.rawValue] }

    /// The springs of a table.
    var springs: [Spring] {
        (0..<count).map { Spring(low: self[.low][$0], high: self[.high][$0], divisions: self[.divisions][$0]) }
    }

    /// Makes these the springs of the table.
    func hold(_ springs: [Spring]) {
        while count > springs.count { removeLast() }
        while count < springs.count { append() }
        for (row, spring) in springs.enumerated() {
            (self[.low][row], self[.high][row], self[.divisions][row]) = (spring.low, spring.high, spring.divisions)
        }
    }
}
