import Testing

@testable import NicheFiles

@Suite struct VTKTests {
    @Test func arraysTellTheirBlocks() {
        let count = (1 << 20) / 8 + 3
        let array = VTKArray("a", [Double](repeating: 1, count: count))
        let header = array.packed.withUnsafeBytes { bytes in (0..<3).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) } }
        #expect(header == [2, 1 << 20, 24])
        #expect(
            VTKArray("none", [Double]()).packed == [UInt8](repeating: 0, count: 8) + [0, 0, 16, 0, 0, 0, 0, 0]
                + [UInt8](repeating: 0, count: 8))
    }

    @Test func namesAreEscaped() {
        let file = VTKFile.points([0, 0, 0], data: [VTKArray("a\"<&>", [1.0])], time: 1, texts: [("names", ["ab"])])
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("Name=\"a&quot;&lt;&amp;&gt;\"") && text.contains("format=\"ascii\">97 98 0</Array>"))
    }
}
