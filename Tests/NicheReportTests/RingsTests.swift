import NicheEngine
import Testing

@testable import NicheReport

@Suite struct RingsTests {
    /// A grid of cells, one every 10 µm, and a field that grows with the distance from the middle.
    private var frame: Frame {
        var frame = Frame(time: 0, size: SIMD3(400, 400, 20), isSlice: true)
        for place in 0..<1600 {
            frame.cells.id.append(UInt64(place))
            frame.cells.clone.append(UInt64(place))
            frame.cells.contacts.append(0)
            frame.cells.x.append(Double(place % 40) * 10 + 5)
            frame.cells.y.append(Double(place / 40) * 10 + 5)
        }
        frame.cells.z = [Double](repeating: 10, count: 1600)
        frame.cells.radius = [Double](repeating: 5, count: 1600)
        frame.cells.isAlive = [Bool](repeating: true, count: 1600)
        (frame.fields.nx, frame.fields.ny, frame.fields.nz, frame.fields.spacing) = (40, 40, 1, SIMD3(10, 10, 20))
        let distances = (0..<1600).map { place -> Double in
            let (x, y) = (Double(place % 40) * 10 + 5 - 200, Double(place / 40) * 10 + 5 - 200)
            return (x * x + y * y).squareRoot()
        }
        frame.fields.columns = [Frame.Column(name: "far", unit: "um", values: distances)]
        return frame
    }

    @Test func evenTissueHasOneDensity() throws {
        let rings = try #require(Rings(frame))
        #expect(rings.densities { _ in true }.allSatisfy { abs($0 - 10_000) < 1e-6 })
        #expect(rings.densities { $0 % 2 == 0 }.dropFirst(3).dropLast(3).allSatisfy { abs($0 - 5000) < 600 })
    }

    @Test func fieldsAreReadWhereTheRingsAre() throws {
        let rings = try #require(Rings(frame))
        for (middle, mean) in zip(rings.middles, rings.means(of: frame.fields.columns[0].values)) { #expect(abs(middle - mean) < 5) }
    }

    @Test func tooFewCellsHaveNoProfile() {
        var few = frame
        few.cells.isAlive = few.cells.isAlive.indices.map { $0 < 19 }
        #expect(Rings(few) == nil)
        few.fields = Frame.Fields()
        #expect(Rings(few) == nil)
    }
}
