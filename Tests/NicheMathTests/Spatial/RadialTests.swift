import Testing

@testable import NicheMath

@Suite("Profiles around a middle")
struct RadialTests {
    @Test("An even scatter is as dense in every ring, also where sides cut it", arguments: Scatter.Shape.allCases)
    func even(shape: Scatter.Shape) {
        let window = shape.window
        let scatter = Scatter.uniform(40_000, in: window, seed: 5)
        let corner = SIMD3<Double>(10, 20, 5)
        for centre in [window.size / 2, corner] {
            for ring in [0.0..<20, 20..<60, 60..<90] {
                let expected = scatter.density * window.ring(around: centre, ring)
                let found = scatter.density(in: ring, around: centre) * window.ring(around: centre, ring)
                #expect(abs(found - expected) < 4 * expected.squareRoot(), "\(found) of \(expected) in \(ring) around \(centre)")
            }
        }
    }

    @Test("Rings have their inner side and not their outer one")
    func ends() {
        let line = PointPattern((0..<10).map { SIMD3(100 + 10 * Double($0), 50, 7) }, in: Scatter.slice)
        #expect(line.indices(in: 10..<30, around: SIMD3(100, 50, 0)) == [1, 2])
        #expect(line.middle == SIMD3(145, 50, 7))
        #expect(line.density(in: 10..<30, around: PointPattern([], in: Scatter.slice).middle).isNaN)
    }
}
