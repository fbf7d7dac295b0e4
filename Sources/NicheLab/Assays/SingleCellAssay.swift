import NicheEngine
import NicheFiles
import NicheMath

/// Single-cell RNA sequencing of a frame by droplets: live cells at random, each with its counts, some of them two in one drop.
public struct SingleCellAssay: Sendable {
    public var signatures: Signatures
    public var counting: CountModel
    /// How many cells are sampled at most.
    public var cells: Int
    /// Drops with a second cell, and the ends of the share of counts that come from burst cells and free blood.
    public var doublets = 0.04
    public var ambient = 0.02...0.05

    public init(_ signatures: Signatures, cells: Int = 2000, depth: Double = 5000, seed: UInt64 = 1) {
        self.signatures = signatures
        self.cells = cells
        counting = CountModel(depth: depth, seed: seed)
    }

    /// - Returns: counts (X: cells × genes); in obs all that is known of each cell, the activity of each programme and its score.
    public func run(on frame: Frame) -> Assayed {
        let transcriptome = Transcriptome(signatures, of: frame, seed: counting.seed)
        let live = (0..<frame.cells.count).filter { transcriptome.content($0) > 0 }
        let sampled = sample(of: live, in: frame)
        let profiles = sampled.map { transcriptome.profile($0) }
        let soup = pool(transcriptome, sampled, profiles)
        let factors = counting.batchFactors(signatures.genes.count)
        let dispersions = counting.dispersions(signatures.genes, means: soup.map { $0 * counting.depth })

        var drops = Drops()
        for (row, cell) in sampled.enumerated() {
            let id = frame.cells.id[cell]
            var content = transcriptome.content(cell)
            var profile = profiles[row]
            var doublet = counting.draws(id, .doublet)
            let isDoublet = doublet.uniform() < doublets && live.count > 1
            if isDoublet {
                var partner = counting.draws(id, .partner)
                let other = live[partner.int(below: live.count)]
                let second = transcriptome.content(other)
                let profileOfOther = transcriptome.profile(other)
                for gene in profile.indices {
                    profile[gene] = (content * profile[gene] + second * profileOfOther[gene]) / (content + second)
                }
                content += second
            }
            var free = counting.draws(id, .ambient)
            let share = free.uniform(ambient.lowerBound, ambient.upperBound)
            var depth = counting.draws(id, .depth)
            let total = content * depth.lognormal(median: counting.depth, sigma: 0.45)
            let means = profile.indices.map { total * ((1 - share) * profile[$0] + share * soup[$0]) * factors[$0] }
            drops.counts += counting.counts(means, { dispersions[$0] }, key: id)
            drops.isDoublet.append(isDoublet)
            drops.ambient.append(share)
        }
        return Assayed(data: annData(transcriptome, sampled, drops), silent: transcriptome.silent)
    }

    /// What is drawn for each drop.
    private struct Drops {
        var counts: [Double] = []
        var isDoublet: [Bool] = []
        var ambient: [Double] = []
    }

    /// Each cell has a lot of its own, so that who is sampled does not depend on the order of the cells.
    private func sample(of live: [Int], in frame: Frame) -> [Int] {
        let lots = live.map { cell in
            var draws = counting.draws(frame.cells.id[cell], .pick)
            return (lot: draws.word(), cell: cell)
        }
        return lots.sorted { ($0.lot, $0.cell) < ($1.lot, $1.cell) }.prefix(cells).map(\.cell).sorted()
    }

    /// The RNA of all together: of the sampled cells, as if they stood for all live ones, and of particles.
    private func pool(_ transcriptome: Transcriptome, _ sampled: [Int], _ profiles: [[Double]]) -> [Double] {
        var pool = [Double](repeating: 0, count: signatures.genes.count)
        func add(_ profile: [Double], _ amount: Double) {
            for gene in pool.indices { pool[gene] += amount * profile[gene] }
        }
        for (cell, profile) in zip(sampled, profiles) { add(profile, transcriptome.content(cell)) }
        let live = (0..<transcriptome.frame.cells.count).count { transcriptome.content($0) > 0 }
        for column in transcriptome.particles where !sampled.isEmpty {
            let count = tileSum(count: column.values.count) { column.values[$0] } * Double(sampled.count) / Double(live)
            add(transcriptome.profile(particle: column.name), count * signatures.content(column.name))
        }
        let total = tileSum(count: pool.count) { pool[$0] }
        return total > 0 ? pool.map { $0 / total } : pool
    }

    private func annData(_ transcriptome: Transcriptome, _ sampled: [Int], _ drops: Drops) -> AnnData {
        let frame = transcriptome.frame
        let cells = frame.cells
        let rows = sampled.count
        let width = signatures.genes.count
        func pick<Value>(_ values: [Value]) -> [Value] { sampled.map { values[$0] } }
        var obs = Dataframe(index: sampled.map { String(cells.id[$0]) })
        obs.append("type", .categories(pick(cells.type), names: cells.typeNames))
        obs.append("phase", .categories(pick(cells.phase), names: cells.phaseNames))
        obs.append("radius", .numbers(pick(cells.radius)))
        obs.append("total_counts", .numbers((0..<rows).map { row in tileSum(count: width) { drops.counts[row * width + $0] } }))
        obs.append("is_doublet", .booleans(drops.isDoublet))
        obs.append("ambient", .numbers(drops.ambient))
        for column in cells.states + cells.substances { obs.append(column.name, .numbers(pick(column.values))) }
        let places = sampled.map { SIMD3(cells.x[$0], cells.y[$0], cells.z[$0]) }
        for (name, values) in GroundTruth.distances(from: places, in: frame) { obs.append(name, .numbers(values)) }
        for (programme, values) in zip(signatures.programmes, transcriptome.activities) {
            obs.append("activity_\(programme.name)", .numbers(pick(values)))
        }
        let scores = ProgrammeScores(signatures, counts: drops.counts, rows: rows)
        for (name, values) in zip(scores.names, scores.values) { obs.append("score_\(name)", .numbers(values)) }

        var data = AnnData(obs: obs, variables: GroundTruth.genes(signatures), x: drops.counts)
        data.obsm = [AnnData.Matrix("spatial", columns: 3, places.flatMap { [$0.x, $0.y, $0.z] })]
        data.uns = [
            ("assay", .text("single cells")), ("time_s", .integer(frame.time)), ("depth", .number(counting.depth)),
            ("seed", .integer(Int64(bitPattern: counting.seed))), ("programmes", .table(GroundTruth.table(transcriptome))),
        ]
        if cells.typeColours.count == cells.typeNames.count, !cells.typeNames.isEmpty {
            data.uns.append(("type_colors", .strings(cells.typeColours)))
        }
        return data
    }
}

/// What an assay gives.
public struct Assayed: Sendable {
    public var data: AnnData
    /// Programmes that nobody can have here, each with a column that it reads and the frame lacks.
    public var silent: [(programme: String, column: String)]
}
