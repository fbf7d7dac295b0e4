import Foundation
import NicheLab
import NicheModel

/// A folder with a small model and trials about it.
final class Bench {
    let folder: String

    /// Ducks that multiply; a drug that keeps them from it and a switch that makes them deaf to the drug.
    static let model = """
        title: Ducks in a dish
        couplings:
          D1: the drug tires ducks
        parameters:
          growth:     0.05 /h | 0 to 1 | assumed | divisions of a duck
          dose:       0       | 0 to 100 | chosen | drug
        genotypes:
          deaf: {D1: 0}
        space: {size: [400 um, 400 um, 15 um], voxel: 20 um, edges: closed}
        time:  {end: 2 d, step: 1 h, record: 6 h}
        cells:
          duck:
            is: cell
            state: {volume: 500 um^3 | split, tired: 0 | copy | drug felt, slow: 0 | copy | what tiredness does}
            change: {volume: toward 500 um^3 over 3 h, tired: toward D1 * dose over 0.2 h, slow: toward tired over 0.2 h}
            mechanics: {repulsion: 1 um/min, adhesion: 0 um/min}
            events:
              breed: divide at growth / (1 + slow)
              leave_home: vanish at 0.005 /h
        place:
          - {what: duck, random: 150 /mm^2}
        measures:
          ducks: count(duck)
        """

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("niche-lab-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.model.write(toFile: folder + "/ducks.yaml", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func trial(_ text: String) throws -> Trial {
        try text.write(toFile: folder + "/trial.yaml", atomically: true, encoding: .utf8)
        return try Trial.read(folder + "/trial.yaml", libraryFolders: [])
    }

    /// The message of what is wrong with a trial, without the folder; nil if nothing is.
    func problem(_ text: String) -> String? {
        do { _ = try trial(text) } catch let fault as ModelFault {
            return fault.description.replacingOccurrences(of: folder + "/", with: "")
        } catch { return "\(error)" }
        return nil
    }

    func laboratory(_ kept: KeptRuns? = nil, jobs: Int = 1, engine: String = "test") throws -> Laboratory {
        Laboratory(kept: try kept ?? KeptRuns(folder: nil), libraryFolders: [], engine: engine, jobs: jobs)
    }

    func result(_ text: String, jobs: Int = 1) throws -> TrialResult {
        try laboratory(jobs: jobs).results(of: [try trial(text)]) { _ in true }![0]
    }
}
