import NicheEngine
import NicheModel

/// What the bits of an engine are known by: the last state of a small scene in which everything happens that a run can remember.
///
/// A change of the engine that gives other bits gives it another name, and runs kept by the old one are not taken for its own.
public enum EngineFingerprint {
    /// - Parameter path: the scene, Models/pond.yaml.
    public static func of(scene path: String) throws -> String {
        var options = ReadOptions()
        options.therapies = try Model.read(path: path, vocabulary: .standard).therapies.map(\.name)
        let simulation = try Simulation(try Model.read(path: path, vocabulary: .standard, options: options), seed: 7, threads: 1)
        try simulation.run { _ in true }
        return simulation.digest
    }
}
