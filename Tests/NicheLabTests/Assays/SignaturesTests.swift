import Foundation
import NicheFiles
import NicheModel
import Testing

@testable import NicheLab

@Suite("Tables of signatures")
struct SignaturesTests {
    private static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Models/signatures").path

    @Test("Those that come with Niche are read; their columns are columns of the library's models")
    func library() throws {
        let signatures = try Signatures(folder: Self.library)
        #expect(signatures.genes.count == signatures.namedCount + 1000 && Set(signatures.genes).count == signatures.genes.count)
        #expect(signatures.programmes.allSatisfy { !$0.weights.isEmpty })
        let core = signatures.programmes.first { $0.name == "NRF2" }
        #expect(core?.weights.count == 20 && core?.activities.first?.cells == nil)
        let modules = try FileManager.default.contentsOfDirectory(atPath: Self.library + "/../modules").map {
            try String(contentsOfFile: Self.library + "/../modules/" + $0, encoding: .utf8)
        }.joined()
        for name in signatures.programmes.flatMap({ $0.activities.flatMap(\.formula.names) }) {
            #expect(modules.contains(" \(name):"), "\(name) is a state of some module")
        }
        for name in signatures.programmes.flatMap({ $0.activities.flatMap { $0.cells ?? [] } }) {
            #expect(modules.contains("label: \(name)\n") || modules.contains(" \(name):"), "\(name) is a type of cell or a particle")
        }
    }

    @Test("What is wrong with a table is told with its place")
    func faults() throws {
        func message(_ change: (String, String, String)) throws -> String {
            let folder = NSTemporaryDirectory() + "signatures-\(UUID().uuidString)"
            try FileManager.default.copyItem(atPath: Self.library, toPath: folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let file = "\(folder)/\(change.0)"
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains(change.1))
            try text.replacingOccurrences(of: change.1, with: change.2).write(toFile: file, atomically: true, encoding: .utf8)
            do {
                _ = try Signatures(folder: folder)
                return "nothing"
            } catch {
                return "\(error)".replacingOccurrences(of: folder, with: "")
            }
        }
        #expect(
            try message(("genes.csv", "Slc2a1,hypoxia,2.0", "Slc2a1,hypoxya,2.0"))
                == "/genes.csv:2:8: column programme: programmes.csv has no programme \"hypoxya\"; did you mean hypoxia?")
        #expect(
            try message(("genes.csv", "Slc2a1,hypoxia,2.0", "Slc2a1,hypoxia,much")).hasPrefix(
                "/genes.csv:2:16: column weight: found \"much\""))
        #expect(
            try message(("programmes.csv", "\"max(H1, 0.8 * H2)\",HIF-1", "\"max(H1, 0.8 * H2\",HIF-1"))
                == "/programmes.csv (activity):2:17: a closing bracket is missing for max(")
        #expect(try message(("contents.csv", "red_cell,0.05", "red_cell,-1")).contains("found -1.0; expected 0 or more"))
    }

    @Test("Expressions over columns have the grammar of the model language")
    func formulas() throws {
        let place = Place(file: "t.csv", line: 3, column: 1)
        func values(_ text: String) throws -> [Double] {
            let formula = try ColumnFormula(text, at: place)
            let columns = ["a": [1.0, 2, .nan], "b": [4.0, -2, 1]]
            return formula.values(count: 3, formula.names.map { columns[$0]! })
        }
        #expect(try Array(values("a + b / 2 ^ 2").prefix(2)) == [2, 1.5])
        #expect(try values("a + b")[2].isNaN)
        #expect(try values("if(b > 0 and not b >= 4, max(b, 3, 2), -b)") == [-4, 2, 3])
        #expect(try values("hill(b, 4)") == [0.5, 0, 0.2] && values("hill(b, 4, 2)") == [0.5, 0, 1 / 17.0])
        #expect(try values("ramp(b, 4, 0)") == [0, 1, 0.75] && values("7") == [7, 7, 7])
        func problem(_ text: String) -> String {
            do { return "\(try values(text))" } catch { return "\(error)" }
        }
        #expect(problem("1 + 2 mmHg") == "t.csv:3:5: \"2 mmHg\": numbers are in the column's own unit here; leave out mmHg")
        #expect(problem("a + hil(b, 2)") == "t.csv:3:5: \"hil(b, 2)\": no function of columns is called hil; did you mean hill?")
        #expect(problem("sqrt(a, b)") == "t.csv:3:1: \"sqrt(a, b)\": sqrt takes 1 arguments, found 2")
        #expect(problem("a +") == "t.csv:3:4: the expression ends too early; a number, a name or a bracket is missing")
    }
}
