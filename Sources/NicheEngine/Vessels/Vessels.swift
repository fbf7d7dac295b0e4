import NicheMath
import NicheModel

/// The segments of one type of vessel, a row each.
///
/// A segment runs from one end to the other. Sprouts are chains of segments that share a `sprout` number; the chain carries blood once both
/// its ends have reached segments that do.
final class Vessels {
    enum Geometry: Int, CaseIterable { case x0, y0, z0, x1, y1, z1, occludedUntil, radius }
    enum Identity: Int, CaseIterable { case id, key, sprout, isTip, isOpen, entered, admitted }

    let geometry = Table<Double>(width: Geometry.allCases.count)
    let identity = Table<UInt64>(width: Identity.allCases.count)
    let table: Table<Double>
    let map: ColumnMap
    /// Radius of a segment unless its table says another [µm].
    let radius: Double

    init(map: ColumnMap, radius: Double) {
        self.map = map
        self.radius = radius
        table = Table(width: map.keys.count)
    }

    var count: Int { geometry.count }
    @inline(__always) subscript(_ column: Geometry) -> UnsafeMutablePointer<Double> { geometry[column.rawValue] }
    @inline(__always) subscript(_ column: Identity) -> UnsafeMutablePointer<UInt64> { identity[column.rawValue] }

    func start(_ i: Int) -> SIMD3<Double> { SIMD3(self[.x0][i], self[.y0][i], self[.z0][i]) }
    func end(_ i: Int) -> SIMD3<Double> { SIMD3(self[.x1][i], self[.y1][i], self[.z1][i]) }
    func middle(_ i: Int) -> SIMD3<Double> { (start(i) + end(i)) * 0.5 }

    func setEnds(_ i: Int, _ a: SIMD3<Double>, _ b: SIMD3<Double>) {
        (self[.x0][i], self[.y0][i], self[.z0][i]) = (a.x, a.y, a.z)
        (self[.x1][i], self[.y1][i], self[.z1][i]) = (b.x, b.y, b.z)
    }

    func length(_ i: Int) -> Double {
        let d = end(i) - start(i)
        return (d * d).sum().squareRoot()
    }

    /// Blood flows: the segment is joined at both ends and not occluded.
    func isPerfused(_ i: Int, at time: Double) -> Bool { self[.isOpen][i] == 1 && self[.occludedUntil][i] <= time }

    func append(id: UInt64, key: UInt64, from a: SIMD3<Double>, to b: SIMD3<Double>, isOpen: Bool, time: Int64) -> Int {
        let i = geometry.append()
        identity.append()
        table.append()
        setEnds(i, a, b)
        self[.radius][i] = radius
        self[.id][i] = id
        self[.key][i] = key
        self[.isOpen][i] = isOpen ? 1 : 0
        self[.entered][i] = UInt64(bitPattern: time)
        return i
    }

    /// Keeps the segments named, in that order, which is to ascend.
    func keep(_ order: [Int32]) {
        geometry.keep(order)
        identity.keep(order)
        table.keep(order)
    }

    func add(to digest: inout Digest) {
        // Radii count only where a table gave some: all else follows from the model.
        let columns = Geometry.allCases.filter { $0 != .radius || (0..<count).contains { self[.radius][$0] != radius } }
        for column in columns { digest.add(UnsafeRawBufferPointer(start: self[column], count: count * 8)) }
        for column in Identity.allCases { digest.add(UnsafeRawBufferPointer(start: self[column], count: count * 8)) }
        for (index, key) in map.keys.enumerated() where key.isState {
            digest.add(UnsafeRawBufferPointer(start: table[index], count: count * 8))
        }
    }
}
