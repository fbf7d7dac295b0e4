import NicheFiles
import NicheModel

/// The rules of a project: tables of eight columns (grammar CBHG, version 3).
extension ProjectReader {
    private static let columns = [
        "cell type", "signal", "direction", "behavior", "max response", "half-max", "Hill power", "applies to dead",
    ]

    func readRules(_ root: XMLTree) throws {
        for ruleset in root["cell_rules"]?["rulesets"]?.all("ruleset") ?? [] where isOn(ruleset) {
            let version = ruleset.attributes["version"] ?? ""
            guard ruleset.attributes["protocol"] == "CBHG", Double(version) ?? 0 >= 2 else {
                problems.add(
                    place(ruleset),
                    "rules are read of the protocol CBHG from version 2 on, found \"\(ruleset.attributes["protocol"] ?? "")\" \(version)")
                continue
            }
            guard let path = file(ruleset) else { continue }
            attempt(reading: path, namedAt: place(ruleset)) { try readRules(at: path) }
        }
    }

    private func readRules(at path: String) throws {
        let text = String(decoding: try DiskFiles.read(path, limit: 16 << 20), as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.last == "\r" ? line.dropLast() : line
            if line.hasPrefix("//") || line.allSatisfy(\.isWhitespace) { continue }
            let values = line.split(separator: line.contains(",") ? "," : "\t", omittingEmptySubsequences: false).map(String.init)
            problems.attempt { try readRule(values, Place(file: path, line: index + 1, column: 1)) }
        }
    }

    private func readRule(_ values: [String], _ place: Place) throws {
        guard values.count == Self.columns.count else {
            throw ModelFault(
                place, "a rule has \(Self.columns.count) columns (\(Self.columns.joined(separator: ", "))), found \(values.count)")
        }
        func number(_ column: Int) throws -> Double {
            guard let value = Double(values[column].filter { !$0.isWhitespace }), value.isFinite else {
                throw ModelFault(place, "\(Self.columns[column]) is a number, found \"\(values[column])\"")
            }
            return value
        }
        guard let type = project.type(values[0]) else {
            throw ModelFault(place, "unknown cell type \"\(values[0])\"\(suggestion(values[0], among: project.types.map(\.name)))")
        }
        let words = ["increases": true, "increase": true, "promotes": true, "decreases": false, "decrease": false, "inhibits": false]
        guard let isIncrease = words[values[2]] else {
            throw ModelFault(place, "a rule increases or decreases, found \"\(values[2])\"\(suggestion(values[2], among: words.keys))")
        }
        project.rules.append(
            RuleRow(
                place: place, type: type, signal: values[1], isIncrease: isIncrease, behaviour: values[3], bound: try number(4),
                half: try number(5), power: try number(6), isAlsoForDead: try number(7) != 0))
    }
}
