import NicheEngine
import NicheModel

/// Runs of models that ask for little: what a reader let through must not break the engine either.
enum Small {
    static func run(_ model: Model) throws {
        var model = model
        guard isSmall(model) else { return }
        model.time.settle = 0
        let simulation = try Simulation(model, seed: 1, threads: 1)
        for _ in 0..<2 { try simulation.step() }
    }

    private static func isSmall(_ model: Model) -> Bool {
        let size = model.space.size ?? SIMD3()
        let voxels = size / model.space.voxel
        guard model.space.isWell || voxels.x * voxels.y * voxels.z <= 1000 else { return false }
        return model.placements.allSatisfy { placement in
            switch placement.howMany {
            case .number(let number)?: number <= 20
            case .packed?, .density?: false
            case nil: true
            }
        }
    }
}
