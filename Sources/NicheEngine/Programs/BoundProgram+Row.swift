import NicheMath

/// One row at a time, for what happens rarely.
extension BoundProgram {
    /// The results for one row, read by number inside `body`.
    @inline(__always)
    func withValues<Result>(
        row: Int, columns: Table<Double>?, globals: UnsafePointer<Double>, extras: (Slot.Extra) -> Double = { _ in 0 },
        _ body: ((Int) -> Double) throws -> Result
    ) rethrows -> Result {
        let room = LaneRoom.taken(program.slotCount)
        defer { LaneRoom.giveBack(room) }
        let numbers = room.numbers
        for binding in bindings {
            let index = Int(binding.index)
            numbers[Int(binding.input)] =
                switch binding.kind {
                case .uniform: globals[index]
                case .column: columns![index][row]
                case .extra: if case .extra(let extra) = slots[index] { extras(extra) } else { 0 }
                }
        }
        program.scalar(slots: numbers)
        return try body { program.result($0, in: numbers) }
    }

    /// The first result for one row.
    func value(row: Int, columns: Table<Double>?, globals: UnsafePointer<Double>, extras: (Slot.Extra) -> Double = { _ in 0 }) -> Double {
        withValues(row: row, columns: columns, globals: globals, extras: extras) { $0(0) }
    }

    /// The results for one row.
    func values(
        row: Int, columns: Table<Double>?, globals: UnsafePointer<Double>, extras: (Slot.Extra) -> Double = { _ in 0 }
    ) -> [Double] {
        withValues(row: row, columns: columns, globals: globals, extras: extras) { value in (0..<program.outputCount).map(value) }
    }
}

/// Numbers for one evaluation of one row: rooms are lent again and again.
private final class LaneRoom {
    private(set) var numbers: UnsafeMutablePointer<Double> = .allocate(capacity: 256)
    private var capacity = 256
    private static let shelf = Shelf { LaneRoom() }

    static func taken(_ count: Int) -> LaneRoom {
        let room = shelf.take()
        if count > room.capacity {
            room.numbers.deallocate()
            room.capacity = count
            room.numbers = .allocate(capacity: count)
        }
        return room
    }

    static func giveBack(_ room: LaneRoom) { shelf.put(room) }

    deinit { numbers.deallocate() }
}
