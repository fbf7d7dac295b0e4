import NicheEngine
import NicheFiles

extension Frame {
    /// Cells, vessels and voxels as tables, each with the time [min]; lengths in µm. What there is nothing of has no table, but for cells.
    var tables: [(name: String, table: Dataframe)] {
        var tables = [("cells", cellTable)]
        if vessels.count > 0 { tables.append(("vessels", vesselTable)) }
        if !fields.columns.isEmpty { tables.append(("fields", fieldTable)) }
        return tables
    }

    /// The units of the quantities in the tables; columns with a unit in their name are not listed.
    var units: Dataframe {
        let listed = [("cells", cells.states + cells.substances), ("vessels", vessels.states), ("fields", fields.columns)]
        let rows = listed.flatMap { table, columns in columns.map { (table, $0.name, $0.unit) } }
        var table = Dataframe(index: rows.map { _ in "" })
        table.append("table", .strings(rows.map(\.0)))
        table.append("column", .strings(rows.map(\.1)))
        table.append("unit", .strings(rows.map(\.2)))
        return table
    }

    private func table(rows: Int) -> Dataframe {
        var table = Dataframe(index: [String](repeating: "", count: rows))
        table.append("time_min", .numbers([Double](repeating: Double(time) / 60, count: rows)))
        return table
    }

    private var cellTable: Dataframe {
        var table = table(rows: cells.count)
        table.append("id", .naturals(cells.id))
        table.append("clone", .naturals(cells.clone))
        table.append("contacts", .naturals(cells.contacts))
        table.append("type", .categories(cells.type, names: cells.typeNames))
        table.append("phase", .categories(cells.phase, names: cells.phaseNames))
        table.append("alive", .booleans(cells.isAlive))
        for (name, values) in [("x_um", cells.x), ("y_um", cells.y), ("z_um", cells.z), ("radius_um", cells.radius)] {
            table.append(name, .numbers(values))
        }
        for column in cells.states + cells.substances { table.append(column.name, .numbers(column.values)) }
        return table
    }

    private var vesselTable: Dataframe {
        var table = table(rows: vessels.count)
        table.append("type", .categories(vessels.type, names: vessels.typeNames))
        for (end, points) in [("0", vessels.from), ("1", vessels.to)] {
            for (axis, name) in ["x", "y", "z"].enumerated() { table.append("\(name)\(end)_um", .numbers(points.map { $0[axis] })) }
        }
        table.append("radius_um", .numbers(vessels.radius))
        table.append("perfused", .booleans(vessels.isPerfused))
        for column in vessels.states { table.append(column.name, .numbers(column.values)) }
        return table
    }

    private var fieldTable: Dataframe {
        let (nx, ny) = (fields.nx, fields.ny)
        let count = nx * ny * fields.nz
        var table = table(rows: count)
        table.append("x_um", .numbers((0..<count).map { (Double($0 % nx) + 0.5) * fields.spacing.x }))
        table.append("y_um", .numbers((0..<count).map { (Double($0 / nx % ny) + 0.5) * fields.spacing.y }))
        table.append("z_um", .numbers((0..<count).map { (Double($0 / nx / ny) + 0.5) * fields.spacing.z }))
        for column in fields.columns { table.append(column.name, .numbers(column.values)) }
        return table
    }
}
