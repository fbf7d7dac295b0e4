extension Description {
    func writeInput(_ page: inout Markdown) {
        page.heading(2, "6. Input data")
        var data = dataFiles.isEmpty ? [] : ["Cells are read from \(dataFiles.map(\.asCode).asList)."]
        if !tables.isEmpty { data.append("Tables are read from \(tables.map(\.asCode).asList).") }
        page.paragraph(data.isEmpty ? "The model reads no data." : data.joined(separator: " "))
        if !model.clamps.isEmpty { page.paragraph("Clamped, that is replaced wherever it is read:") }
        page.table(
            ["clamped", "is", "module"],
            model.clamps.map { [name($0.target), words($0.value), module($0.place)] })
        if !model.signals.isEmpty { page.paragraph("Signals, which read as declared except in the step in which they are given:") }
        page.table(
            ["signal", "payload", "otherwise", "unit"],
            model.signals.map { [$0.name.asCode, $0.payload.asCode, Numeral.text($0.value), model.units.words($0.dimension)] })
        if !model.therapies.isEmpty {
            page.paragraph("Therapies on offer, which act on the states of the body; a run gives those that are chosen:")
        }
        page.table(
            ["therapy", "in this run", "does", "when", "module"],
            model.therapies.map { therapy in
                let kinds = therapy.kinds.map { words($0) }.joined(separator: "; ")
                return [therapy.name.asCode, therapy.isActive ? "**given**" : "no", kinds, time(therapy), module(therapy.place)]
            })
    }

    /// Paths of the files from which cells are placed.
    var dataFiles: [String] { model.placements.compactMap { if case .file(let path, _, _, _) = $0.region { path } else { nil } } }

    /// Paths of the tables of courses and of vessels, each once.
    private var tables: [String] {
        var paths: [String] = []
        for file in model.tables where !paths.contains(file.path) { paths.append(file.path) }
        return paths
    }

    private func words(_ value: Model.Clamp.Value) -> String {
        switch value {
        case .formula(let formula): return words(formula)
        case .course(let course):
            let source = course.file.map { "the table \($0.path.asCode) (\(course.text.asCode))" } ?? course.text.asCode
            return "\(source), straight between its points of time and held outside"
        }
    }

    private func name(_ target: Model.Clamp.Target) -> String {
        switch target {
        case .substance(let i): substance(i)
        case .state(let type, let state): "\(model.cellTypes[type].name).\(model.cellTypes[type].states[state].name)".asCode
        case .bodyState(let i): "\(model.body.states[i].name) (body)"
        }
    }

    private func words(_ kind: Model.Therapy.Kind) -> String {
        func name(_ state: Int) -> String { model.body.states[state].name.asCode }
        switch kind {
        case .give(let states): return "adds " + states.map { "\(words($0.formula)) to \(name($0.state))" }.asList
        case .hold(let states): return "holds " + states.map { "\(name($0.state)) at \(words($0.formula))" }.asList
        case .signal(let signal, let dose):
            return "signals \(model.signals[signal].name.asCode) with \(model.signals[signal].payload.asCode) \(words(dose))"
        }
    }

    private func time(_ therapy: Model.Therapy) -> String {
        var parts: [String] = []
        switch therapy.from {
        case .at(let start): parts.append("from \(Self.duration(start))")
        case .when(let condition): parts.append("once \(words(condition))")
        }
        if let every = therapy.every { parts.append("every \(Self.duration(every))") }
        if let times = therapy.times { parts.append(times == 1 ? "once" : "\(times) times") }
        if let until = therapy.until { parts.append("until \(Self.duration(until))") }
        return parts.joined(separator: ", ")
    }
}
