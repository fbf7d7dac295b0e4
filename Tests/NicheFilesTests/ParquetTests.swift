import Testing

@testable import NicheFiles

@Suite struct ParquetTests {
    @Test func thriftIsWrittenAsItsSpecificationSays() {
        var thrift = ThriftWriter()
        thrift.int32(1, -1)
        thrift.int64(3, 300)
        thrift.text(4, "ab")
        thrift.structure(5) { $0.int32(2, 1) }
        thrift.texts(6, [String](repeating: "x", count: 15))
        thrift.finish()
        let list: [UInt8] = [0x19, 0xF8, 15] + [UInt8](repeating: 0, count: 15).flatMap { _ in [1, UInt8(ascii: "x")] }
        #expect(thrift.bytes == [0x15, 1, 0x26, 0xD8, 4, 0x18, 2, 0x61, 0x62, 0x1C, 0x25, 2, 0] + list + [0])
    }

    @Test func valuesArePlain() {
        #expect(ParquetTable.Values.booleans([true, false, true, true, false, false, false, false, true]).plain(0..<9) == [0b1101, 1])
        #expect(ParquetTable.Values.texts(["", "ü"]).plain(0..<2) == [0, 0, 0, 0, 2, 0, 0, 0, 0xC3, 0xBC])
        #expect(ParquetTable.Values.categories([1, -1], names: ["a", "b"]).plain(0..<2) == [1, 0, 0, 0, 0x62, 0, 0, 0, 0])
        #expect(ParquetTable.Values.naturals([.max, 1]).plain(1..<2) == [1, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test func theFileEndsWithTheLengthOfItsFooter() {
        var table = ParquetTable(rows: 3)
        table.append("n", .numbers([1, .nan, -0.0]))
        let file = table.file
        let length = file[(file.count - 8)...].prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect(file.prefix(4) == file.suffix(4) && file.suffix(4).elementsEqual("PAR1".utf8))
        // The version of the format, a whole number, is the footer's first field.
        #expect(file[file.count - 8 - length] == 0x15 && file[file.count - 7 - length] == 2)
    }
}
