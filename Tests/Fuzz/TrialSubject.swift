import Foundation
import NicheLab
import NicheTestSupport

/// Trials of a small model, which is read anew for each.
struct TrialSubject: Subject {
    private let scratch = Scratch()

    init() throws { try Data(ModelSubject.ants.utf8).write(to: URL(fileURLWithPath: "\(scratch.path)/ants.yaml")) }

    func seeds() throws -> [[UInt8]] {
        let claims = try Folder.texts("Claims").map { $0.text.replacing(/model: [a-z]+/, with: "model: ants") }
        return ([Self.trial] + claims).map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws {
        let path = "\(scratch.path)/trial.yaml"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        _ = try Trial.read(path, libraryFolders: [scratch.path])
    }

    private static let trial = """
        claim: X1
        sentence: Fast ants meet more
        source: nobody
        model: ants
        until: 2 h
        replicates: 5
        arms: {pace: {slow: {set: {haste: 1 um/min}}, fast: {set: {haste: 4 um/min}}}}
        populations: {gloomy: "ant, mood < 1"}
        measure:
          met: "count(gloomy) at 2 h / (1 + mean(ants, 1 h to 2 h))"
        judge:
          more: met fast above slow
        control: {relabel: pace}
        """
}
