import Foundation
import Testing

@testable import NicheMath

/// 300 points, and what squidpy, esda, astropy, scipy and shapely make of them; `script/check-spatial.py` computes that again.
@Suite("Spatial statistics are those of the field's packages")
struct ReferenceTests {
    let pattern: PointPattern
    let values: [Double]
    let label: [Bool]
    let hot: [Double]
    let expected: [String: Double]

    init() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference")
        func rows(_ name: String) throws -> [[String]] {
            let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",").map(String.init) }
        }
        let table = try rows("points.csv").map { $0.map { Double($0)! } }
        pattern = PointPattern(table.map { SIMD3($0[0], $0[1], 0) }, in: Window(size: SIMD3(400, 300, 10), isFlat: true))
        values = table.map { $0[2] }
        label = table.map { $0[3] == 1 }
        hot = table.map { $0[4] }
        expected = Dictionary(uniqueKeysWithValues: try rows("expected.csv").map { ($0[0], Double($0[1])!) })
    }

    private func expect(_ name: String, _ found: Double, within tolerance: Double = 1e-9) {
        #expect((found - expected[name]!).magnitude <= tolerance * max(1, expected[name]!.magnitude), "\(name): \(found)")
    }

    private func those(_ kept: (Bool) -> Bool) -> PointPattern {
        PointPattern(zip(pattern.points, label).filter { kept($0.1) }.map(\.0), in: pattern.window)
    }

    @Test("Marks among neighbours")
    func marks() {
        let graph = NeighbourGraph(pattern, radius: 25)
        expect("moran", graph.moran(values))
        expect("hot_share", graph.hotShare(values))
        #expect(zip(graph.hotSpots(values), hot).allSatisfy { ($0 - $1).magnitude < 1e-9 })
        let joins = graph.joins(label)
        expect("joins_both", Double(joins.both))
        expect("joins_neither", Double(joins.neither))
        expect("joins_one", Double(joins.one))
        expect("detached", Double(NeighbourGraph(pattern, radius: 20).detached()))
    }

    @Test("Distances and rings")
    func places() {
        let some = those { $0 }
        let rest = those { !$0 }
        expect("ripley", pattern.ripley(25))
        expect("within", rest.share(within: 25, of: some))
        expect("distance", rest.medianDistance(to: some))
        expect("invaded", pattern.spread())
        // The packages' rings are polygons.
        expect("pair_correlation", rest.pairCorrelation(with: some, in: 30..<70), within: 1e-6)
        expect("own_correlation", some.pairCorrelation(with: some, in: 30..<70), within: 1e-6)
        expect("label_correlation", rest.labelCorrelation(with: some, among: pattern, in: 30..<70), within: 1e-6)
    }
}
