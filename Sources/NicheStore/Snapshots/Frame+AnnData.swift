import NicheEngine
import NicheFiles

extension Frame {
    /// The cells as annotated data: obs holds their own columns, X the substances where they are, obsm/spatial their centres [µm]: x and y in a
    /// slice, as squidpy wants flat tissue, with obsm/depth beside it, and x, y and z elsewhere.
    ///
    /// The attribute `niche` of the root holds the exact names, which categories and columns may have to alter.
    public func annData() -> AnnData {
        var obs = Dataframe(index: cells.id.map { String($0) })
        obs.append("id", .naturals(cells.id))
        obs.append("clone", .naturals(cells.clone))
        obs.append("contacts", .naturals(cells.contacts))
        obs.append("type", .categories(cells.type, names: cells.typeNames))
        obs.append("phase", .categories(cells.phase, names: cells.phaseNames))
        obs.append("alive", .booleans(cells.isAlive))
        obs.append("radius", .numbers(cells.radius))
        let stored = cells.states.map { obs.append($0.name, .numbers($0.values)) }
        var variables = Dataframe(index: cells.substances.map(\.name))
        variables.append("unit", .strings(cells.substances.map(\.unit)))

        var data = AnnData(obs: obs, variables: variables, x: Interleaved.join(cells.substances.map(\.values), rows: cells.count))
        let centres = isSlice ? [cells.x, cells.y] : [cells.x, cells.y, cells.z]
        data.obsm = [AnnData.Matrix("spatial", columns: centres.count, Interleaved.join(centres, rows: cells.count))]
        if isSlice { data.obsm.append(AnnData.Matrix("depth", columns: 1, cells.z)) }
        var states = Dataframe(index: cells.states.map(\.name))
        states.append("column", .strings(stored))
        states.append("unit", .strings(cells.states.map(\.unit)))
        var numbers = Dataframe(index: scalars.map(\.name))
        numbers.append("value", .numbers(scalars.map(\.value)))
        numbers.append("unit", .strings(scalars.map(\.unit)))
        data.uns = [
            ("time_s", .integer(time)), ("size_um", .numbers([size.x, size.y, size.z])), ("is_slice", .boolean(isSlice)),
            ("states", .table(states)), ("scalars", .table(numbers)),
        ]
        // The name under which scanpy looks for the colours of the categories of "type".
        if cells.typeColours.count == cells.typeNames.count, !cells.typeNames.isEmpty {
            data.uns.append(("type_colors", .strings(cells.typeColours)))
        }
        data.attributes = [.init("niche", attributes(stored))]
        return data
    }

    private func attributes(_ stored: [String]) -> JSON {
        [
            "time_s": .integer(time), "types": JSON(cells.typeNames), "colours": JSON(cells.typeColours), "phases": JSON(cells.phaseNames),
            "states": SnapshotAttributes.list(cells.states, stored),
            "has_vessels": .bool(!vessels.isAbsent), "has_fields": .bool(!fields.columns.isEmpty),
            "voxels": JSON([fields.nx, fields.ny, fields.nz]), "spacing": JSON([fields.spacing.x, fields.spacing.y, fields.spacing.z]),
        ]
    }
}
