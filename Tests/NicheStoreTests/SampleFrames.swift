import NicheEngine

extension Frame {
    /// A frame that uses everything a frame can hold, with numbers that are hard to keep.
    static func sample(time: Int64, count: Int = 7, voxels: [Int] = [5, 3, 2]) -> Frame {
        var frame = Frame(time: time, size: SIMD3(100, 60, 1.0 / 3), isSlice: count == 1)
        let awkward = [0.1, -0.0, .nan, .infinity, 5e300, .leastNonzeroMagnitude, -1.0 / 3]
        func values(_ n: Int, _ seed: Int) -> [Double] {
            (0..<n).map { ($0 + seed) % 3 == 0 ? awkward[($0 + seed) % 7] : Double($0 * seed) + Double(time) / 7 }
        }
        frame.cells.id = (0..<count).map { $0 == 1 ? .max : UInt64($0) << 33 }
        frame.cells.clone = (0..<count).map { UInt64($0 / 2) << 33 }
        frame.cells.contacts = (0..<count).map { UInt64($0 % 5) }
        frame.cells.x = values(count, 1)
        frame.cells.y = values(count, 2)
        frame.cells.z = values(count, 3)
        frame.cells.radius = values(count, 4)
        frame.cells.type = (0..<count).map { Int32($0 % 3) - 1 }
        frame.cells.phase = (0..<count).map { Int32($0 % 2) }
        frame.cells.isAlive = (0..<count).map { $0 % 2 == 0 }
        frame.cells.typeNames = ["first", "type, \"quoted\""]
        frame.cells.typeColours = ["#ff0000", "#00ff00"]
        frame.cells.phaseNames = ["G1", "G1"]
        // Names that meet those of the fixed columns, of each other, and of the file system.
        frame.cells.states = ["H1", "radius", "a/b", "a_b", "..", "_index", "ü", "", "H1"].enumerated().map { index, name in
            Column(name: name, unit: index % 2 == 0 ? "uM" : "", values: values(count, index))
        }
        frame.cells.substances = ["A", "B"].map { Column(name: $0, unit: "mmHg", values: values(count, 5)) }
        frame.vessels.from = (0..<3).map { SIMD3(Double($0), .nan, -0.0) }
        frame.vessels.to = (0..<3).map { SIMD3(Double($0) / 3, 1, 2) }
        frame.vessels.radius = [4, 5.5, 0.1]
        frame.vessels.isPerfused = [true, false, true]
        frame.vessels.type = [0, 0, -1]
        frame.vessels.typeNames = ["tube"]
        frame.vessels.states = [Column(name: "m", unit: "", values: [0, 0.1, 1]), Column(name: "m", unit: "h", values: [.nan, 1, 2])]
        (frame.fields.nx, frame.fields.ny, frame.fields.nz) = (voxels[0], voxels[1], voxels[2])
        frame.fields.spacing = SIMD3(20, 20, 1.0 / 3)
        let size = voxels.reduce(1, *)
        frame.fields.columns = ["A", "B", "C d"].enumerated().map {
            Column(name: $1, unit: $0 == 0 ? "mmHg" : "", values: values(size, $0))
        }
        frame.scalars = [("dose", "mg/kg", 0.1), ("left", "", .nan), ("dose", "", -0.0), ("far", "", .infinity)]
        return frame
    }

    /// Everything in the frame as text, doubles as their bits: equal exactly where the frames are.
    var exact: [String] {
        func bits(_ values: [Double]) -> String { "\(values.map(\.bitPattern))" }
        func columns(_ columns: [Column]) -> [String] { columns.flatMap { [$0.name, $0.unit, bits($0.values)] } }
        var text = ["\(time)", bits([size.x, size.y, size.z]), "\(isSlice)"]
        text += [
            "\(cells.id)", "\(cells.clone)", "\(cells.contacts)", bits(cells.x), bits(cells.y), bits(cells.z), bits(cells.radius),
            "\(cells.type)", "\(cells.phase)",
        ]
        text += ["\(cells.isAlive)", "\(cells.typeNames)", "\(cells.typeColours)", "\(cells.phaseNames)"]
        text += columns(cells.states) + ["-"] + columns(cells.substances)
        text += ["-", bits(vessels.from.flatMap { [$0.x, $0.y, $0.z] }), bits(vessels.to.flatMap { [$0.x, $0.y, $0.z] })]
        text += [bits(vessels.radius), "\(vessels.isPerfused)", "\(vessels.type)", "\(vessels.typeNames)"] + columns(vessels.states)
        text += ["-", "\(fields.nx) \(fields.ny) \(fields.nz)", bits([fields.spacing.x, fields.spacing.y, fields.spacing.z])]
        text += columns(fields.columns) + ["-"] + scalars.flatMap { [$0.name, $0.unit, bits([$0.value])] }
        return text
    }
}
