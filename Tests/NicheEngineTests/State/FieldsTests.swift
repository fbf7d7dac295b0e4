import NicheMath
import Testing

@testable import NicheEngine

@Suite("Substances between the centres of voxels")
struct FieldsTests {
    private static let grid = Grid(nx: 5, ny: 4, nz: 3, spacing: SIMD3(20, 10, 30))

    private static func centre(_ i: Int, _ j: Int, _ k: Int) -> SIMD3<Double> {
        (SIMD3(Double(i), Double(j), Double(k)) + 0.5) * grid.spacing
    }

    /// A field of these values at the centres.
    private static func fields(_ value: (SIMD3<Double>) -> Double) -> Fields {
        let fields = Fields(grid: grid, substances: 1, particles: 0)
        for k in 0..<3 { for j in 0..<4 { for i in 0..<5 { fields.substances[0][(k * 4 + j) * 5 + i] = value(centre(i, j, k)) } } }
        return fields
    }

    @Test("a plane is met exactly, and level beyond the outermost centres")
    func plane() {
        let slope = SIMD3(0.5, -2, 0.125)
        let fields = Self.fields { 7 + (slope * $0).sum() }
        let size = SIMD3(100.0, 40, 90)
        for p in [SIMD3(50.0, 20, 45), SIMD3(13, 31, 60), SIMD3(88, 7, 16)] {
            #expect(abs(Corner(p, fields.grid).sample(fields.substances[0]) - 7 - (slope * p).sum()) < 1e-12)
            let found = fields.gradient(fields.substances[0], at: p, sharp: false)
            for axis in 0..<3 { #expect(abs(found[axis] - slope[axis]) < 1e-12, "\(p)") }
        }
        for corner in [SIMD3(0.0, 0, 0), size] {
            let inside = corner.clamped(lowerBound: Self.grid.spacing / 2, upperBound: size - Self.grid.spacing / 2)
            #expect(abs(Corner(corner, fields.grid).sample(fields.substances[0]) - 7 - (slope * inside).sum()) < 1e-12)
        }
    }

    /// Over two voxels in the middle, which is exact for squares; over one at an edge, which is off by a voxel's edge.
    @Test("the sharp gradient is that of the voxel's neighbours", arguments: [0.0, 0.4, -0.4])
    func sharp(shift: Double) {
        let fields = Self.fields { ($0 * $0).sum() }
        for place in (0..<3).flatMap({ k in (0..<4).flatMap { j in (0..<5).map { SIMD3($0, j, k) } } }) {
            let centre = Self.centre(place.x, place.y, place.z)
            // Anywhere in the voxel.
            let found = fields.gradient(fields.substances[0], at: centre + shift * Self.grid.spacing, sharp: true)
            for axis in 0..<3 {
                let offset = place[axis] == 0 ? 1.0 : place[axis] == Self.grid.count(along: axis) - 1 ? -1 : 0
                #expect(abs(found[axis] - 2 * centre[axis] - offset * Self.grid.spacing[axis]) < 1e-9, "axis \(axis)")
            }
        }
    }
}
