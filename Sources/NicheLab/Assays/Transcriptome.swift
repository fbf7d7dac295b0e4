import NicheEngine
import NicheMath

/// What the cells of a frame express: the share of each gene in the RNA of each cell.
///
///     ln(rate of gene g in cell c) = ln b(g, type) + ln 2 Σ_k w(g, k) a(k, c) + ε
///
/// with the weights w and activities a of programmes and ε of standard deviation 0.15.
///
/// - Source: gamma baselines and the differences between types as in Splat, Zappia, Phipson & Oshlack, Genome Biology 18 (2017) 174; the
///   noise is assumed.
struct Transcriptome {
    let signatures: Signatures
    let frame: Frame
    let seed: UInt64
    /// Activity of each programme in each cell, and in one particle by its name.
    private(set) var activities: [[Double]] = []
    private(set) var particleActivities: [String: [Double]] = [:]
    /// Programmes that no cell of the frame can have, with a column that they read and the frame lacks.
    private(set) var silent: [(programme: String, column: String)] = []
    /// Logarithms of the baselines, by type of cell.
    private var baselines: [String: [Double]] = [:]

    static let noise = 0.15

    init(_ signatures: Signatures, of frame: Frame, seed: UInt64) {
        self.signatures = signatures
        self.frame = frame
        self.seed = seed
        for programme in signatures.programmes { bind(programme) }
        let particles = frame.fields.columns.map(\.name).filter { signatures.contents[$0] != nil }
        for name in frame.cells.typeNames + particles {
            baselines[name] = signatures.genes.indices.map { Elementary.log(baseline($0, name)) }
        }
        for name in particles {
            particleActivities[name] = signatures.programmes.map { programme in
                var sum = 0.0
                for activity in programme.activities where activity.cells?.contains(name) == true && activity.formula.names.isEmpty {
                    sum += activity.formula.values(count: 1, [])[0]
                }
                return sum
            }
        }
    }

    /// Particles on the grid that have RNA.
    var particles: [Frame.Column] { frame.fields.columns.filter { particleActivities[$0.name] != nil } }

    func typeName(_ cell: Int) -> String { frame.cells.typeNames[Int(frame.cells.type[cell])] }

    /// RNA of a cell, against that of one with content 1; the dead have none left.
    func content(_ cell: Int) -> Double { frame.cells.isAlive[cell] ? signatures.content(typeName(cell)) : 0 }

    private mutating func bind(_ programme: Signatures.Programme) {
        let columns = frame.cells.states + frame.cells.substances
        var sum = [Double](repeating: 0, count: frame.cells.count)
        var lacking: String?
        var isBound = false
        for activity in programme.activities {
            let found = activity.formula.names.map { name in columns.first { $0.name == name } }
            if let missing = found.firstIndex(where: { $0 == nil }) {
                lacking = activity.formula.names[missing]
                continue
            }
            isBound = true
            let values = activity.formula.values(count: frame.cells.count, found.map { $0!.values })
            // A cell without one of the states has NaN, and not the programme.
            for cell in values.indices where values[cell].isFinite && activity.cells?.contains(typeName(cell)) != false {
                sum[cell] += values[cell]
            }
        }
        if !isBound, let lacking { silent.append((programme.name, lacking)) }
        activities.append(sum)
    }

    /// A gene of a programme starts from the same in all cells, so that programmes alone tell types apart by it; an anonymous one differs in
    /// a tenth of the types. Both belong to the gene, not to the run: every seed has the same.
    private func baseline(_ gene: Int, _ type: String) -> Double {
        let name = signatures.genes[gene]
        if let stated = signatures.baselines[name] { return stated }
        var draws = Draws(seed: 0, key: UInt64(Keys.name(name)), tick: 0, event: Purpose.assay.rawValue)
        // Below any count; a gamma of shape 0.6 comes that close to 0 now and then.
        let common = max(draws.gamma(0.6) / 0.3, 1e-6)
        guard gene >= signatures.namedCount else { return common }
        var own = Draws(seed: 0, key: UInt64(Keys.name(name)), tick: Int64(Keys.name(type)), event: Purpose.assay.rawValue)
        guard own.uniform() < 0.1 else { return common }
        let factor = Elementary.exp(own.normal(0.1, 0.4))
        return own.uniform() < 0.5 ? common * factor : common / factor
    }

    /// The share of each gene in the RNA of a cell; sums to 1.
    func profile(_ cell: Int) -> [Double] {
        shares(typeName(cell), activities.map { $0[cell] }, key: frame.cells.id[cell])
    }

    /// The same for the particles of a name, without noise: they are many.
    func profile(particle name: String) -> [Double] { shares(name, particleActivities[name]!, key: nil) }

    private func shares(_ type: String, _ activities: [Double], key: UInt64?) -> [Double] {
        var rates = baselines[type]!
        for (programme, activity) in zip(signatures.programmes, activities) where activity != 0 {
            for (gene, weight) in programme.weights { rates[gene] += 0x1.62e42fefa39efp-1 * weight * activity }
        }
        var draws = Draws(seed: seed, key: key ?? 0, tick: AssayStep.noise.rawValue, event: Purpose.assay.rawValue)
        for gene in rates.indices { rates[gene] = Elementary.exp(rates[gene] + (key == nil ? 0 : Self.noise * draws.normal())) }
        let total = tileSum(count: rates.count) { rates[$0] }
        for gene in rates.indices { rates[gene] /= total }
        return rates
    }
}

/// The draws of an assay, one stream a step and cell or place.
enum AssayStep: Int64 {
    case pick = 1, noise, depth, doublet, partner, ambient, counts, shift, dispersion, dropout, batch
}
