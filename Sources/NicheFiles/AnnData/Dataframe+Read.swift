extension Dataframe {
    /// Opens a table that `write(to:)` made.
    ///
    /// - Parameter wanted: says by its name whether a column is read.
    /// - Throws: `FileFault`.
    public init(opening path: String, columns wanted: (String) -> Bool = { _ in true }) throws {
        let group = try ZarrGroup(opening: path)
        guard group.attributes["encoding-type"] == "dataframe", group.attributes["_index"] == "_index",
            let order = group.attributes["column-order"]?.array
        else { throw FileFault(.malformed, path: path, "is not a dataframe") }
        self.init(index: try group.array("_index").readStrings())
        for item in order {
            // A name from the file becomes part of a path, so it must be one that a store may hold.
            guard let name = item.string, ZarrGroup.safeName(name, taken: ["_index"] + columns.map(\.name)) == name else {
                throw FileFault(.malformed, path: path, "column-order names no column: \(item.text.prefix(80))")
            }
            guard wanted(name) else { continue }
            let values = try Dataframe.column(name, of: group)
            guard values.count == index.count else {
                throw FileFault(.malformed, path: "\(path)/\(name)", "has \(values.count) values for \(index.count) rows")
            }
            columns.append((name, values))
        }
    }

    /// The values of a column.
    ///
    /// - Throws: `FileFault.malformed` where there is none of that name.
    public func values(_ name: String, path: String) throws -> Values {
        guard let column = columns.first(where: { $0.name == name }) else {
            throw FileFault(.malformed, path: path, "has no column \(name)")
        }
        return column.values
    }

    private static func column(_ name: String, of group: ZarrGroup) throws -> Values {
        if try JSON.read("\(group.path)/\(name)/zarr.json", limit: 1 << 20)["node_type"] == "group" {
            let categories = try group.group(name)
            let names = try categories.array("categories").readStrings()
            let codes = try categories.array("codes").read(as: Int32.self)
            guard codes.allSatisfy({ $0 >= -1 && Int($0) < names.count }) else {
                throw FileFault(.malformed, path: categories.path, "a code is outside its \(names.count) categories")
            }
            return .categories(codes, names: names)
        }
        let array = try group.array(name)
        switch array.type {
        case .float64: return .numbers(try array.read(as: Double.self))
        case .int64: return .integers(try array.read(as: Int64.self))
        case .uint64: return .naturals(try array.read(as: UInt64.self))
        case .bool: return .booleans(try array.read(as: Bool.self))
        case .string: return .strings(try array.readStrings())
        default: throw FileFault(.unsupported, path: array.path, "columns of \(array.type.rawValue) are not read here")
        }
    }
}
