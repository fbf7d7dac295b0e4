import NicheEngine
import NicheFiles

extension Frame.Cells {
    /// Reads the cells from the AnnData group of a snapshot.
    ///
    /// - Parameter columns: of their states and substances only these; nil for all.
    /// - Throws: `FileFault`.
    init(from group: ZarrGroup, columns: Set<String>? = nil) throws {
        self.init()
        let described = SnapshotAttributes(group)
        typeNames = try described.names("types")
        typeColours = try described.names("colours")
        phaseNames = try described.names("phases")
        let path = "\(group.path)/obs"
        let unasked = Set(try described.titles("states").filter { columns?.contains($0.name) == false }.map(\.stored))
        let obs = try Dataframe(opening: path) { !unasked.contains($0) }
        guard case .naturals(let id) = try obs.values("id", path: path),
            case .naturals(let clone) = try obs.values("clone", path: path),
            case .naturals(let contacts) = try obs.values("contacts", path: path),
            case .categories(let type, let types) = try obs.values("type", path: path),
            case .categories(let phase, let phases) = try obs.values("phase", path: path),
            case .booleans(let isAlive) = try obs.values("alive", path: path),
            case .numbers(let radius) = try obs.values("radius", path: path),
            types.count == typeNames.count, phases.count == phaseNames.count
        else { throw FileFault(.malformed, path: path, "a column is of another type than a snapshot's") }
        self.id = id
        self.clone = clone
        self.contacts = contacts
        self.type = type
        self.phase = phase
        self.isAlive = isAlive
        self.radius = radius
        states = try described.columns("states", of: obs, only: columns)
        let obsm = try group.group("obsm")
        let places = try obsm.array("spatial")
        let isFlat = places.shape.last == 2
        let centres = Interleaved.split(try Frame.Cells.matrix(places, id.count, isFlat ? 2 : 3), columns: isFlat ? 2 : 3)
        (x, y) = (centres[0], centres[1])
        z = isFlat ? try Frame.Cells.matrix(obsm.array("depth"), id.count, 1) : centres[2]
        let variables = try Dataframe(opening: "\(group.path)/var")
        guard case .strings(let units) = try variables.values("unit", path: "\(group.path)/var") else {
            throw FileFault(.malformed, path: "\(group.path)/var", "unit is no column of texts")
        }
        let names = variables.index
        if let columns, columns.isDisjoint(with: names) { return }
        let values = Interleaved.split(try Frame.Cells.matrix(group.array("X"), id.count, names.count), columns: names.count)
        substances = names.indices.map { Frame.Column(name: names[$0], unit: units[$0], values: values[$0]) }
    }

    private static func matrix(_ array: ZarrArray, _ rows: Int, _ columns: Int) throws -> [Double] {
        guard array.shape == [rows, columns] else {
            throw FileFault(.malformed, path: array.path, "has shape \(array.shape); expected [\(rows), \(columns)]")
        }
        return try array.read(as: Double.self)
    }
}
