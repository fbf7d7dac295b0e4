import NicheEngine
import Testing

/// Debug and release, with this machine's vectors and without: the tests are built in all these ways, and each
/// build has to find these bits.
///
/// Who changes what a model does on purpose sees this fail, and writes the new bits down.
@Suite("Builds do not matter")
struct BuildsDoNotMatter {
    @Test("the pond after 40 steps, and after 200") func pond() throws {
        let simulation = try Pond.simulation()
        for _ in 0..<40 { try simulation.step() }
        #expect(simulation.digest == "c2580bce3d6e00d06b8d3d7476060331")
        for _ in 40..<200 { try simulation.step() }
        #expect(simulation.digest == "6b90738e160f0a06f5884b2ab64eb8c4")
    }
}
