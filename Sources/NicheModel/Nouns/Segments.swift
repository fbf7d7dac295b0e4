/// Vessels that a table draws.
extension Assembly {
    /// Ends of a segment and its radius, or the one point at which a vessel crosses a slice.
    static let segmentColumns = ["x0", "y0", "z0", "x1", "y1", "z1", "radius", "x", "y"]

    /// `{what: capillary, file: vessels.csv, columns: {x0: from_x, …}, length: um}`.
    func segmentPlacement(_ what: Tree, _ file: Tree, _ fields: Fields) throws -> Model.Placement {
        guard let type = vesselTypes.firstIndex(where: { $0.name == what.text }) else {
            guard types(what.text ?? "") != nil else { throw unknownCells([what.line], what.place) }
            throw ModelFault(
                what.place, "a file of cells says itself which types they are; leave out \"what\", which is for vessels of a file")
        }
        let known = ["what", "file", "columns", "length"]
        for (key, tree) in fields.keys.sorted(by: { $0.value.place < $1.value.place }) where !known.contains(key) {
            problems.add(tree.place, "\"\(key)\" does not stand beside a file of vessels")
        }
        guard !model.space.isWell else { throw ModelFault(what.place, "a well has no place for vessels") }
        guard file.text != "cells" else { throw ModelFault(file.place, "\"cells\" is the file of cells; name the table of the vessels") }
        let factor = try lengthUnit(fields)
        let names = Self.segmentColumns
        let table = Model.DataFile(
            path: try path(file), columns: try columns(fields["columns"], names),
            factors: Dictionary(uniqueKeysWithValues: names.map { ($0, factor) }), place: file.place)
        return Model.Placement(what: .vessel(type), region: .segments(Model.SegmentTable(file: table)), place: fields.place)
    }

    /// The unit of a file's coordinates.
    func lengthUnit(_ fields: Fields) throws -> Double {
        let (_, factor, dimension) = try unit(fields["length"])
        guard fields["length"] == nil || dimension == .length else {
            throw ModelFault(fields["length"]!.place, "\"\(fields.text("length"))\" is not a unit of length")
        }
        return factor
    }
}
