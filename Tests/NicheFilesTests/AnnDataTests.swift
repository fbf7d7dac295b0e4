import NicheTestSupport
import Testing

@testable import NicheFiles

@Suite struct AnnDataTests {
    let scratch = Scratch()

    @Test(arguments: [0, 1, 5]) func tablesReadBackEqual(rows: Int) throws {
        var table = Dataframe(index: (0..<rows).map { "r\($0)" })
        let numbers = (0..<rows).map { Double($0) / 3 }
        table.append("n", .numbers(numbers))
        table.append("i", .integers((0..<rows).map { Int64($0) - 2 }))
        table.append("u", .naturals((0..<rows).map { .max - UInt64($0) }))
        table.append("b", .booleans((0..<rows).map { $0 % 2 == 0 }))
        table.append("s", .strings((0..<rows).map { "text \($0)" }))
        table.append("c", .categories((0..<rows).map { Int32($0 % 3) - 1 }, names: ["red", "red"]))
        #expect(table.append("n", .numbers(numbers)) == "n_")
        #expect(table.append("_index", .numbers(numbers)) == "_index_")
        try table.write(to: "\(scratch.path)/t")
        let back = try Dataframe(opening: "\(scratch.path)/t")
        #expect(back.index == table.index && back.columns.map(\.name) == table.columns.map(\.name))
        #expect("\(back.columns.map(\.values))" == "\(table.columns.map(\.values))".replacingLastRed())
    }

    @Test func columnOrderCannotLeadOutOfTheFolder() throws {
        try Dataframe(index: ["a"]).write(to: "\(scratch.path)/t")
        for name in ["../t/_index", "/etc", "zarr.json", "", "_index/../_index"] {
            _ = try ZarrGroup(
                creating: "\(scratch.path)/t",
                attributes: ["encoding-type": "dataframe", "_index": "_index", "column-order": [JSON(name)]])
            #expect(throws: FileFault.self, "\(name)") { try Dataframe(opening: "\(scratch.path)/t") }
        }
    }
}

extension String {
    /// The second of two equal categories is stored under a name of its own.
    fileprivate func replacingLastRed() -> String {
        split(separator: "\"red\", \"red\"", omittingEmptySubsequences: false).joined(separator: "\"red\", \"red_\"")
    }
}
