import NicheLab
import Testing

@Suite("Spatial measures of a run")
struct SpatialMeasureTests {
    @Test("Radial profiles are flat where nothing is where")
    func radial() throws {
        let result = try Bench().result(
            """
            model: ducks
            place: {duck: 3000}
            until: 6 h
            replicates: 3
            arms: {drug: {none: {}, given: {set: {dose: 1}}}}
            populations:
              all: duck
            measure:
              near:  radial_density(all, all, 0 um to 120 um) at 0 d
              far:   radial_density(all, all, 120 um to 300 um) at 0 d
              here:  ducks at 0 d / 0.16
              size:  radial_mean(all, all, volume, 0 um to 120 um) at 0 d
              mean:  mean(duck, volume) at 0 d
              edge:  near / far
              bulk:  far / here
              grown: size / mean
            judge:
              flat:  edge in none between 0.9 and 1.1
              here:  bulk in none between 0.95 and 1.05
              alike: grown in none between 0.95 and 1.05
              some:  far in none above 10000
            """)
        #expect(result.findings.allSatisfy { $0.holds }, "\(result.summary)")
    }
}
