import NicheEngine

extension Frame {
    /// A small frame with names and numbers that are hard to keep, and whose states have names of coordinates.
    static func sample(cells count: Int = 5, time: Int64 = 3600, isSlice: Bool = true) -> Frame {
        var frame = Frame(time: time, size: SIMD3(60, 40, isSlice ? 15 : 40), isSlice: isSlice)
        func values(_ scale: Double) -> [Double] { (0..<count).map { Double($0) * scale } }
        frame.cells.id = (0..<count).map { UInt64($0) * 7 }
        frame.cells.clone = (0..<count).map { UInt64($0 / 2) * 14 }
        frame.cells.contacts = (0..<count).map { UInt64($0 % 3) }
        (frame.cells.x, frame.cells.y, frame.cells.z) = (values(9), values(5), values(isSlice ? 0 : 3))
        frame.cells.radius = (0..<count).map { 4 + Double($0) / 3 }
        frame.cells.type = (0..<count).map { Int32($0 % 3) - 1 }
        frame.cells.phase = (0..<count).map { Int32($0 % 2) }
        frame.cells.isAlive = (0..<count).map { $0 % 2 == 0 }
        frame.cells.typeNames = ["cell, \"quoted\"", "Zelle ü 😀"]
        frame.cells.typeColours = ["#ff0000", "#00ff00"]
        frame.cells.phaseNames = ["live", "dead"]
        frame.cells.states = [
            Column(name: "x", unit: "", values: (0..<count).map { $0 == 1 ? .nan : Double($0) / 3 }),
            Column(name: "X", unit: "h", values: values(-1)),
        ]
        frame.cells.substances = [
            Column(name: "A", unit: "mmHg", values: values(0.1)), Column(name: "B & <b>", unit: "uM", values: values(2)),
        ]
        frame.vessels.from = [SIMD3(0, 0, 0), SIMD3(1, 2, 3)]
        frame.vessels.to = [SIMD3(10, 0, 0), SIMD3(1, 2, 15)]
        frame.vessels.radius = [4, 5.5]
        frame.vessels.isPerfused = [true, false]
        frame.vessels.type = [0, 0]
        frame.vessels.typeNames = ["tube"]
        frame.vessels.states = [Column(name: "maturity", unit: "", values: [0, 0.1])]
        (frame.fields.nx, frame.fields.ny, frame.fields.nz) = (3, 2, isSlice ? 1 : 2)
        frame.fields.spacing = SIMD3(20, 20, isSlice ? 15 : 20)
        let size = 6 * (isSlice ? 1 : 2)
        frame.fields.columns = ["A", "B & <b>"].enumerated().map { place, name in
            Column(name: name, unit: "mmHg", values: (0..<size).map { Double($0) + 100 * Double(place) })
        }
        return frame
    }
}
