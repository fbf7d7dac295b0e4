import Foundation
import NicheModel

@testable import NicheEngine

/// A well of the library, run to its end; its measures over time.
struct Well {
    /// Hours.
    private(set) var times: [Double] = []
    private(set) var measures: [String: [Double]] = [:]

    static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Models").path

    init(
        _ name: String, _ settings: [(name: String, value: String)] = [], genotypes: [String] = [], therapies: [String] = [],
        until: String? = nil, seed: UInt64 = 1
    ) throws {
        var options = ReadOptions()
        options.settings = settings
        options.genotypes = genotypes
        options.therapies = therapies
        options.endOverride = until
        options.libraryFolders = [Self.library]
        let model = try Model.read(path: "\(Self.library)/\(name).yaml", vocabulary: .standard, options: options)
        let simulation = try Simulation(model, seed: seed, threads: 1)
        var times: [Double] = []
        var measures: [String: [Double]] = [:]
        try simulation.run { simulation in
            times.append(Double(simulation.state.time) / 3600)
            for (name, _, value) in try simulation.summaryRow() { measures[name, default: []].append(value) }
            return true
        }
        self.times = times
        self.measures = measures
    }

    func last(_ name: String) -> Double { measures[name]!.last! }

    func at(_ hour: Double, _ name: String) -> Double {
        measures[name]![times.indices.min { abs(times[$0] - hour) < abs(times[$1] - hour) }!]
    }

    /// Highest value, and when.
    func peak(_ name: String) -> (value: Double, hour: Double) {
        let values = measures[name]!
        let i = values.indices.max { values[$0] < values[$1] }!
        return (values[i], times[i])
    }

    /// Hours spent above a level.
    func hours(_ name: String, above level: Double) -> Double {
        Double(measures[name]!.filter { $0 > level }.count) * (times[1] - times[0])
    }

    /// First hour after `start` at which the value is below a level; nil if never.
    func falls(_ name: String, below level: Double, after start: Double) -> Double? {
        times.indices.first { times[$0] > start && measures[name]![$0] < level }.map { times[$0] - start }
    }
}

func isNear(_ value: Double, _ expected: Double, _ share: Double = 0.03, floor: Double = 0.01) -> Bool {
    abs(value - expected) <= max(share * abs(expected), floor)
}
