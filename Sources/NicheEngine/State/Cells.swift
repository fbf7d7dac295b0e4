import NicheMath
import NicheModel

/// All cells: what every cell has in one table, and the states of each type in a table of its own, in the same order.
///
/// The order is that of a fine grid in space, then of IDs, so that neighbours in space are neighbours in memory. Rows of a type's table
/// follow the order of the cells.
public final class Cells {
    /// Columns that all cells have.
    enum Geometry: Int, CaseIterable {
        case x, y, z, radius, volume, pressure, repulsion, adhesion, walkX, walkY, walkZ, headingX, headingY, headingZ, exchangeVolume
    }
    enum Identity: Int, CaseIterable { case id, key, entered, divisions }
    enum Place: Int, CaseIterable { case type, phase, row, isGone }

    let geometry = Table<Double>(width: Geometry.allCases.count, zero: 0)
    let identity = Table<UInt64>(width: Identity.allCases.count, zero: 0)
    let place = Table<Int32>(width: Place.allCases.count, zero: 0)
    /// A table a type, and the cell of each of its rows.
    let tables: [Table<Double>]
    let owners: [Table<Int32>]

    init(widths: [Int]) {
        tables = widths.map { Table<Double>(width: $0, zero: 0) }
        owners = widths.map { _ in Table<Int32>(width: 1, zero: 0) }
    }

    public var count: Int { geometry.count }

    @inline(__always) subscript(_ column: Geometry) -> UnsafeMutablePointer<Double> { geometry[column.rawValue] }
    @inline(__always) subscript(_ column: Identity) -> UnsafeMutablePointer<UInt64> { identity[column.rawValue] }
    @inline(__always) subscript(_ column: Place) -> UnsafeMutablePointer<Int32> { place[column.rawValue] }

    func type(_ cell: Int) -> Int { Int(self[.type][cell]) }
    func phase(_ cell: Int) -> Int { Int(self[.phase][cell]) }
    func row(_ cell: Int) -> Int { Int(self[.row][cell]) }
    func id(_ cell: Int) -> UInt64 { self[.id][cell] }
    func position(_ cell: Int) -> SIMD3<Double> { SIMD3(self[.x][cell], self[.y][cell], self[.z][cell]) }

    func setPosition(_ cell: Int, _ p: SIMD3<Double>) {
        self[.x][cell] = p.x
        self[.y][cell] = p.y
        self[.z][cell] = p.z
    }

    /// The direction a walk goes in until its next turn; zero before the first.
    func heading(_ cell: Int) -> SIMD3<Double> { SIMD3(self[.headingX][cell], self[.headingY][cell], self[.headingZ][cell]) }

    func setHeading(_ cell: Int, _ d: SIMD3<Double>) {
        (self[.headingX][cell], self[.headingY][cell], self[.headingZ][cell]) = (d.x, d.y, d.z)
    }

    /// A new cell of a type, with a row of zeros in its table.
    func append(type: Int, id: UInt64, key: UInt64, at position: SIMD3<Double>, entered: Int64) -> Int {
        let cell = geometry.append()
        identity.append()
        place.append()
        self[.id][cell] = id
        self[.key][cell] = key
        self[.entered][cell] = UInt64(bitPattern: entered)
        self[.type][cell] = Int32(type)
        setPosition(cell, position)
        giveRow(cell, type)
        return cell
    }

    /// Puts a cell into a type's table, in a fresh row; its old row, if any, is dropped when the cells are next put in order.
    func giveRow(_ cell: Int, _ type: Int) {
        let row = tables[type].append()
        owners[type].append()
        owners[type][0][row] = Int32(cell)
        self[.type][cell] = Int32(type)
        self[.row][cell] = Int32(row)
    }

    /// Drops cells that are gone and puts the rest in order of their bin of `width`, then of their ID.
    func sort(width: Double, size: SIMD3<Double>) {
        let shape = SIMD3<Int>(
            max(1, min(2_000, Int(size.x / width))), max(1, min(2_000, Int(size.y / width))), max(1, min(2_000, Int(size.z / width))))
        func bin(_ cell: Int) -> Int {
            let p = position(cell) / size
            let i = min(max(Int(p.x * Double(shape.x)), 0), shape.x - 1)
            let j = min(max(Int(p.y * Double(shape.y)), 0), shape.y - 1)
            let k = min(max(Int(p.z * Double(shape.z)), 0), shape.z - 1)
            return i + shape.x * (j + shape.y * k)
        }
        let gone = self[.isGone]
        let ids = self[.id]
        var bins = [Int](repeating: -1, count: count)
        var starts = [Int32](repeating: 0, count: shape.x * shape.y * shape.z + 1)
        for cell in 0..<count where gone[cell] == 0 {
            bins[cell] = bin(cell)
            starts[bins[cell] + 1] += 1
        }
        for i in 1..<starts.count { starts[i] += starts[i - 1] }
        var order = [Int32](repeating: 0, count: Int(starts.last!))
        var next = starts
        for cell in 0..<count where gone[cell] == 0 {
            order[Int(next[bins[cell]])] = Int32(cell)
            next[bins[cell]] += 1
        }
        for bin in 0..<starts.count - 1 {
            let range = Int(starts[bin])..<Int(starts[bin + 1])
            guard range.count > 1 else { continue }
            // Short runs that are nearly in order already: insertion is the fastest sort.
            for i in range.dropFirst() {
                let cell = order[i]
                var j = i
                while j > range.lowerBound, ids[Int(order[j - 1])] > ids[Int(cell)] {
                    order[j] = order[j - 1]
                    j -= 1
                }
                order[j] = cell
            }
        }
        reorder(order)
    }

    /// Keeps the cells named, in that order, and their rows.
    func reorder(_ order: [Int32]) {
        var rows = tables.map { _ in [Int32]() }
        let types = self[.type], oldRows = self[.row]
        for cell in order { rows[Int(types[Int(cell)])].append(oldRows[Int(cell)]) }
        geometry.reorder(order)
        identity.reorder(order)
        place.reorder(order)
        for type in tables.indices {
            tables[type].reorder(rows[type])
            owners[type].reorder(rows[type])
        }
        var next = [Int](repeating: 0, count: tables.count)
        let newTypes = self[.type], newRows = self[.row]
        for cell in 0..<count {
            let type = Int(newTypes[cell])
            newRows[cell] = Int32(next[type])
            owners[type][0][next[type]] = Int32(cell)
            next[type] += 1
        }
    }
}
