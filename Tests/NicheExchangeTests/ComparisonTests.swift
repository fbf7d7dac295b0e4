import NicheEngine
import NicheFiles
import NicheModel
import NicheStore
import NicheTestSupport
import Testing

@testable import NicheExchange

/// Runs of ants that die by chance, beside curves that say so or something else.
@Suite("Runs beside another program's curves")
struct ComparisonTests {
    private let scratch = Scratch()

    private func runs(_ count: Int) throws -> [RunFolder] {
        let model = try Model.read(
            text: """
                title: ants
                substances:
                  sweet_food: {diffusion: 100 um^2/min, decay: 0 /min, start: 4}
                cells:
                  ant:
                    label: red ant
                    state: {volume: 1 pL | split}
                    events: {death: enter apoptotic at 0.01 /min}
                    phases: {apoptotic: {dead: yes}}
                space: {size: [200 um, 200 um, 20 um], voxel: 20 um}
                time: {end: 1 h, step: 6 min, record: 30 min, snapshot: 30 min, start: as given}
                place: [{what: ant, number: 60, everywhere: yes}]
                """, vocabulary: .standard)
        return try (0..<count).map { seed in
            let folder = try RunFolder.create(at: "\(scratch.path)/\(seed)", overwrite: false)
            let writer = try SnapshotWriter(folder)
            try Simulation(model, seed: UInt64(seed), threads: 1).run { simulation in
                if simulation.state.time % 1800 == 0 { _ = try writer.write(simulation.frame()) }
                return true
            }
            return folder
        }
    }

    private func curves(_ rows: String, _ name: String = "curves.csv") throws -> Curves {
        let path = "\(scratch.path)/\(name)"
        try DiskFiles.writeWhole(Array(("time_min,cell_type,quantity,mean,sd,n\n" + rows).utf8), to: path)
        return try Curves(path: path)
    }

    /// 60 e^(-0.3) = 44.4 and 60 e^(-0.6) = 32.9 live ones, with binomial deviations of 3.4 and 3.9.
    private static let alike = """
        0,red ant,live_count,60,0,8
        30,red ant,live_count,44.4,3.4,8
        60,ALL,live_count,32.9,3.9,8
        60,red ant,apoptotic_count,27.1,3.9,8
        60,red ant,total_volume_mean_live,1000,0,8
        60,substrate:sweet food,mean,4,0,8

        """

    @Test("that say the same lie close, and what chance puts beyond is told") func alike() throws {
        let comparison = try Comparison(try runs(10), try curves(Self.alike))
        #expect(comparison.lines.count == 6 && comparison.count(beyond: 3) == 0 && comparison.isAlike)
        // Student's t of about 15 degrees is beyond 3 in one of 110; where nothing varies, never by more than a normal number is.
        #expect(comparison.expected(beyond: 3) > 0.01 && comparison.expected(beyond: 3) < 0.1)
        #expect(comparison.text.contains("6 numbers at 3 times, 10 runs against 8: 0 beyond 3"))
    }

    @Test("that say something else are told with where and by how much") func different() throws {
        let rows = Self.alike.replacing("44.4,3.4", with: "52,3.4").replacing("mean,4,0", with: "mean,4.1,0")
        let comparison = try Comparison(try runs(10), try curves(rows))
        #expect(comparison.count(beyond: 3) == 2 && comparison.count(beyond: 6) == 1 && !comparison.isAlike)
        let worst = try #require(comparison.lines.first { $0.key.time == 30 })
        // (44.4 - 52) / √(3.4²/10 + 3.4²/8), give or take what ten runs scatter.
        #expect(worst.statistic < -3 && worst.statistic > -7)
        #expect(comparison.text.contains("live_count of red ant; at 30 min"))
    }

    @Test("at a longer step, too, are taken back to none") func coarser() throws {
        // What is 44.4 without a step is 46.4 at one and 48.4 at twice as long a one.
        let fine = try curves(Self.alike.replacing("44.4,3.4", with: "48.4,0.1"))
        let coarse = try curves(Self.alike.replacing("44.4,3.4", with: "52.4,0.1"), "coarse.csv")
        let runs = try runs(10)
        let without = try #require(try Comparison(runs, fine).lines.first { $0.key.time == 30 })
        let with = try #require(try Comparison(runs, fine, coarser: (coarse, 2)).lines.first { $0.key.time == 30 })
        #expect(abs(without.statistic) > 2.5)
        #expect(abs(with.statistic) < 2.5 && abs(with.theirs.mean - 44.4) < 1e-9)
    }

    @Test("with small counts are compared by the exact test of two Poisson counts") func small() throws {
        let runs = try runs(10)
        func statistic(_ mean: Double) throws -> Double {
            let comparison = try Comparison(runs, try curves("0,red ant,dead_count,\(mean),0.5,4\n"))
            return comparison.lines[0].statistic
        }
        // None of ours in ten runs: as rare as (4/14)^k counts that all fall among the other four.
        #expect(try statistic(0) == 0)
        #expect(abs(try statistic(1) + 2.48) < 0.01)  // p = 2 (10/14)^4 is no rarity of ours; of theirs it is 2 (4/14)^4 = 0.0133
        #expect(try statistic(2) < -3.5)
    }

    @Test("that are broken are refused with line and column") func broken() throws {
        for (rows, words) in [
            ("0,red ant,live_count,many,0,8\n", "2"), ("0,red ant,live_count,60,0,0\n", "number of runs"), ("", "holds no numbers"),
        ] {
            let fault = #expect(throws: FileFault.self) { try curves(rows) }
            #expect(fault.map { "\($0)".contains(words) } == true, "\(words)")
        }
        let comparison = try Comparison(try runs(2), try curves(Self.alike + "60,red ant,joy_mean_live,1,1,8\n60,moth,live_count,1,1,8\n"))
        #expect(comparison.unread == ["joy_mean_live of red ant", "live_count of moth"])
    }
}
