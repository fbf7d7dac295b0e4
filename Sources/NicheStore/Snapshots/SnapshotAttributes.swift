import NicheEngine
import NicheFiles

/// The attribute `niche` of a group, checked as it is read.
struct SnapshotAttributes {
    let path: String
    let json: JSON

    init(_ group: ZarrGroup) {
        path = group.path
        json = group.attributes["niche"] ?? [:]
    }

    func fault(_ name: String) -> FileFault {
        FileFault(.malformed, path: "\(path)/zarr.json", "the attribute niche.\(name) is missing or damaged")
    }

    func flag(_ name: String) throws -> Bool {
        guard let flag = json[name]?.bool else { throw fault(name) }
        return flag
    }

    func names(_ name: String) throws -> [String] {
        guard let items = json[name]?.array else { throw fault(name) }
        return try items.map { item in
            guard let text = item.string else { throw fault(name) }
            return text
        }
    }

    func numbers(_ name: String, count: Int) throws -> [Double] {
        guard let items = json[name]?.array?.compactMap(\.number), items.count == count else { throw fault(name) }
        return items
    }

    /// The exact names and units of columns, and the names they are stored under.
    static func list(_ columns: [Frame.Column], _ stored: [String]) -> JSON {
        .array(zip(columns, stored).map { ["name": JSON($0.name), "unit": JSON($0.unit), "column": JSON($1)] })
    }

    /// The exact names and units of columns, and the names they are stored under.
    func titles(_ name: String) throws -> [(name: String, unit: String, stored: String)] {
        guard let items = json[name]?.array else { throw fault(name) }
        return try items.map { item in
            guard let title = item["name"]?.string, let unit = item["unit"]?.string, let stored = item["column"]?.string else {
                throw fault(name)
            }
            return (title, unit, stored)
        }
    }

    /// Columns of numbers in a table, under their exact names and with their units; of them only some, if so asked.
    func columns(_ name: String, of table: Dataframe, only wanted: Set<String>? = nil) throws -> [Frame.Column] {
        try titles(name).filter { wanted?.contains($0.name) != false }.map { title, unit, stored in
            guard case .numbers(let values) = try table.values(stored, path: path) else { throw fault(name) }
            return Frame.Column(name: title, unit: unit, values: values)
        }
    }
}
