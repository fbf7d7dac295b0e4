import NicheFiles

/// Tables of text, of which each value is asked for as a number too.
struct TableSubject: Subject {

    func seeds() -> [[UInt8]] {
        [
            "x_um,y_um,type\n1,2,tumour\n3.5e-3,-4,\"a, \"\"b\"\"\"\n", "a;b\r\n1,5;2\r\n", "a\tb\n\n1\tinf\n", "\u{FEFF}a\n0x10\n",
            "time,value\n0,1e308\n1,1e-320\n2,NaN\n",
        ].map { Array($0.utf8) }
    }

    func read(_ bytes: [UInt8]) throws {
        for names in [nil, ["x", "y", "z"]] {
            guard let table = try? CSVTable(text: bytes, path: "t.csv", names: names, allowsShortRows: names != nil) else { continue }
            for name in table.header { _ = try? table.column(name) }
            _ = try? table.column("none")
            for row in 0..<table.rowCount {
                for column in table.header.indices {
                    _ = table.text(row: row, column: column)
                    _ = try? table.number(row: row, column: column)
                }
            }
        }
    }
}
