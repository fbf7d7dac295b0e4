import NicheMath

/// In which order cells stand in memory. It follows from the state alone, and is part of it.
///
/// Every sixteenth step all cells are sorted in space. In between the last one takes the place of one that is gone, and a new one stands
/// at the end: the cost is that of the births and deaths, not of the cells.
extension Cells {
    /// Steps from one sorting to the next.
    static let sortingPeriod: Int64 = 16

    /// Puts the cells in order after what happened in a step.
    func arrange(tick: Int64, width: Double, size: SIMD3<Double>) {
        if tick % Self.sortingPeriod == 0 { sort(width: width, size: size) } else { dropGone() }
    }

    /// Drops the cells that are gone, and rows without a cell.
    func dropGone() {
        guard !gone.isEmpty || !orphans.isEmpty else { return }
        for cell in gone { orphans.append(SIMD2(self[.type][Int(cell)], self[.row][Int(cell)])) }
        // From the end: then the last one, which fills the gap, is one that stays.
        orphans.sort { ($0.x, $0.y) > ($1.x, $1.y) }
        for orphan in orphans { dropRow(Int(orphan.x), Int(orphan.y)) }
        gone.sort(by: >)
        for cell in gone { drop(Int(cell)) }
        forget()
    }

    private func forget() {
        orphans.removeAll(keepingCapacity: true)
        gone.removeAll(keepingCapacity: true)
    }

    private func dropRow(_ type: Int, _ row: Int) {
        let last = tables[type].count - 1
        if row != last {
            tables[type].copyRow(from: last, to: row)
            owners[type].copyRow(from: last, to: row)
            self[.row][Int(owners[type][0][row])] = Int32(row)
        }
        tables[type].removeLast()
        owners[type].removeLast()
    }

    private func drop(_ cell: Int) {
        let last = count - 1
        if cell != last {
            geometry.copyRow(from: last, to: cell)
            identity.copyRow(from: last, to: cell)
            place.copyRow(from: last, to: cell)
            owners[type(cell)][0][row(cell)] = Int32(cell)
        }
        geometry.removeLast()
        identity.removeLast()
        place.removeLast()
    }

    /// Drops cells that are gone and puts the rest in order of their bin of `width`, then of their ID.
    func sort(width: Double, size: SIMD3<Double>) {
        let grid = SortingGrid(width: width, size: size)
        pad.clear()
        let order = pad.room(count, of: Int32.self)
        let bins = pad.room(count, of: Int32.self)
        let starts = pad.room(grid.binCount + 1, of: Int32.self)
        let ids = self[.id]
        CountingSort(pool: pool, pad: pad).sort(
            SortingGrid.Binning(grid: grid, x: self[.x], y: self[.y], z: self[.z], isGone: self[.isGone], order: order), count, keys: bins,
            of: grid.binCount, starts: starts)
        for bin in 0..<grid.binCount {
            let (first, end) = (Int(starts[bin]), Int(starts[bin + 1]))
            // Short runs that are nearly in order already: insertion is the fastest sort.
            var i = first + 1
            while i < end {
                let cell = order[i]
                var j = i
                while j > first, ids[Int(order[j - 1])] > ids[Int(cell)] {
                    order[j] = order[j - 1]
                    j -= 1
                }
                order[j] = cell
                i += 1
            }
        }
        reorder(UnsafeBufferPointer(start: order, count: Int(starts[grid.binCount])))
        forget()
    }

    /// Keeps the cells named, in that order, and their rows.
    private func reorder(_ order: UnsafeBufferPointer<Int32>) {
        let (types, rows) = (self[.type], self[.row])
        let chosen = pad.room(order.count, of: Int32.self)
        for type in tables.indices {
            var n = 0
            for cell in order where Int(types[Int(cell)]) == type {
                chosen[n] = rows[Int(cell)]
                n += 1
            }
            tables[type].reorder(UnsafeBufferPointer(start: chosen, count: n), pool, on: pad)
            owners[type].reorder(UnsafeBufferPointer(start: chosen, count: n), pool, on: pad)
        }
        geometry.reorder(order, pool, on: pad)
        identity.reorder(order, pool, on: pad)
        place.reorder(order, pool, on: pad)
        let next = pad.room(tables.count, of: Int32.self)
        next.update(repeating: 0, count: tables.count)
        let (newTypes, newRows) = (self[.type], self[.row])
        for cell in 0..<count {
            let type = Int(newTypes[cell])
            newRows[cell] = next[type]
            owners[type][0][Int(next[type])] = Int32(cell)
            next[type] += 1
        }
    }
}

/// The bins that cells are sorted by.
private struct SortingGrid {
    let shape: SIMD3<Int>
    let scale: SIMD3<Double>
    let most: SIMD3<Double>

    init(width: Double, size: SIMD3<Double>) {
        func bins(_ axis: Int) -> Int { max(1, min(2_000, Int(size[axis] / width))) }
        shape = SIMD3(bins(0), bins(1), bins(2))
        let number = SIMD3(Double(shape.x), Double(shape.y), Double(shape.z))
        scale = number / size
        most = number - 1
    }

    var binCount: Int { shape.x * shape.y * shape.z }

    /// Cells that are sorted by those bins.
    struct Binning: CountingSort.Things {
        let grid: SortingGrid
        let x, y, z: UnsafePointer<Double>
        let isGone: UnsafePointer<Int32>
        let order: UnsafeMutablePointer<Int32>

        @inline(__always)
        func key(_ cell: Int) -> Int { isGone[cell] == 0 ? grid.bin(x[cell], y[cell], z[cell]) : -1 }
        @inline(__always)
        func put(_ cell: Int, at place: Int) { order[place] = Int32(truncatingIfNeeded: cell) }
    }

    @inline(__always)
    func bin(_ x: Double, _ y: Double, _ z: Double) -> Int {
        let i = Int(min(max(x * scale.x, 0), most.x))
        let j = Int(min(max(y * scale.y, 0), most.y))
        let k = Int(min(max(z * scale.z, 0), most.z))
        return i + shape.x * (j + shape.y * k)
    }
}
