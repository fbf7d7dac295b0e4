import NicheEngine
import NicheTestSupport
import Testing

@testable import NicheStore

@Suite struct FieldThinningTests {
    @Test(arguments: [1, 7, 10, 23, 51]) func roundingIsToTheNearest(bits: Int) {
        let step = 1 / Double(UInt64(1) << UInt64(bits))
        for value in [1, 1.1, -1.7, 3.14159, 1e-300, 6.02e23, 0.1 + 0.2, 2 - 1e-15] {
            let rounded = FieldThinning.rounded(value, to: bits)
            #expect(abs(rounded - value) <= abs(value) * step / 2)
            #expect(rounded.bitPattern & ((1 << UInt64(52 - bits)) - 1) == 0)
            #expect(FieldThinning.rounded(rounded, to: bits) == rounded)
        }
        for value in [0, -0.0, Double.infinity, Double.greatestFiniteMagnitude] {
            #expect(FieldThinning.rounded(value, to: bits).bitPattern == value.bitPattern)
        }
        #expect(FieldThinning.rounded(.nan, to: bits).isNaN)
    }

    @Test func fieldsAreKeptEveryPeriodAndAtTheEnd() {
        let thinning = FieldThinning(period: 7200)
        for (time, isLast, isKept) in [(Int64(0), false, true), (3600, false, false), (3600, true, true), (7200, false, true)] {
            var frame = Frame.sample(time: time)
            thinning.apply(to: &frame, isLast: isLast)
            #expect(frame.fields.columns.isEmpty != isKept && frame.cells.count > 0)
        }
    }

    @Test func aRunReadsBackWithAndWithoutItsFields() throws {
        let scratch = Scratch()
        let run = try RunFolder.create(at: "\(scratch.path)/run", overwrite: false)
        try run.writeManifest(Manifest())
        let writer = try SnapshotWriter(run)
        for time in [Int64(0), 3600, 7200] {
            var frame = Frame.sample(time: time)
            FieldThinning(period: 7200).apply(to: &frame, isLast: time == 7200)
            try writer.write(frame)
        }
        let reader = try SnapshotReader(run)
        #expect(try (0..<3).map { try reader.frame(at: $0).fields.columns.count } == [3, 0, 3])
        #expect(try reader.frame(at: 2).exact == Frame.sample(time: 7200).exact)
    }
}
