import NicheTestSupport
import Testing

@testable import NicheFiles

@Suite struct ZarrTests {
    let scratch = Scratch()

    private func roundTrip<Element: ZarrElement & Equatable>(_ values: [Element]) throws {
        for chunk in [nil, 1, 3, 5, 100] {
            let path = "\(scratch.path)/\(Element.zarrType)-\(chunk ?? 0)"
            try ZarrArray(at: path, type: Element.zarrType, shape: [values.count], chunk: chunk.map { [$0] }).write(values)
            let back = try ZarrArray(opening: path)
            #expect(try back.shape == [values.count] && back.read(as: Element.self) == values)
        }
    }

    @Test func everyTypeReadsBackEqual() throws {
        try roundTrip([1.5, -0.0, .leastNonzeroMagnitude, .infinity, 1e300] as [Double])
        try roundTrip([1.5, -2, .infinity] as [Float])
        try roundTrip([Int8.min, 0, .max])
        try roundTrip([Int16.min, 0, .max])
        try roundTrip([Int32.min, 0, .max])
        try roundTrip([Int64.min, 0, .max])
        try roundTrip([UInt8.min, 5, .max])
        try roundTrip([UInt16.min, 5, .max])
        try roundTrip([UInt32.min, 5, .max])
        try roundTrip([UInt64.min, 5, .max])
        try roundTrip([true, false, true, true])
        try roundTrip([] as [Double])
    }

    @Test func notANumberKeepsItsBits() throws {
        let values = [Double.nan, Double(nan: 77, signaling: false), -.nan, .signalingNaN]
        try ZarrArray(at: "\(scratch.path)/a", type: .float64, shape: [4]).write(values)
        #expect(try ZarrArray(opening: "\(scratch.path)/a").read(as: Double.self).map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test(arguments: [[], [1], [0], [7], [7, 3], [5, 6, 4], [2, 3, 4, 5]], [1, 2, 3, 8])
    func everyShapeAndRegionReadsBackEqual(shape: [Int], side: Int) throws {
        let count = shape.reduce(1, *)
        let values = (0..<count).map { Int32($0) }
        let array = ZarrArray(at: "\(scratch.path)/a", type: .int32, shape: shape, chunk: shape.map { min(max(1, $0), side) })
        try array.write(values)
        let back = try ZarrArray(opening: array.path)
        #expect(try back.read(as: Int32.self) == values)
        guard count > 0, !shape.isEmpty else { return }
        var dice = Dice(state: UInt64(side))
        for _ in 0..<20 {
            let corner = shape.map { Int.random(in: 0..<$0, using: &dice) }
            let region = zip(shape, corner).map { Int.random(in: 0...$0 - $1, using: &dice) }
            let expected = (0..<count).filter { flat in
                var rest = flat
                for axis in shape.indices.reversed() {
                    let index = rest % shape[axis]
                    rest /= shape[axis]
                    if index < corner[axis] || index >= corner[axis] + region[axis] { return false }
                }
                return true
            }
            #expect(try back.readRegion(as: Int32.self, from: corner, shape: region) == expected.map { Int32($0) })
        }
    }

    @Test(arguments: [[4, 6, 8], [5, 7, 3], [1, 1, 1], [9, 2, 5]]) func shardsReadBackEqual(shape: [Int]) throws {
        let values = (0..<shape.reduce(1, *)).map { Double($0) * 0.1 }
        let array = ZarrArray(at: "\(scratch.path)/a", type: .float64, shape: shape, chunk: [4, 4, 4], inner: [2, 2, 1])
        try array.write(values)
        #expect(try ZarrArray(opening: array.path).read(as: Double.self) == values)
    }

    @Test func stringsReadBackEqual() throws {
        let strings = ["", "a", "ü 😀", String(repeating: "x", count: 10_000), "b\0c"]
        for chunk in [1, 2, 5, 8] {
            let path = "\(scratch.path)/\(chunk)"
            try ZarrArray(at: path, type: .string, shape: [5], chunk: [chunk]).write(strings)
            #expect(try ZarrArray(opening: path).readStrings() == strings)
        }
        let group = try ZarrGroup(creating: "\(scratch.path)/g")
        try group.write("none", [String](), shape: [0])
        #expect(try group.array("none").readStrings() == [])
    }

    @Test func attributesAndNamesReadBackEqual() throws {
        let attributes: JSON = ["units": "um", "list": [1, 2.5, "x"]]
        let array = ZarrArray(at: "\(scratch.path)/a", type: .bool, shape: [2], dimensionNames: ["x"], attributes: attributes)
        try array.write([true, false])
        let back = try ZarrArray(opening: array.path)
        #expect(back.attributes == attributes && back.dimensionNames == ["x"])
        let group = try ZarrGroup(creating: "\(scratch.path)/g", attributes: attributes)
        #expect(try ZarrGroup(opening: group.path).attributes == attributes)
    }

    @Test func theSameValuesAreTheSameBytes() throws {
        for name in ["a", "b"] {
            try ZarrArray(at: "\(scratch.path)/\(name)", type: .int32, shape: [1000]).write((0..<1000).map { Int32($0) })
        }
        for file in ["zarr.json", "c/0"] {
            #expect(
                try DiskFiles.read("\(scratch.path)/a/\(file)", limit: 10_000) == DiskFiles.read("\(scratch.path)/b/\(file)", limit: 10_000)
            )
        }
    }

