import NicheEngine
import NicheFiles
import NicheMath

/// Spatial transcriptomics of a frame: RNA caught where it lies, in spots or bins.
///
/// The RNA of a cell lies evenly over its disc, seen from above, and may wander before it is caught. Of a solid tissue a section of 10 µm
/// through the middle is taken: the cells with their centres in it.
public struct SpatialAssay: Sendable {
    public var signatures: Signatures
    public var layout: SpotLayout
    public var counting: CountModel
    /// Standard deviation of how far RNA wanders along each axis [µm].
    public var diffusion = 0.0

    /// Dispersion of counts, and standard deviation of ln of the efficiency with which a spot catches.
    static let dispersion = 0.15, efficiency = 0.35
    /// Pieces that a cell's RNA is laid out in.
    static let pieces = 32
    static let section = 10.0

    public init(_ signatures: Signatures, layout: SpotLayout = .spots, depth: Double = 8000, seed: UInt64 = 1) {
        self.signatures = signatures
        self.layout = layout
        counting = CountModel(depth: depth, seed: seed)
    }

    /// - Returns: counts (X: spots with tissue × genes); in obs what is known of each spot, the activity of each programme in its RNA and
    ///   its score. `depth` is the median of a spot's counts.
    public func run(on frame: Frame) -> Assayed {
        let transcriptome = Transcriptome(signatures, of: frame, seed: counting.seed)
        var caught = Catch(layout.spots(width: frame.size.x, height: frame.size.y), signatures)
        for cell in 0..<frame.cells.count where isInSection(cell, frame) { lay(cell, transcriptome, into: &caught) }
        let means = caught.spots.map { SpotMeans($0, layout, frame) }
        for column in transcriptome.particles {
            let profile = transcriptome.profile(particle: column.name)
            for (spot, mean) in means.enumerated() {
                let count = mean.value(of: column) * layout.area / (frame.fields.spacing.x * frame.fields.spacing.y)
                guard count > 0 else { continue }
                caught.add(profile, transcriptome.particleActivities[column.name]!, count * signatures.content(column.name), to: spot)
            }
        }
        let kept = caught.spots.indices.filter { caught.content[$0] > 0 }
        let median = Sample.quantile(0.5, of: kept.map { caught.content[$0] }.sorted())
        let factors = counting.batchFactors(signatures.genes.count)
        var counts: [Double] = []
        for spot in kept {
            let key = UInt64(spot)
            var draws = counting.draws(key, .depth)
            let scale = draws.lognormal(median: counting.depth, sigma: Self.efficiency) / median
            let rna = caught.rna(spot)
            counts += counting.counts(rna.indices.map { scale * rna[$0] * factors[$0] }, { _ in Self.dispersion }, key: key)
        }
        return Assayed(data: annData(transcriptome, caught, kept, means, counts), silent: transcriptome.silent)
    }

    private func isInSection(_ cell: Int, _ frame: Frame) -> Bool {
        frame.isSlice || (frame.cells.z[cell] - frame.size.z / 2).magnitude < Self.section / 2
    }

    /// Lays the RNA of a cell out over its disc, in a sunflower's order.
    private func lay(_ cell: Int, _ transcriptome: Transcriptome, into caught: inout Catch) {
        let cells = transcriptome.frame.cells
        var draws = counting.draws(cells.id[cell], .shift)
        var shares: [(spot: Int, share: Double)] = []
        for piece in 0..<Self.pieces {
            let radius = cells.radius[cell] * Elementary.squareRoot((Double(piece) + 0.5) / Double(Self.pieces))
            let turn = Elementary.sinCos(2.399963229728653 * Double(piece))  // the golden angle
            var (x, y) = (cells.x[cell] + radius * turn.cos, cells.y[cell] + radius * turn.sin)
            if diffusion > 0 { (x, y) = (x + diffusion * draws.normal(), y + diffusion * draws.normal()) }
            guard let place = layout.spot(atX: x, y), let spot = caught.spot(place.row, place.column) else { continue }
            if let known = shares.firstIndex(where: { $0.spot == spot }) {
                shares[known].share += 1 / Double(Self.pieces)
            } else {
                shares.append((spot, 1 / Double(Self.pieces)))
            }
        }
        guard !shares.isEmpty else { return }
        let content = transcriptome.content(cell)
        let profile = content > 0 ? transcriptome.profile(cell) : []
        let activities = transcriptome.activities.map { $0[cell] }
        for (spot, share) in shares {
            caught.note(cell, share, in: spot)
            if content > 0 { caught.add(profile, activities, content * share, to: spot) }
        }
    }

    private func annData(
        _ transcriptome: Transcriptome, _ caught: Catch, _ kept: [Int], _ means: [SpotMeans], _ counts: [Double]
    ) -> AnnData {
        let frame = transcriptome.frame
        let width = signatures.genes.count
        let spots = kept.map { caught.spots[$0] }
        var obs = Dataframe(index: spots.map { "\($0.row)x\($0.column)" })
        obs.append("in_tissue", .integers(kept.map { _ in 1 }))
        obs.append("array_row", .integers(spots.map { Int64($0.row) }))
        obs.append("array_col", .integers(spots.map { Int64(isHexagonal ? 2 * $0.column + $0.row % 2 : $0.column) }))
        obs.append("total_counts", .numbers(kept.indices.map { row in tileSum(count: width) { counts[row * width + $0] } }))
        obs.append("cells", .numbers(kept.map { caught.cells(in: $0) { _ in true } }))
        for column in frame.fields.columns {
            let isParticle = transcriptome.particleActivities[column.name] != nil
            let scale = isParticle ? layout.area / (frame.fields.spacing.x * frame.fields.spacing.y) : 1
            obs.append(column.name, .numbers(kept.map { means[$0].value(of: column) * scale }))
        }
        for column in frame.cells.states {
            obs.append("mean_\(column.name)", .numbers(kept.map { caught.mean(column.values, in: $0) { frame.cells.isAlive[$0] } }))
        }
        let places = spots.map { SIMD3($0.x, $0.y, frame.size.z / 2) }
        for (name, values) in GroundTruth.distances(from: places, in: frame) { obs.append(name, .numbers(values)) }
        for (i, programme) in signatures.programmes.enumerated() {
            obs.append("activity_\(programme.name)", .numbers(kept.map { caught.activity(i, in: $0) }))
        }
        let scores = ProgrammeScores(signatures, counts: counts, rows: kept.count)
        for (name, values) in zip(scores.names, scores.values) { obs.append("score_\(name)", .numbers(values)) }

        var data = AnnData(obs: obs, variables: GroundTruth.genes(signatures), x: counts)
        let types = kept.flatMap { spot in
            frame.cells.typeNames.indices.map { type in caught.cells(in: spot) { Int(frame.cells.type[$0]) == type } }
        }
        data.obsm = [
            AnnData.Matrix("spatial", columns: 2, spots.flatMap { [$0.x, $0.y] }),
            AnnData.Matrix("types", columns: frame.cells.typeNames.count, types),
        ]
        data.uns = [
            ("assay", .text(isHexagonal ? "spots" : "bins")), ("time_s", .integer(frame.time)), ("depth", .number(counting.depth)),
            ("seed", .integer(Int64(bitPattern: counting.seed))), ("types", .strings(frame.cells.typeNames)),
            ("programmes", .table(GroundTruth.table(transcriptome))),
        ]
        return data
    }

    private var isHexagonal: Bool {
        if case .hexagonal = layout { return true }
        return false
    }
}
