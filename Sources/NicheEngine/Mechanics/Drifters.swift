/// The bodies that have left their leash since all were sorted, or will walk beyond it: those for which lists do not tell all.
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
        // Pointers taken once: this is not shared between threads, and each look at a property of a class would be checked.
        let (found, records, places, limits) = (found.start, columns.records.start, places.start, limits.start)
        let now = (x: x.start, y: y.start, z: z.start)
        let old = (x: oldX.start, y: oldY.start, z: oldZ.start)
        // First by place, to be sorted into bins; then in bin order.
        for k in 0..<count {
            let record = records[Int(found[k])]
            (old.x[k], old.y[k], old.z[k]) = (record.x, record.y, record.z)
        }
        bins.rebuild(count: count, x: old.x, y: old.y, z: old.z, like: all)
        let order = bins.order
        let (cx, cy, cz, reaches) = (columns.x.start, columns.y.start, columns.z.start, columns.limits.start)
        for k in 0..<count {
            let i = Int(found[Int(order[k])])
            let record = records[i]
            places[k] = Int32(truncatingIfNeeded: i)
            (now.x[k], now.y[k], now.z[k]) = (record.x, record.y, record.z)
            (old.x[k], old.y[k], old.z[k]) = (cx[i], cy[i], cz[i])
            limits[k] = reaches[i]
        }
        let nobody = Record.nobody
        for k in count..<room {
            (now.x[k], now.y[k], now.z[k]) = (nobody.x, nobody.y, nobody.z)
            (old.x[k], old.y[k], old.z[k]) = (nobody.x, nobody.y, nobody.z)
            limits[k] = 1
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
