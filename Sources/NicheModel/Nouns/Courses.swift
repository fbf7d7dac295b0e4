/// Values that follow a table of time.
extension Assembly {
    /// `[[0 h, 40 mmHg], [12 h, 5 mmHg]]`, or `{file: air.csv, columns: {time: t, value: pO2}, time: h, value: mmHg}`; nil for
    /// anything else.
    func course(_ tree: Tree, _ dimension: Dimension, _ what: String, _ bound: Bound) throws -> Model.Course? {
        if let items = tree.items { return Model.Course(points: try points(items, tree, dimension, what, bound), text: tree.line) }
        guard tree.entries != nil else { return nil }
        let fields = Fields(tree, what, known: ["file", "columns", "time", "value"], problems)
        guard let file = fields["file"] else {
            throw ModelFault(tree.place, "\(what) needs its table: {file: air.csv, time: h, value: UNIT}, or [[0 h, VALUE], [12 h, VALUE]]")
        }
        guard fields["time"] != nil else {
            throw ModelFault(tree.place, "\(what) needs the unit in which its table has the time: time: h")
        }
        guard fields["value"] != nil || dimension.isOne else {
            throw ModelFault(tree.place, "\(what) needs the unit in which its table has the value (\(units.words(dimension))): value: UNIT")
        }
        let factors = [
            "time": try factor(fields["time"], .time, "the time"), "value": try factor(fields["value"], dimension, "the value"),
        ]
        let columns = try columns(fields["columns"], ["time", "value"])
        return Model.Course(
            file: Model.DataFile(path: try path(file), columns: columns, factors: factors, place: file.place), text: tree.line)
    }

    private func points(_ items: [Tree], _ tree: Tree, _ dimension: Dimension, _ what: String, _ bound: Bound) throws
        -> [(time: Double, value: Double)]
    {
        guard !items.isEmpty else { throw ModelFault(tree.place, "\(what) is an empty list; write [[0 h, VALUE], [12 h, VALUE]]") }
        var points: [(time: Double, value: Double)] = []
        for item in items {
            guard let pair = item.items, pair.count == 2 else {
                throw ModelFault(
                    item.place, "\(what) is a list of [TIME, VALUE], found \(item.items.map { "\($0.count) values" } ?? item.kind)")
            }
            let time = try constant(pair[0], .time, "a time of \(what)")
            if let last = points.last, time <= last.time {
                throw ModelFault(pair[0].place, "times of \(what) must ascend, found \(pair[0].line) after \(number(last.time)) min")
            }
            points.append((time, try constant(pair[1], dimension, what, bound)))
        }
        return points
    }

    /// The factor of a unit that must be of a dimension; 1 where there is none.
    func factor(_ tree: Tree?, _ dimension: Dimension, _ what: String) throws -> Double {
        guard let tree else { return 1 }
        let (name, factor, found) = try unit(tree)
        guard found == dimension else {
            throw ModelFault(
                tree.place, "\"\(name)\" is a unit of \(units.words(found)); for \(what) \(units.words(dimension)) is expected")
        }
        return factor
    }

    /// What a file calls the columns that the model knows by `names`.
    func columns(_ tree: Tree?, _ names: [String]) throws -> [String: String] {
        var columns = Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
        guard let tree else { return columns }
        for (name, value) in Fields(tree, "columns", known: names, problems).trees {
            guard value.text != nil else { throw ModelFault(value.place, "a column is named by text, found \(value.kind)") }
            columns[name] = value.line
        }
        return columns
    }

    /// A file that a model names stands beside the text that names it.
    func path(_ tree: Tree) throws -> String {
        guard let name = tree.text, !name.isEmpty else { throw ModelFault(tree.place, "a file is named by its path, found \(tree.kind)") }
        // A model may come from anybody, and must not read what it was not given.
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw ModelFault(tree.place, "\"\(name)\" is not in the folder of this text; put the file beside the text or below it")
        }
        guard let slash = tree.place.file.lastIndex(of: "/") else { return name }
        return tree.place.file[...slash] + name
    }
}
