/// A table with one named row an observation, as AnnData stores its `obs` and `var` (encoding `dataframe` 0.2.0).
public struct Dataframe: Sendable {
    public enum Values: Sendable {
        case numbers([Double])
        case integers([Int64])
        case naturals([UInt64])
        case booleans([Bool])
        case strings([String])
        /// Indices into `names`, -1 where missing.
        case categories([Int32], names: [String])

        public var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .integers(let values): values.count
            case .naturals(let values): values.count
            case .booleans(let values): values.count
            case .strings(let values): values.count
            case .categories(let values, _): values.count
            }
        }
    }

    /// Names of the rows.
    public var index: [String]
    public internal(set) var columns: [(name: String, values: Values)] = []

    public init(index: [String]) {
        self.index = index
    }

    /// The numbers of a column; nil if there is none of that name, or it holds something else.
    public func numbers(_ name: String) -> [Double]? {
        guard case .numbers(let values)? = columns.first(where: { $0.name == name })?.values else { return nil }
        return values
    }

    /// Adds a column.
    ///
    /// - Shape: one value a row.
    /// - Returns: the name it is stored under: `name`, altered where a store could not hold it or a column has it already.
    @discardableResult
    public mutating func append(_ name: String, _ values: Values) -> String {
        precondition(values.count == index.count, "column \(name) has \(values.count) values for \(index.count) rows")
        let stored = ZarrGroup.safeName(name, taken: ["_index"] + columns.map(\.name))
        columns.append((stored, values))
        return stored
    }

    /// The same table with names of columns that differ in more than the case of their letters, as SpatialData and some disks want them.
    public var withNamesApart: Dataframe {
        var table = Dataframe(index: index)
        for (name, values) in columns {
            var name = name
            while table.columns.contains(where: { $0.name.lowercased() == name.lowercased() }) { name += "_" }
            table.columns.append((name, values))
        }
        return table
    }

    /// Writes the table as a Zarr group.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func write(to path: String) throws { try write(columnsInto: ZarrGroup(creating: path, attributes: attributes)) }

    /// Writes the table into a group.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    func write(_ name: String, into group: some AnnDataGroup) throws {
        try write(columnsInto: group.makeGroup(name, attributes: attributes))
    }

    private var attributes: JSON {
        ["encoding-type": "dataframe", "encoding-version": "0.2.0", "_index": "_index", "column-order": JSON(columns.map(\.name))]
    }

    private func write(columnsInto group: some AnnDataGroup) throws {
        let array = AnnDataWriter.array
        try group.write("_index", index, shape: [index.count], attributes: AnnDataWriter.strings)
        for (name, values) in columns {
            let shape = [values.count]
            switch values {
            case .numbers(let values): try group.write(name, values, shape: shape, attributes: array)
            case .integers(let values): try group.write(name, values, shape: shape, attributes: array)
            case .naturals(let values): try group.write(name, values, shape: shape, attributes: array)
            case .booleans(let values): try group.write(name, values, shape: shape, attributes: array)
            case .strings(let values): try group.write(name, values, shape: shape, attributes: AnnDataWriter.strings)
            case .categories(let codes, let names):
                let categories = try group.makeGroup(
                    name, attributes: ["encoding-type": "categorical", "encoding-version": "0.2.0", "ordered": false])
                try categories.write("codes", codes, shape: shape, attributes: array)
                try categories.write(
                    "categories", Dataframe.distinct(names), shape: [names.count], attributes: AnnDataWriter.strings)
            }
        }
    }

    /// pandas refuses two categories of one name.
    private static func distinct(_ names: [String]) -> [String] {
        var taken = Set<String>()
        return names.map { name in
            var name = name
            while !taken.insert(name).inserted { name += "_" }
            return name
        }
    }
}
