import NicheFiles

/// What judged sentences came to, a row a seed and a column a sentence.
enum SeedTable {
    static func csv(_ findings: [Finding]) -> [UInt8] {
        let columns = findings.map { $0.estimate?.seeds ?? [] }
        var writer = CSVWriter()
        writer.append(["seed"] + findings.map(\.judgement.name))
        for seed in 0..<(columns.map(\.count).max() ?? 0) {
            writer.append([String(seed + 1)] + columns.map { seed < $0.count ? CSVWriter.field($0[seed]) : "" })
        }
        return writer.text
    }
}
