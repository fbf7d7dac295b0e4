import NicheEngine
import NicheFiles

extension Frame.Vessels {
    /// Whether there is nothing to store.
    var isAbsent: Bool { count == 0 && typeNames.isEmpty && states.isEmpty }

    /// Writes the segments as a group of arrays, one row a segment.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    func write(to path: String) throws {
        var table = Dataframe(index: (0..<count).map { String($0) })
        let stored = states.map { table.append($0.name, .numbers($0.values)) }
        let listed = SnapshotAttributes.list(states, stored)
        let group = try ZarrGroup(creating: path, attributes: ["niche": ["types": JSON(typeNames), "states": listed]])
        precondition(to.count == count && radius.count == count && isPerfused.count == count && type.count == count, "uneven columns")
        try group.write("from", Interleaved.join(from), shape: [count, 3], attributes: ["units": "um"])
        try group.write("to", Interleaved.join(to), shape: [count, 3], attributes: ["units": "um"])
        try group.write("radius", radius, attributes: ["units": "um"])
        try group.write("perfused", isPerfused)
        try group.write("type", type)
        try table.write(to: "\(path)/states")
    }

    /// Reads what `write(to:)` wrote.
    ///
    /// - Throws: `FileFault`.
    init(from path: String) throws {
        self.init()
        let group = try ZarrGroup(opening: path)
        let described = SnapshotAttributes(group)
        typeNames = try described.names("types")
        type = try group.array("type").read(as: Int32.self)
        let n = type.count
        func points(_ name: String) throws -> [SIMD3<Double>] {
            let array = try group.array(name)
            guard array.shape == [n, 3] else {
                throw FileFault(.malformed, path: array.path, "has shape \(array.shape); expected [\(n), 3]")
            }
            return Interleaved.points(try array.read(as: Double.self))
        }
        from = try points("from")
        to = try points("to")
        radius = try group.array("radius").read(as: Double.self)
        isPerfused = try group.array("perfused").read(as: Bool.self)
        let table = try Dataframe(opening: "\(path)/states")
        guard radius.count == n, isPerfused.count == n, table.index.count == n else {
            throw FileFault(.malformed, path: path, "its arrays differ in length")
        }
        guard type.allSatisfy({ $0 >= -1 && Int($0) < typeNames.count }) else {
            throw FileFault(.malformed, path: path, "a type is outside the \(typeNames.count) there are")
        }
        states = try described.columns("states", of: table)
    }
}
