import NicheModel

extension State {
    /// Every table of the state: what a checkpoint holds, column by column, whatever columns there are.
    ///
    /// Owners are left out, since the cells' types and rows say the same.
    func tables(_ kinds: [CellKind], _ vesselKinds: [VesselKind], _ model: Model) -> [SavedTable] {
        var tables = [
            SavedTable("cells/geometry", Cells.Geometry.self, cells.geometry),
            SavedTable("cells/identity", Cells.Identity.self, cells.identity),
            SavedTable("cells/place", Cells.Place.self, cells.place),
        ]
        for (kind, table) in zip(kinds, cells.tables) { tables.append(SavedTable("cells/types/\(kind.type.name)", kind.map.names, table)) }
        for (kind, vessels) in zip(vesselKinds, vessels) {
            let name = "vessels/\(kind.type.name)"
            tables.append(SavedTable("\(name)/geometry", Vessels.Geometry.self, vessels.geometry))
            tables.append(SavedTable("\(name)/identity", Vessels.Identity.self, vessels.identity))
            tables.append(SavedTable("\(name)/states", kind.map.names, vessels.table))
        }
        if model.cellTypes.contains(where: { $0.attach != nil }) {
            tables.append(SavedTable("springs", Spring.Column.self, springs))
        }
        tables.append(SavedTable("fields/substances", model.substances.map(\.name), fields.substances))
        tables.append(SavedTable("fields/particles", model.particles.map(\.name), fields.particles))
        return tables
    }
}

extension ColumnMap {
    /// What each column holds, in words: "state(2)".
    var names: [String] { keys.map { "\($0)" } }
}