    @Test func checksumIsCastagnoli() {
        // RFC 3720, appendix B.4, and the customary check value.
        #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    }

    @Test func anotherTypeOrAMissingChunkIsAFault() throws {
        let path = "\(scratch.path)/a"
        try ZarrArray(at: path, type: .int32, shape: [10], chunk: [5]).write((0..<10).map { Int32($0) })
        let array = try ZarrArray(opening: path)
        #expect(throws: FileFault(.malformed, path: path, "holds int32; expected float64")) { try array.read(as: Double.self) }
        try DiskFiles.removeTree("\(path)/c/1")
        let missing = #expect(throws: FileFault.self) { try array.read(as: Int32.self) }
        #expect(missing?.kind == .missing && missing?.path == "\(path)/c/1")
        #expect(throws: FileFault.self) { try ZarrGroup(opening: path) }
    }

    @Test func hugeShapesAreRefusedBeforeMemoryIsTaken() throws {
        let path = "\(scratch.path)/a"
        for shape in [[1 << 40], [1 << 20, 1 << 20], [1 << 62, 4], [-1]] {
            try ZarrArray(at: path, type: .float64, shape: [2]).writeMetadata()
            let text = String(decoding: try DiskFiles.read("\(path)/zarr.json", limit: 10_000), as: UTF8.self)
            let list = JSON(shape).text
            let parts = text.split(separator: "\n").map { $0.contains("\"shape\"") ? "\"shape\": \(list)," : String($0) }
                .map { $0.contains("chunk_shape") ? "\"chunk_shape\": \(JSON(shape.map { _ in 2 }).text)" : $0 }
            try DiskFiles.writeInPlace(Array(parts.joined(separator: "\n").utf8), to: "\(path)/zarr.json")
            #expect(throws: FileFault.self, "\(shape)") { try ZarrArray(opening: path).read(as: Double.self) }
        }
    }

    @Test func damagedStoresAreRefusedButNeverCrash() throws {
        var dice = Dice(state: 5)
        let values = (0..<60).map { Double($0) }
        try ZarrArray(at: "\(scratch.path)/plain", type: .float64, shape: [60], chunk: [20]).write(values)
        try ZarrArray(at: "\(scratch.path)/shard", type: .float64, shape: [5, 12], chunk: [6, 12], inner: [3, 4]).write(values)
        try ZarrArray(at: "\(scratch.path)/text", type: .string, shape: [3]).write(["a", "bc", "def"])
        for (name, files) in [("plain", ["zarr.json", "c/0"]), ("shard", ["zarr.json", "c/0/0"]), ("text", ["zarr.json", "c/0"])] {
            for file in files {
                let path = "\(scratch.path)/\(name)/\(file)"
                let good = try DiskFiles.read(path, limit: 100_000)
                for _ in 0..<1500 {
                    var bytes = good
                    for _ in 0..<Int.random(in: 1...3, using: &dice) {
                        let at = Int.random(in: 0..<bytes.count, using: &dice)
                        switch Int.random(in: 0...3, using: &dice) {
                        case 0: bytes[at] = UInt8.random(in: 0...255, using: &dice)
                        case 1: bytes[at] = UInt8.random(in: 0x30...0x39, using: &dice)
                        case 2: bytes.insert(UInt8.random(in: 0x30...0x39, using: &dice), at: at)
                        default: bytes.removeSubrange(at..<min(bytes.count, at + 5))
                        }
                        if bytes.isEmpty { bytes = [0] }
                    }
                    try DiskFiles.writeInPlace(bytes, to: path)
                    guard let array = try? ZarrArray(opening: "\(scratch.path)/\(name)") else { continue }
                    _ = try? array.read(as: Double.self, limit: 1 << 20)
                    _ = try? array.readStrings(limit: 1 << 20)
                }
                try DiskFiles.writeInPlace(good, to: path)
            }
        }
    }

    @Test func awkwardNamesBecomeSafeAndDistinct() {
        #expect(ZarrGroup.safeName("a/b", taken: []) == "a_b")
        #expect(ZarrGroup.safeName("../x", taken: []) == "x.._x")
        #expect(ZarrGroup.safeName("", taken: []) == "x" && ZarrGroup.safeName("zarr.json", taken: []) == "xzarr.json")
        #expect(ZarrGroup.safeName("radius", taken: ["radius"]) == "radius_")
        #expect(ZarrGroup.safeName(String(repeating: "ü", count: 500), taken: []).utf8.count <= 100)
    }
}
