/// A row `value | range | source | about`, before its value is known.
private struct ParameterRow {
    var entry: Entry
    var value: Phrase
    var range = "", source = "", about = ""
    var least: Double?, most: Double?
    var rangePlace: Place?
}

extension Assembly {
    /// Parameters of the whole model, in an order in which each follows those it is written with.
    func readParameters() {
        var rows: [ParameterRow] = []
        for entry in definitions("parameters") {
            if let row = problems.attempt({ try parameterRow(entry) }) {
                rows.append(row)
            } else {
                constants.poison(entry.name, entry.place)
            }
        }
        let index = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1.entry.name, $0) })
        let values = rows.map { row in (try? setting(row.entry.name).map { try phrase($0.value) } ?? row.value) ?? row.value }
        let (order, circle) = Order.sort(rows.count) { i in names(values[i]).compactMap { index[$0] } }
        if let first = circle.first {
            let names = (circle + [first]).map { rows[$0].entry.name }
            problems.add(rows[first].entry.place, "these parameters depend on each other in a circle: \(names.joined(separator: " -> "))")
        }
        var read: [Int: Model.Parameter] = [:]
        for i in order {
            read[i] = problems.attempt { try settleParameter(rows[i], owner: nil) }
            if read[i] == nil { constants.poison(rows[i].entry.name, rows[i].entry.place) }
        }
        for i in rows.indices {
            if let parameter = read[i] {
                model.parameters.append(parameter)
            } else {
                constants.poison(rows[i].entry.name, rows[i].entry.place)
            }
        }
    }

    private func names(_ phrase: Phrase) -> [String] { phrase.tokens.compactMap(\.word) }

    /// Parameters of cell types as written, each with the setting that replaces it.
    func readTypeParameters() {
        for type in writtenTypes {
            for entry in distinct(type.sections["parameters"] ?? []) {
                guard let parameter = problems.attempt({ try settleParameter(parameterRow(entry), owner: type.name) }) else { continue }
                if let first = inheritedParameter(type.name, entry.name), first.dimension != parameter.dimension {
                    problems.add(
                        entry.place,
                        "\(entry.name) must be in \(units.words(first.dimension)) as at \(first.place), "
                            + "found \(units.words(parameter.dimension))"
                    )
                }
                typeParameters[type.name, default: [:]][entry.name] = parameter
                model.parameters.append(parameter)
            }
            // A setting may give a type of its own a value where only an ancestor has a row.
            let prefix = type.name + "."
            for name in Set(settings.map(\.name)).sorted() where name.hasPrefix(prefix) {
                let own = String(name.dropFirst(prefix.count))
                guard typeParameters[type.name]?[own] == nil, var parameter = inheritedParameter(type.name, own),
                    let setting = setting(name)
                else { continue }
                problems.attempt {
                    parameter.value = try value(of: setting, parameter)
                    parameter.text = setting.value.line
                    parameter.owner = type.name
                    parameter.isSet = true
                    typeParameters[type.name, default: [:]][own] = parameter
                    model.parameters.append(parameter)
                }
            }
        }
    }

    /// The nearest row for a parameter above or at a type.
    func inheritedParameter(_ type: String, _ name: String) -> Model.Parameter? {
        for ancestor in lineage(type).reversed() {
            if let parameter = typeParameters[ancestor.name]?[name] { return parameter }
        }
        return nil
    }

    private func parameterRow(_ entry: Entry) throws -> ParameterRow {
        let columns = try Passage(entry.value).columns()
        guard columns.count <= 4 else {
            throw ModelFault(columns[4].place, "too many columns: \"\(entry.name): value | range | source | about\"")
        }
        var row = ParameterRow(entry: entry, value: try Phrase(columns[0], units))
        if columns.count > 1 {
            row.range = columns[1].text
            row.rangePlace = columns[1].place
            if !row.range.isEmpty, row.range != "fixed" { (row.least, row.most) = try range(columns[1], row.value) }
        }
        if columns.count > 2 { row.source = columns[2].text }
        if columns.count > 3 { row.about = columns[3].text }
        return row
    }

    /// "10 to 100", in the unit of the value unless it has units of its own.
    private func range(_ passage: Passage, _ value: Phrase) throws -> (Double, Double) {
        let (low, parts) = try Phrase(passage, units).split(["to"])
        let fault = ModelFault(passage.place, "a range is \"10 to 100\" or \"fixed\", found \"\(passage.text)\"")
        guard parts.count == 1 else { throw fault }
        var factor = 1.0
        if value.tokens.count <= 2, case .number(_, _, _, let written)? = value.tokens.last?.kind { factor = written }
        func end(_ phrase: Phrase) throws -> Double {
            let isNegative = phrase.tokens.first?.isSign("-") == true
            guard phrase.tokens.count == (isNegative ? 2 : 1), case .number(let value, let dimension, _, _)? = phrase.tokens.last?.kind
            else { throw fault }
            return (isNegative ? -1 : 1) * value * (dimension.isOne ? factor : 1)
        }
        let (least, most) = (try end(low), try end(parts[0].phrase))
        guard least <= most else { throw ModelFault(passage.place, "the range \"\(passage.text)\" ends below its beginning") }
        return (least, most)
    }

    private func settleParameter(_ row: ParameterRow, owner: String?) throws -> Model.Parameter {
        let name = row.entry.name
        let (formula, checked) = try checkedFormula(row.value, constants, nil, name)
        guard let written = checked.constant else { throw ModelFault(row.value.place, "\(name) must be known before the run") }
        var parameter = Model.Parameter(
            name: name, value: written, dimension: formula.dimension, owner: owner, module: row.entry.module, place: row.entry.place)
        (parameter.range, parameter.source, parameter.about, parameter.text) = (row.range, row.source, row.about, row.value.text)
        (parameter.least, parameter.most) = (row.least, row.most)
        (parameter.unit, parameter.unitFactor) = displayUnit(row.value, constants, formula.dimension)
        var place = row.rangePlace ?? row.value.place
        if let setting = setting(owner.map { "\($0).\(name)" } ?? name) {
            parameter.value = try value(of: setting, parameter)
            parameter.text = setting.value.line
            parameter.isSet = true
            place = setting.place
        } else {
            warnOutside(parameter, written, place, row.value.text)
        }
        guard owner == nil else { return parameter }
        define(
            name,
            Meaning(
                term: .parameter(name, parameter.value), dimension: parameter.dimension, place: row.entry.place, kind: "parameter",
                constant: parameter.value, unit: parameter.unit, unitFactor: parameter.unitFactor),
            in: constants)
        return parameter
    }

    private func value(of setting: Setting, _ parameter: Model.Parameter) throws -> Double {
        let value = try constant(setting.value, parameter.dimension, setting.name)
        warnOutside(parameter, value, setting.place, setting.value.line)
        if parameter.range == "fixed", value != parameter.value {
            problems.warn(setting.place, "\(setting.name) is fixed (\(parameter.text)); it is set to \(setting.value.line)")
        }
        return value
    }

    private func warnOutside(_ parameter: Model.Parameter, _ value: Double, _ place: Place, _ text: String) {
        guard let least = parameter.least, let most = parameter.most, value < least - abs(least) * 1e-12 || value > most + abs(most) * 1e-12
        else { return }
        problems.warn(
            place,
            "\(parameter.name) = \(text) is outside its range, \(parameter.range)\(parameter.unit.isEmpty ? "" : " (\(parameter.unit))")")
    }
}
