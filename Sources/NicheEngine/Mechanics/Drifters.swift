/// The bodies that have moved, or will walk, farther than the slack since all were sorted: those for which lists do not tell all.
///
/// They stand, where they are now, in bins of their own that lie as those of all bodies do. A pair of which one is a drifter counts as
/// new if the two are near now and were not when the lists were made, so that no pair counts twice.
final class Drifters {
    private(set) var count = 0
    let bins: Bins
    /// By body, in the bin order of all: whether it drifts.
    private(set) var marks = Buffer<UInt8>()
    /// By drifter, in the bin order of the drifters: its place among all bodies, and where it is and was.
    private(set) var places = Buffer<Int32>()
    private(set) var x = Buffer<Double>()
    private(set) var y = Buffer<Double>()
    private(set) var z = Buffer<Double>()
    private(set) var oldX = Buffer<Double>()
    private(set) var oldY = Buffer<Double>()
    private(set) var oldZ = Buffer<Double>()
    private(set) var limits = Buffer<Double>()
    private var found = Buffer<Int32>()

    init(pool: Pool) { bins = Bins(pool: pool) }

    deinit {
        marks.free()
        places.free()
        for buffer in [x, y, z, oldX, oldY, oldZ, limits] { buffer.free() }
        found.free()
    }

    /// Forgets all drifters, and has room for marks.
    func begin(_ total: Int) {
        marks.reserve(total)
        marks.start.update(repeating: 0, count: total)
        count = 0
    }

    /// Sorts those that are marked.
    func rebuild(_ columns: Packed, like all: Bins) {
        collect(all.count)
        let room = count + Packed.spare
        places.reserve(room)
        x.reserve(room)
        y.reserve(room)
        z.reserve(room)
        oldX.reserve(room)
        oldY.reserve(room)
        oldZ.reserve(room)
        limits.reserve(room)
        guard count > 0 else { return }
        let (found, records) = (found.start, columns.records.start)
        // First by place, to be sorted into bins; then in bin order.
        for k in 0..<count {
            let record = records[Int(found[k])]
            oldX.start[k] = record.x
            oldY.start[k] = record.y
            oldZ.start[k] = record.z
        }
        bins.rebuild(count: count, x: oldX.start, y: oldY.start, z: oldZ.start, like: all)
        for k in 0..<count {
            let place = found[Int(bins.order[k])]
            let i = Int(place)
            places.start[k] = place
            x.start[k] = records[i].x
            y.start[k] = records[i].y
            z.start[k] = records[i].z
            oldX.start[k] = columns.x.start[i]
            oldY.start[k] = columns.y.start[i]
            oldZ.start[k] = columns.z.start[i]
            limits.start[k] = columns.limits.start[i]
        }
        for k in count..<room {
            x.start[k] = Record.nobody.x
            y.start[k] = Record.nobody.y
            z.start[k] = Record.nobody.z
            oldX.start[k] = Record.nobody.x
            oldY.start[k] = Record.nobody.y
            oldZ.start[k] = Record.nobody.z
            limits.start[k] = 1
        }
    }

    private func collect(_ total: Int) {
        found.reserve(total)
        count = 0
        let (marks, found) = (marks.start, found.start)
        var i = 0
        while i < total {
            if i + 8 <= total, UnsafeRawPointer(marks + i).loadUnaligned(as: UInt64.self) == 0 {
                i += 8
                continue
            }
            if marks[i] != 0 {
                found[count] = Int32(truncatingIfNeeded: i)
                count += 1
            }
            i += 1
        }
    }
}
