import NicheFiles
import NicheModel

extension Signatures {
    /// Reads the tables `genes.csv`, `programmes.csv`, `contents.csv` and `baselines.csv` of a folder.
    ///
    /// - Parameter anonymous: further genes of no programme, so that false discoveries can be counted.
    /// - Throws: `FileFault` and `ModelFault`, with line and column.
    public init(folder: String, anonymous: Int = 1000) throws {
        let programmes = try CSVTable(path: "\(folder)/programmes.csv")
        let (name, cells, activity) = (
            try programmes.column("programme"), try programmes.column("cells"), try programmes.column("activity")
        )
        var places: [String: Int] = [:]
        for row in 0..<programmes.rowCount {
            let title = programmes.text(row: row, column: name)
            let list = programmes.text(row: row, column: cells)
            let names = list == "any" ? nil : list.split(separator: ";").map { Signatures.trimmed($0) }
            // Columns of the place count inside the value: where it begins in its line is known to the table alone.
            let place = Place(file: "\(programmes.path) (activity)", line: programmes.line(ofRow: row), column: 1)
            let formula = try ColumnFormula(programmes.text(row: row, column: activity), at: place)
            if places[title] == nil {
                places[title] = self.programmes.count
                self.programmes.append(Programme(name: title, weights: [], activities: []))
            }
            self.programmes[places[title]!].activities.append(Activity(cells: names, formula: formula))
        }
        try readGenes("\(folder)/genes.csv", places)
        contents = try Signatures.numbers("\(folder)/contents.csv", "source", "content")
        baselines = try Signatures.numbers("\(folder)/baselines.csv", "gene", "baseline")
        for i in 1..<(anonymous + 1) {
            let digits = String(i)
            genes.append("anon" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
        }
    }

    private mutating func readGenes(_ path: String, _ places: [String: Int]) throws {
        let table = try CSVTable(path: path)
        let (gene, programme, weight) = (try table.column("gene"), try table.column("programme"), try table.column("weight"))
        var known: [String: Int] = [:]
        for row in 0..<table.rowCount {
            let title = table.text(row: row, column: programme)
            guard let place = places[title] else {
                let near = nearest(to: title, among: places.keys).map { "; did you mean \($0)?" } ?? ""
                throw table.fault(row: row, column: programme, "programmes.csv has no programme \"\(title)\"\(near)")
            }
            let symbol = table.text(row: row, column: gene)
            if known[symbol] == nil {
                known[symbol] = genes.count
                genes.append(symbol)
            }
            programmes[place].weights.append((known[symbol]!, try table.number(row: row, column: weight)))
        }
        namedCount = genes.count
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private static func numbers(_ path: String, _ name: String, _ value: String) throws -> [String: Double] {
        let table = try CSVTable(path: path)
        let (name, value) = (try table.column(name), try table.column(value))
        var numbers: [String: Double] = [:]
        for row in 0..<table.rowCount {
            let number = try table.number(row: row, column: value)
            guard number >= 0 else { throw table.fault(row: row, column: value, "found \(number); expected 0 or more") }
            numbers[table.text(row: row, column: name)] = number
        }
        return numbers
    }
}
