import NicheEngine
import NicheFiles
import NicheMath

/// A moment of a run as sequencers see it. Each assay is made when it is first asked for, and once.
final class Sequencing {
    private let simulation: Simulation
    private let signatures: Signatures
    private let seed: UInt64
    private lazy var frame = simulation.frame()
    private var assayed: [Assay: AnnData] = [:]

    /// With its depth; nil for what the assay takes by itself.
    private enum Assay: Hashable { case cells(Double?), spots(Double?) }

    /// Spots with fewer counts say nothing.
    private static let leastCounts = 500.0

    init(_ simulation: Simulation, _ signatures: Signatures, seed: UInt64) {
        (self.simulation, self.signatures, self.seed) = (simulation, signatures, seed)
    }

    /// The number; NaN where nobody that it is about was sequenced.
    func value(_ measure: AssayMeasure) -> Double {
        switch measure.function {
        case .cellScore:
            let cells = cells(measure, population: 0)
            return cells.reduce(0) { $0 + $1.score } / Double(cells.count)
        case .cellAUROC:
            let (first, second) = (cells(measure, population: 0), cells(measure, population: 1))
            return MannWhitney(first.map(\.score), second.map(\.score))?.superiority ?? .nan
        case .cellRecovery:
            let cells = cells(measure, population: 0)
            return Correlation.spearman(cells.map(\.value), cells.map(\.score))?.coefficient ?? .nan
        case .spotAUROC:
            let spots = spots(measure)
            let isNear = isNear(spots.map(\.place), measure)
            func scores(_ wanted: Bool) -> [Double] { zip(spots, isNear).filter { $1 == wanted }.map(\.0.score) }
            return MannWhitney(scores(true), scores(false))?.superiority ?? .nan
        case .spotRecovery:
            let spots = spots(measure)
            return Correlation.spearman(spots.map(\.activity), spots.map(\.score))?.coefficient ?? .nan
        }
    }

    /// The score and the own value of each cell of a population that was sequenced.
    private func cells(_ measure: AssayMeasure, population: Int) -> [(value: Double, score: Double)] {
        let obs = data(.cells(measure.depth)).obs
        guard let scores = obs.numbers("score_\(measure.programme)") else { return [] }
        let rows = Dictionary(uniqueKeysWithValues: zip(obs.index, scores))
        return (simulation.members(of: measure.populations[population]) ?? []).compactMap { member in
            rows[String(member.id)].map { (member.value, $0) }
        }
    }

    private struct Spot {
        var place: SIMD3<Double>
        var activity: Double
        var score: Double
    }

    private func spots(_ measure: AssayMeasure) -> [Spot] {
        let data = data(.spots(measure.depth))
        guard let places = data.obsm.first(where: { $0.name == "spatial" }), let counts = data.obs.numbers("total_counts"),
            let activities = data.obs.numbers("activity_\(measure.programme)"),
            let scores = data.obs.numbers("score_\(measure.programme)")
        else { return [] }
        return counts.indices.filter { counts[$0] >= Self.leastCounts }.map { row in
            let place = SIMD3(places.values[2 * row], places.values[2 * row + 1], simulation.size.z / 2)
            return Spot(place: place, activity: activities[row], score: scores[row])
        }
    }

    private func isNear(_ places: [SIMD3<Double>], _ measure: AssayMeasure) -> [Bool] {
        guard let length = measure.length else { return places.map { _ in false } }
        let window = Window(size: simulation.size, isFlat: simulation.isSlice)
        let members = (simulation.members(of: measure.populations[0]) ?? []).map(\.position)
        return PointPattern(places, in: window).nearestDistances(to: PointPattern(members, in: window)).map { $0 <= length }
    }

    private func data(_ assay: Assay) -> AnnData {
        if let known = assayed[assay] { return known }
        let new =
            switch assay {
            case .cells(let depth): SingleCellAssay(signatures, depth: depth ?? 5000, seed: seed).run(on: frame).data
            case .spots(let depth): SpatialAssay(signatures, depth: depth ?? 8000, seed: seed).run(on: frame).data
            }
        assayed[assay] = new
        return new
    }
}
