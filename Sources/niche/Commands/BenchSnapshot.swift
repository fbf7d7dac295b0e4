import ArgumentParser
import Foundation
import NicheEngine
import NicheFiles
import NicheMath
import NicheStore

extension Bench {
    struct Snapshot: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writing one snapshot of many cells: time and room.")
        @Option(help: "Cells.") var cells = 1_000_000
        @Option(help: "States of a cell.") var states = 10
        @Option(help: "Repeats; the median counts.") var repeats = 5
        @Option(help: "Folder that is written to; it is emptied.", completion: .directory) var folder = "snapshot-bench"
        @Flag(help: "One JSON object.") var json = false

        func run() throws {
            try reporting {
                let frame = Self.frame(cells: cells, states: states)
                var seconds: [Double] = []
                var bytes = 0
                for _ in 0..<repeats {
                    let run = try RunFolder.create(at: folder, overwrite: true)
                    try run.writeManifest(Manifest())
                    let writer = try SnapshotWriter(run)
                    let start = ContinuousClock.now
                    try writer.write(frame)
                    seconds.append((ContinuousClock.now - start) / .seconds(1))
                    bytes = Self.size(of: folder)
                }
                try DiskFiles.removeTree(folder)
                let median = seconds.sorted()[seconds.count / 2]
                Console.print(
                    json
                        ? "{\"bench\":\"snapshot\",\"cells\":\(cells),\"states\":\(states),\"seconds\":\(median),\"bytes\":\(bytes)}"
                        : "snapshot  \(cells) cells  \(states) states  \(rounded(median)) s  \(bytes / 1_000_000) MB")
            }
        }

        /// Cells strewn in a cube, whose states differ as those of a run do: some the same in all, some few values, some any.
        private static func frame(cells count: Int, states: Int) -> Frame {
            let edge = 20 * Double(count).squareRoot()
            var frame = Frame(time: 0, size: SIMD3(edge, edge, 15), isSlice: true)
            func column(_ index: Int, _ value: (Double) -> Double) -> [Double] {
                (0..<count).map { cell in
                    var draws = Draws(seed: 1, key: UInt64(cell), tick: Int64(index), event: 0)
                    return value(draws.uniform())
                }
            }
            frame.cells.id = (0..<UInt64(count)).map { $0 }
            frame.cells.clone = (0..<UInt64(count)).map { $0 / 8 }
            frame.cells.contacts = (0..<UInt64(count)).map { $0 % 7 }
            frame.cells.x = column(1) { $0 * edge }
            frame.cells.y = column(2) { $0 * edge }
            frame.cells.z = [Double](repeating: 7.5, count: count)
            frame.cells.radius = column(3) { 7 + 2 * $0 }
            frame.cells.type = (0..<count).map { Int32($0 % 4) }
            frame.cells.phase = [Int32](repeating: 0, count: count)
            frame.cells.isAlive = [Bool](repeating: true, count: count)
            (frame.cells.typeNames, frame.cells.phaseNames) = (["a", "b", "c", "d"], ["live"])
            frame.cells.states = (0..<states).map { state in
                let values = column(10 + state) { state % 3 == 0 ? 0 : state % 3 == 1 ? ($0 * 16).rounded() / 16 : $0 }
                return Frame.Column(name: "s\(state)", unit: "", values: values)
            }
            return frame
        }

        private static func size(of folder: String) -> Int {
            let files = FileManager.default.enumerator(atPath: folder)
            var bytes = 0
            while let name = files?.nextObject() as? String {
                let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                if facts?[.type] as? FileAttributeType == .typeRegular { bytes += facts?[.size] as? Int ?? 0 }
            }
            return bytes
        }
    }
}
