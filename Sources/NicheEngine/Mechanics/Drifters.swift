/// The bodies that have left their leash since all were sorted, or will walk beyond it: those for which lists do not tell all.
///
/// They stand, where they are now, in bins of their own that lie as those of all bodies do. A pair of which one is a drifter counts as
/// new if the two are near now and were not when the lists were made, so that no pair counts twice.
final class Drifters {
    private(set) var count = 0
    let bins: Bins
    /// By body, in the bin order of all: whether it drifts.
    private(set) var marks: UnsafeMutablePointer<UInt8>
    /// By drifter, in the bin order of the drifters: its place among all bodies, and where it is and was.
    private(set) var places: UnsafeMutablePointer<Int32>
    private(set) var x, y, z, oldX, oldY, oldZ, limits: UnsafeMutablePointer<Double>
    private let pad: Scratchpad
    private var mark: Scratchpad.Mark

    init(pool: Pool, pad: Scratchpad) {
        bins = Bins(pool: pool, pad: pad)
        self.pad = pad
        mark = pad.mark
        (marks, places) = (pad.room(0), pad.room(0))
        (x, y, z, oldX, oldY, oldZ, limits) = (pad.room(0), pad.room(0), pad.room(0), pad.room(0), pad.room(0), pad.room(0), pad.room(0))
    }

    /// Forgets all drifters, and has room for marks.
    func begin(_ total: Int) {
        marks = pad.room(total)
        marks.update(repeating: 0, count: total)
        mark = pad.mark
        count = 0
    }

    /// Sorts those that are marked.
    func rebuild(_ columns: Packed, like all: Bins) {
        pad.goBack(to: mark)
        let found = collect(all.count)
        let room = count + Packed.spare
        places = pad.room(room)
        (x, y, z, oldX) = (pad.room(room), pad.room(room), pad.room(room), pad.room(room))
        (oldY, oldZ, limits) = (pad.room(room), pad.room(room), pad.room(room))
        guard count > 0 else { return }
        // Pointers taken once: this is not shared between threads, and each look at a property of a class would be checked.
        let (records, places, limits) = (columns.records, places, limits)
        let now = (x: x, y: y, z: z)
        let old = (x: oldX, y: oldY, z: oldZ)
        // First by place, to be sorted into bins; then in bin order.
        for k in 0..<count {
            let record = records[Int(found[k])]
            (old.x[k], old.y[k], old.z[k]) = (record.x, record.y, record.z)
        }
        bins.rebuild(count: count, x: old.x, y: old.y, z: old.z, like: all)
        let order = bins.order
        let (cx, cy, cz, reaches) = (columns.x, columns.y, columns.z, columns.limits)
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

    /// - Returns: those that are marked.
    private func collect(_ total: Int) -> UnsafePointer<Int32> {
        let (marks, found) = (marks, pad.room(total, of: Int32.self))
        var count = 0
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
        self.count = count
        return UnsafePointer(found)
    }
}
