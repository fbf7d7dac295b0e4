/// Substances whose start a table holds.
extension Assembly {
    /// `{file: air.csv, columns: {value: oxygen}, length: um, value: mmHg}`; nil for anything else.
    func fieldTable(_ tree: Tree, _ dimension: Dimension, _ what: String) throws -> Model.FieldTable? {
        guard tree.entries != nil else { return nil }
        let fields = Fields(tree, what, known: ["file", "columns", "length", "value"], problems)
        guard let file = fields["file"] else {
            throw ModelFault(tree.place, "\(what) needs its table: {file: air.csv, length: um, value: UNIT}")
        }
        guard !model.space.isWell else { throw ModelFault(tree.place, "a well has one concentration; write it in place of the table") }
        guard fields["value"] != nil || dimension.isOne else {
            throw ModelFault(tree.place, "\(what) needs the unit in which its table has the value (\(units.words(dimension))): value: UNIT")
        }
        let (length, value) = (try lengthUnit(fields), try factor(fields["value"], dimension, "the value"))
        return Model.FieldTable(
            file: Model.DataFile(
                path: try path(file), columns: try columns(fields["columns"], ["x", "y", "z", "value"]),
                factors: ["x": length, "y": length, "z": length, "value": value], place: file.place))
    }
}
