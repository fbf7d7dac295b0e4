import NicheEngine
import NicheFiles
import NicheMath
import Testing

@testable import NicheLab

extension Dataframe {
    /// A column that should be there; empty if it is not.
    func column(_ name: String) -> [Double] { numbers(name) ?? [] }
}

@Suite("Single-cell sequencing of a frame")
struct SingleCellTests {
    let frame = Tissue.frame()

    @Test("States are found again in scores, housekeeping follows nothing, and depth helps")
    func recovery() {
        var found: [Double] = []
        for depth in [300.0, 1000, 10_000] {
            let obs = SingleCellAssay(Tissue.signatures, depth: depth).run(on: frame).data.obs
            found.append(Tissue.spearman(obs.column("s"), obs.column("score_rise")))
            #expect(Tissue.spearman(obs.column("s"), obs.column("score_flat")).magnitude < 0.12)
            #expect(Tissue.spearman(obs.column("activity_B"), obs.column("score_B")) > 0.5)
        }
        #expect(found[0] > 0.5 && found[1] > found[0] && found[2] > found[1] && found[2] > 0.9, "\(found)")
    }

    @Test("Profiles are what the formula says, but for noise of 0.15")
    func profiles() {
        let transcriptome = Transcriptome(Tissue.signatures, of: frame, seed: 1)
        let cells = (0..<frame.cells.count).filter { frame.cells.type[$0] == 0 }
        // ln of the ratio of two genes of one programme to a flat one, against s: slope 3 ln 2, spread √2 · 0.15.
        var (sum, square) = (0.0, 0.0)
        for cell in cells {
            let profile = transcriptome.profile(cell)
            #expect((profile.reduce(0, +) - 1).magnitude < 1e-12)
            let residual = Elementary.log(profile[3] / profile[20]) - 3 * Elementary.log(2) * frame.cells.states[0].values[cell]
            sum += residual
            square += residual * residual
        }
        let (n, mean) = (Double(cells.count), sum / Double(cells.count))
        #expect(((square / n - mean * mean).squareRoot() - 0.15 * 2.0.squareRoot()).magnitude < 0.02)
        // A dead cell has no RNA, a B cell half, and what no table lists a whole.
        let dead = frame.cells.isAlive.firstIndex(of: false)!
        let b = frame.cells.type.indices.first { frame.cells.type[$0] == 1 && frame.cells.isAlive[$0] }!
        #expect(transcriptome.content(dead) == 0 && transcriptome.content(b) == 0.5 && transcriptome.content(cells[0]) == 1)
        #expect(transcriptome.silent.map(\.programme) == ["never"] && transcriptome.silent.map(\.column) == ["unknown"])
    }

    @Test("Counts have the mean and the variance of a negative binomial")
    func counts() {
        let counting = CountModel(depth: 1, seed: 9)
        for (mean, dispersion) in [(0.2, 0.5), (3.0, 0.3), (50.0, 0.15), (400.0, 2.0)] {
            let values = (0..<20_000).map { counting.counts([mean], { _ in dispersion }, key: UInt64($0))[0] }
            let found = values.reduce(0, +) / 20_000
            let variance = values.map { ($0 - found) * ($0 - found) }.reduce(0, +) / 20_000
            let expected = mean + dispersion * mean * mean
            #expect((found - mean).magnitude < 5 * (expected / 20_000).squareRoot(), "\(mean)")
            #expect((variance / expected - 1).magnitude < 0.12, "\(mean): \(variance), expected \(expected)")
        }
        // Dropout loses 1 / (1 + μ): of a mean of 4, a fifth.
        var losing = counting
        losing.hasDropout = true
        let kept = (0..<20_000).map { losing.counts([4], { _ in 0 }, key: UInt64($0))[0] }.reduce(0, +) / 20_000
        #expect((kept - 3.2).magnitude < 0.06, "\(kept)")
    }

    @Test("Depth, doublets and ambient RNA are as stated")
    func drops() {
        let wide = Tissue.frame(columns: 60, rows: 60)
        let obs = SingleCellAssay(Tissue.signatures, cells: 5000).run(on: wide).data.obs
        #expect(obs.index.count == wide.cells.isAlive.count { $0 })
        guard case .booleans(let doublets)? = obs.columns.first(where: { $0.name == "is_doublet" })?.values,
            case .categories(let types, _)? = obs.columns.first(where: { $0.name == "type" })?.values
        else { return #expect(Bool(false), "is_doublet and type are columns") }
        #expect((Double(doublets.count { $0 }) / Double(doublets.count) - 0.04).magnitude < 0.013)
        #expect(obs.column("ambient").allSatisfy { $0 > 0.02 && $0 < 0.05 })
        let totals = obs.column("total_counts")
        func median(_ type: Int32) -> Double {
            Sample.quantile(0.5, of: totals.indices.filter { types[$0] == type && !doublets[$0] }.map { totals[$0] }.sorted())
        }
        #expect((median(0) / 5000 - 1).magnitude < 0.06 && (median(1) / 2500 - 1).magnitude < 0.08)
        let double = Sample.quantile(0.5, of: totals.indices.filter { doublets[$0] }.map { totals[$0] }.sorted())
        #expect(double > 6500, "two cells have more: \(double)")
    }

    @Test("A seed gives the same counts, another one others, and no cell minds who else is there")
    func seeds() {
        let assay = SingleCellAssay(Tissue.signatures, cells: 200)
        let first = assay.run(on: frame).data
        #expect(first.x == assay.run(on: frame).data.x && first.obs.index.count == 200)
        #expect(first.x != SingleCellAssay(Tissue.signatures, cells: 200, seed: 2).run(on: frame).data.x)
        // Cells listed the other way round: the same are sampled.
        var turned = frame
        turned.cells.id.reverse()
        turned.cells.type.reverse()
        turned.cells.phase.reverse()
        turned.cells.isAlive.reverse()
        #expect(Set(assay.run(on: turned).data.obs.index) == Set(first.obs.index))
    }
}
