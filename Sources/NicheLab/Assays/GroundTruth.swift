import NicheEngine
import NicheFiles
import NicheMath

/// What is known of the places of an assay because the tissue is simulated.
enum GroundTruth {
    /// Distances from places to the nearest cell in each phase of the dead [µm]: "distance_to_" and the phase.
    static func distances(from places: [SIMD3<Double>], in frame: Frame) -> [(name: String, values: [Double])] {
        let window = Window(size: frame.size, isFlat: frame.isSlice)
        let pattern = PointPattern(places, in: window)
        let cells = frame.cells
        return cells.phaseNames.indices.compactMap { phase in
            let dead = (0..<cells.count).filter { Int(cells.phase[$0]) == phase && !cells.isAlive[$0] }
            guard !dead.isEmpty else { return nil }
            let points = PointPattern(dead.map { SIMD3(cells.x[$0], cells.y[$0], cells.z[$0]) }, in: window)
            return ("distance_to_\(cells.phaseNames[phase])", pattern.nearestDistances(to: points))
        }
    }

    /// The programmes of an assay with what a reader must know of them.
    static func table(_ transcriptome: Transcriptome) -> Dataframe {
        let programmes = transcriptome.signatures.programmes
        var table = Dataframe(index: programmes.map(\.name))
        table.append("activity", .strings(programmes.map { $0.activities.map(\.formula.text).joined(separator: " + ") }))
        table.append("genes", .integers(programmes.map { Int64($0.weights.count) }))
        table.append(
            "is_silent", .booleans(programmes.map { programme in transcriptome.silent.contains { $0.programme == programme.name } }))
        return table
    }

    /// Genes: which are anonymous, and the weight of each in each programme.
    static func genes(_ signatures: Signatures) -> Dataframe {
        var table = Dataframe(index: signatures.genes)
        table.append("is_anonymous", .booleans(signatures.genes.indices.map { $0 >= signatures.namedCount }))
        for programme in signatures.programmes {
            var weights = [Double](repeating: 0, count: signatures.genes.count)
            for (gene, weight) in programme.weights { weights[gene] = weight }
            table.append("weight_\(programme.name)", .numbers(weights))
        }
        return table
    }
}
