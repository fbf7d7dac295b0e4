import Foundation
import NicheEngine
import NicheModel

/// A small busy scene, in which everything that a run can remember is remembered: cells divide, die, eat, walk, change their type and
/// come in; vessels grow, burst and are carried along; substances react; a therapy waits for its moment.
enum Pond {
    /// Models/pond.yaml.
    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Models/pond.yaml")
        .standardizedFileURL.path

    static func model(therapies: [String] = ["alarm", "heating", "keeper"], settings: [(name: String, value: String)] = []) throws -> Model
    {
        var options = ReadOptions()
        options.therapies = therapies
        options.settings = settings
        return try Model.read(path: path, vocabulary: .standard, options: options)
    }

    static func simulation(threads: Int = 1) throws -> Simulation { try Simulation(model(), seed: 7, threads: threads) }
}
