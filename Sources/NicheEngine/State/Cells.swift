import NicheMath
import NicheModel

/// All cells: what every cell has in one table, and the states of each type in a table of its own, in the same order.
///
/// The order is nearly that of a fine grid in space, then of IDs, so that neighbours in space are neighbours in memory, and rows of a
/// type's table nearly follow the order of the cells: see `Cells+Order.swift`. It is part of the state.
public final class Cells {
    /// Columns that all cells have.
    ///
    /// The heading is the direction a walk goes in until its next turn; zero before the first.
    enum Geometry: Int, CaseIterable {
        case x, y, z, radius, volume, pressure, repulsion, adhesion, walkX, walkY, walkZ, headingX, headingY, headingZ
    }
    /// The founder is the cell that started or entered and that this one descends from: what a clone is known by.
    enum Identity: Int, CaseIterable { case id, key, entered, divisions, founder }
    enum Place: Int, CaseIterable { case type, phase, row, isGone }

    let geometry = Table<Double>(width: Geometry.allCases.count)
    let identity = Table<UInt64>(width: Identity.allCases.count)
    let place = Table<Int32>(width: Place.allCases.count)
    /// A table a type, and the cell of each of its rows.
    let tables: [Table<Double>]
    let owners: [Table<Int32>]

    /// Cells to be dropped, and rows that nobody owns any more, as type and row.
    var gone: [Int32] = []
    var orphans: [SIMD2<Int32>] = []
    let pool: Pool
    let pad: Scratchpad

    /// Thickness of the discs that the cells of a slice count as [µm]; nil where they count as what they are.
    private let discThickness: Double?

    /// - Parameter pad: what the cells are sorted on.
    init(widths: [Int], discThickness: Double? = nil, pool: Pool = Pool(threads: 1), pad: Scratchpad = Scratchpad()) {
        self.discThickness = discThickness
        self.pool = pool
        self.pad = pad
        tables = widths.map { Table<Double>(width: $0) }
        owners = widths.map { _ in Table<Int32>(width: 1) }
    }

    public var count: Int { geometry.count }

    /// What the columns of a cell of the widest type take [bytes].
    var rowBytes: Int { 8 * (geometry.width + identity.width) + 4 * (place.width + 1) + 8 * (tables.map(\.width).max() ?? 0) }

    @inline(__always) subscript(_ column: Geometry) -> UnsafeMutablePointer<Double> { geometry[column.rawValue] }
    @inline(__always) subscript(_ column: Identity) -> UnsafeMutablePointer<UInt64> { identity[column.rawValue] }
    @inline(__always) subscript(_ column: Place) -> UnsafeMutablePointer<Int32> { place[column.rawValue] }

    func type(_ cell: Int) -> Int { Int(self[.type][cell]) }
    func phase(_ cell: Int) -> Int { Int(self[.phase][cell]) }
    func row(_ cell: Int) -> Int { Int(self[.row][cell]) }
    func id(_ cell: Int) -> UInt64 { self[.id][cell] }
    func position(_ cell: Int) -> SIMD3<Double> { SIMD3(self[.x][cell], self[.y][cell], self[.z][cell]) }
    /// The mean velocity of its walk [µm/min].
    func walk(_ cell: Int) -> SIMD3<Double> { SIMD3(self[.walkX][cell], self[.walkY][cell], self[.walkZ][cell]) }

    /// The volume that exchanges with the substances [µm³]. In a slice a cell counts as a disc as thick as the slice, or the slice would hold
    /// too few cells for its volume.
    @inline(__always)
    func exchangeVolume(_ cell: Int) -> Double {
        guard let discThickness else { return self[.volume][cell] }
        let radius = self[.radius][cell]
        return .pi * radius * radius * discThickness
    }

    func setPosition(_ cell: Int, _ p: SIMD3<Double>) {
        self[.x][cell] = p.x
        self[.y][cell] = p.y
        self[.z][cell] = p.z
    }

    /// Where cells of some IDs stand, without those that are gone.
    func places(of ids: [UInt64]) -> [UInt64: Int] {
        let wanted = Set(ids)
        var places: [UInt64: Int] = [:]
        for cell in 0..<count where wanted.contains(id(cell)) { places[id(cell)] = cell }
        return places
    }

    /// Ends a cell's walk.
    func standStill(_ cell: Int) { (self[.walkX][cell], self[.walkY][cell], self[.walkZ][cell]) = (0, 0, 0) }

    /// A new cell of a type, with a row of zeros in its table.
    ///
    /// - Parameter founder: whom it descends from; nil where it is the first of its line.
    func append(type: Int, id: UInt64, key: UInt64, at position: SIMD3<Double>, entered: Int64, founder: UInt64? = nil) -> Int {
        let cell = geometry.append()
        identity.append()
        place.append()
        self[.id][cell] = id
        self[.founder][cell] = founder ?? id
        self[.key][cell] = key
        self[.entered][cell] = UInt64(bitPattern: entered)
        self[.type][cell] = Int32(type)
        setPosition(cell, position)
        giveRow(cell, type)
        return cell
    }

    /// Moves a cell into another type's table, into a fresh row; its old row is dropped with those that are gone.
    func changeType(_ cell: Int, to type: Int) {
        orphans.append(SIMD2(self[.type][cell], self[.row][cell]))
        giveRow(cell, type)
    }

    /// Takes a cell out of the world; it is there until the gone are dropped.
    func remove(_ cell: Int) {
        if self[.isGone][cell] == 0 { gone.append(Int32(cell)) }
        self[.isGone][cell] = 1
    }

    private func giveRow(_ cell: Int, _ type: Int) {
        let row = tables[type].append()
        owners[type].append()
        owners[type][0][row] = Int32(cell)
        self[.type][cell] = Int32(type)
        self[.row][cell] = Int32(row)
    }
}
