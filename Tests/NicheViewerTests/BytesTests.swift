import NicheEngine
import Testing

@testable import NicheViewer

@Suite("What goes to the page")
struct BytesTests {
    private func number<Number>(_ bytes: [UInt8], _ at: Int, as type: Number.Type) -> Number {
        bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: type) }
    }

    @Test("a cell takes ten bytes, and is where it was")
    func cells() {
        var cells = Frame.Cells()
        cells.id = [1, 5, 9]
        (cells.x, cells.y, cells.z) = ([0, 100, 400], [10, 20, 30], [0, 10, 20])
        cells.radius = [5, 10, 2.5]
        (cells.type, cells.phase, cells.isAlive) = ([0, 1, 2], [0, 3, -1], [true, false, true])
        let bytes = CellBytes.bytes(of: cells, time: 3600, size: SIMD3(400, 100, 20))
        #expect(bytes.count == 24 + 30)
        #expect(number(bytes, 0, as: UInt32.self) == 3)
        #expect((1...5).map { number(bytes, 4 * $0, as: Float.self) } == [3600, 400, 100, 20, 10])
        func row(_ i: Int) -> [Double] { (0..<3).map { Double(number(bytes, 24 + 6 * i + 2 * $0, as: UInt16.self)) / 65_535 } }
        for (row, expected) in [(row(0), [0, 0.25, 1]), (row(1), [0.1, 0.2, 0.3]), (row(2), [0, 0.5, 1]), (row(3), [0.5, 1, 0.25])] {
            for (a, b) in zip(row, expected) { #expect(abs(a - b) <= 0.5 / 65_535) }
        }
        #expect(Array(bytes[48...]) == [0, 1, 2, 0, 131, 0])
        #expect(CellBytes.bytes(of: Frame.Cells(), time: 0, size: SIMD3(0, 0, 0)).count == 24)
    }

    @Test("values come with their range, of numbers alone")
    func columns() {
        let bytes = ColumnBytes.bytes(of: [3, .nan, -1, .infinity])
        #expect([0, 4, 8, 16].map { number(bytes, $0, as: Float.self) } == [-1, 3, 3, -1])
        #expect(number(bytes, 12, as: Float.self).isNaN)
        #expect(ColumnBytes.bytes(of: []) == [UInt8](repeating: 0, count: 8))
    }

    @Test("a segment takes 32 bytes")
    func vessels() {
        var vessels = Frame.Vessels()
        (vessels.from, vessels.to) = ([SIMD3(1, 2, 3)], [SIMD3(4, 5, 6)])
        (vessels.radius, vessels.isPerfused, vessels.type) = ([7], [true], [0])
        let bytes = VesselBytes.bytes(of: vessels)
        #expect(bytes.count == 36)
        #expect((0..<8).map { number(bytes, 4 + 4 * $0, as: Float.self) } == [1, 2, 3, 4, 5, 6, 7, 1])
    }
}
