import NicheFiles
import NicheModel

/// The cells that a project starts with.
extension ProjectReader {
    func readStart(_ root: XMLTree) {
        guard let positions = root["initial_conditions"]?["cell_positions"], isOn(positions) else { return }
        guard positions.attributes["type"] == "csv" else {
            return problems.add(place(positions), "cells start from a csv file, found the type \"\(positions.attributes["type"] ?? "")\"")
        }
        guard let path = file(positions) else { return }
        attempt(reading: path, namedAt: place(positions)) { try readCells(path) }
    }

    /// With a header and types by name, or without one and types by number.
    private func readCells(_ path: String) throws {
        let bytes = try DiskFiles.read(path, limit: CSVTable.largestFile)
        let hasHeader = bytes.first.map { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") } ?? false
        let table = try CSVTable(text: bytes, path: path, names: hasHeader ? nil : ["x", "y", "z", "type"], allowsShortRows: true)
        let lower = table.header.map { $0.lowercased() }
        let places = try ["x", "y", "z", "type"].map { name -> Int in
            guard let place = lower.firstIndex(of: name) else { throw FileFault(.malformed, path: path, line: 1, "has no column \(name)") }
            return place
        }
        let others = table.header.indices.filter { !places.contains($0) }
        let behaviours = others.map { Behaviour(table.header[$0], project) }
        var omitted: Set<Int> = []
        let names = project.types.map(\.name)
        for row in 0..<table.rowCount {
            let line = Place(file: path, line: table.line(ofRow: row), column: 1)
            var position = SIMD3<Double>()
            for axis in 0..<3 { position[axis] = try table.number(row: row, column: places[axis]) }
            let word = table.text(row: row, column: places[3])
            guard let type = hasHeader ? names.firstIndex(of: word) : Int(word).flatMap({ names.indices.contains($0) ? $0 : nil }) else {
                throw ModelFault(line, "unknown cell type \"\(word)\"\(suggestion(word, among: names))")
            }
            var cell = PhysiCellProject.InitialCell(position: position, type: type)
            for (column, behaviour) in zip(others, behaviours) {
                // An empty value, or "skip", keeps what the type says.
                let text = table.text(row: row, column: column)
                if text.isEmpty || text.lowercased().hasPrefix("s") { continue }
                if table.header[column] == "volume" {
                    cell.volume = try table.number(row: row, column: column)
                } else if case .export(let substance) = behaviour, !project.substances[project.substance(substance)!].unit.isEmpty {
                    if omitted.insert(column).inserted { omit(line, "cells that start with a \(table.header[column]) of their own") }
                } else if let behaviour {
                    cell.values[behaviour] = try table.number(row: row, column: column)
                } else if omitted.insert(column).inserted {
                    omit(line, "cells that start with a \(table.header[column]) of their own")
                }
            }
            project.cells.append(cell)
        }
    }
}
