import Foundation
import NicheEngine
import NicheModel

/// Models, with the modules of the library at hand. What is small is begun and stepped too.
struct ModelSubject: Subject {
    private let modules: [String: String]

    init() throws {
        var modules: [String: String] = [:]
        for (name, text) in try Folder.texts("Models/modules") { modules[name] = text }
        for (name, text) in try Folder.texts("Models/physicell") { modules["physicell/" + name] = text }
        self.modules = modules
    }

    func seeds() throws -> [[UInt8]] {
        let files = try Folder.texts("Models") + Folder.texts("Models/modules") + Folder.texts("Models/physicell")
        // Those that are read in a moment.
        return (files.map(\.text).filter { $0.utf8.count < 4000 } + [CheckpointSubject.model, Self.ants]).map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws {
        let model = try Model.read(text: String(decoding: bytes, as: UTF8.self), vocabulary: .standard, modules: modules)
        _ = describe(model)
        try Small.run(model)
    }

    static let ants = """
        title: ants
        parameters: {haste: 2 um/min | 0 to 5 um/min | assumed | speed of an ant}
        cells:
          ant:
            state: {volume: 2 pL | split | volume, mood: "normal(1, 0.1) | redraw | mood"}
            let: {crowd: "touching(ant) + near(ant, 30 um, their.mood)"}
            move: {speed: haste, persistence: 20 min, toward: {scent: 1}}
            secrete: {scent: 0.1 * mood}
            events: {fight: {do: note, at: 0.1 /h * crowd, tally: {fights: 1}}}
        substances: {scent: {diffusion: 600 um^2/min, decay: 0.05 /min, level: 1 at 1e-4 /um^3}}
        body: {state: {season: 1}}
        therapies: {spray: {hold: {season: 2}, from: 1 h, until: 2 h}}
        space: {size: [60 um, 60 um, 20 um], voxel: 20 um, edges: closed}
        time: {end: 2 h, step: 6 min, record: 1 h}
        place: [{what: ant, disc: 20 um, at: [30 um, 30 um, 10 um], number: 3}]
        measures: {ants: count(ant), mood: "mean(ant, mood)"}
        """
}
