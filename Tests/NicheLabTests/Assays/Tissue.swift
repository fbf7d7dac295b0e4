import Foundation
import NicheEngine
import NicheMath
import NicheModel

@testable import NicheLab

/// A made-up tissue: two types of cell on a shaken lattice, one with a state `s` that rises to the right; some of the other are dead.
enum Tissue {
    static func frame(columns: Int = 30, rows: Int = 24, pitch: Double = 15) -> Frame {
        var draws = Draws(seed: 17, key: 0, tick: 0, event: 0)
        let size = SIMD3(Double(columns) * pitch, Double(rows) * pitch, 15)
        var frame = Frame(time: 86_400, size: size, isSlice: true)
        var s: [Double] = []
        for j in 0..<rows {
            for i in 0..<columns {
                let isA = (i + 2 * j) % 3 != 0
                frame.cells.id.append(UInt64(1000 + frame.cells.count * 7))
                frame.cells.x.append((Double(i) + 0.5 + draws.uniform(-0.2, 0.2)) * pitch)
                frame.cells.y.append((Double(j) + 0.5 + draws.uniform(-0.2, 0.2)) * pitch)
                frame.cells.z.append(7.5)
                frame.cells.radius.append(7)
                frame.cells.type.append(isA ? 0 : 1)
                let isDead = !isA && i < 3
                frame.cells.phase.append(isDead ? 1 : 0)
                frame.cells.isAlive.append(!isDead)
                s.append(isA ? Double(i) / Double(columns - 1) : .nan)
            }
        }
        frame.cells.typeNames = ["A cell", "B cell"]
        frame.cells.typeColours = ["#112233", "#445566"]
        frame.cells.phaseNames = ["live", "gone"]
        frame.cells.states = [Frame.Column(name: "s", unit: "", values: s)]
        frame.cells.substances = [Frame.Column(name: "air", unit: "mmHg", values: frame.cells.x.map { $0 / 10 })]
        (frame.fields.nx, frame.fields.ny, frame.fields.nz) = (columns, rows, 1)
        frame.fields.spacing = SIMD3(pitch, pitch, 15)
        let voxels = (0..<columns * rows).map { Double($0 % columns) }
        frame.fields.columns = [
            Frame.Column(name: "air", unit: "mmHg", values: voxels.map { ($0 + 0.5) * pitch / 10 }),
            Frame.Column(name: "grain", unit: "", values: voxels.map { $0 >= 20 ? 10 : 0 }),
        ]
        return frame
    }

    /// Ten genes that rise with s, ten that mark B cells, five of housekeeping, and those of grains.
    static let signatures: Signatures = {
        var signatures = Signatures()
        func formula(_ text: String) -> ColumnFormula { try! ColumnFormula(text, at: Place(file: "test", line: 1, column: 1)) }
        func add(_ name: String, _ prefix: String, _ count: Int, _ weight: Double, _ cells: [String]?, _ text: String) {
            let genes = (0..<count).map { signatures.genes.count + $0 }
            signatures.genes += (0..<count).map { "\(prefix)\($0)" }
            signatures.programmes.append(
                .init(name: name, weights: genes.map { ($0, weight) }, activities: [.init(cells: cells, formula: formula(text))]))
        }
        add("rise", "Rise", 10, 3, nil, "s")
        add("B", "Bee", 10, 4, ["B cell"], "1")
        add("flat", "Flat", 5, 0, nil, "0")
        add("grain", "Grain", 2, 6, ["grain"], "1")
        add("never", "Never", 2, 6, nil, "unknown * 2")
        signatures.namedCount = signatures.genes.count
        signatures.genes += (0..<400).map { "anon\($0)" }
        for gene in 0..<5 { signatures.baselines["Flat\(gene)"] = 5 }
        signatures.contents = ["B cell": 0.5, "grain": 0.05]
        return signatures
    }()

    /// Spearman's rank correlation of what is a number in both.
    static func spearman(_ a: [Double], _ b: [Double]) -> Double {
        let both = zip(a, b).filter { !$0.isNaN && !$1.isNaN }
        func ranks(_ values: [Double]) -> [Double] {
            let sorted = values.sorted()
            return values.map { value in
                let first = sorted.firstIndex(of: value)!
                return Double(first) + Double(sorted.lastIndex(of: value)! - first) / 2
            }
        }
        let (x, y) = (ranks(both.map(\.0)), ranks(both.map(\.1)))
        let (mx, my) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
        var (xy, xx, yy) = (0.0, 0.0, 0.0)
        for (a, b) in zip(x, y) { (xy, xx, yy) = (xy + (a - mx) * (b - my), xx + (a - mx) * (a - mx), yy + (b - my) * (b - my)) }
        return xy / (xx * yy).squareRoot()
    }
}
