extension Description {
    func writeParameters(_ page: inout Markdown) {
        guard !model.parameters.isEmpty else { return }
        page.heading(3, "Parameters")
        let assumed = model.parameters.filter(\.isAssumed).count
        let total = count(model.parameters.count, "parameter", "parameters")
        page.paragraph("\(total), of which \(assumed) \(assumed == 1 ? "is" : "are") *assumed*: nobody measured them.")
        page.table(
            ["parameter", "about", "value", "range", "unit", "source", "module"],
            model.parameters.map { parameter in
                [
                    parameter.path.asCode, parameter.about.asProse,
                    (parameter.text.isEmpty ? Numeral.text(parameter.value / parameter.unitFactor) : parameter.text).asCode
                        + (parameter.isSet ? " (set)" : ""),
                    parameter.range.asProse, dimension(parameter), source(parameter), parameter.module,
                ]
            })
    }

    /// "um^3 (volume)", or the dimension alone.
    private func dimension(_ parameter: Model.Parameter) -> String {
        let words = model.units.words(parameter.dimension)
        return parameter.unit.isEmpty ? words : "\(parameter.unit) (\(words))"
    }

    private func source(_ parameter: Model.Parameter) -> String {
        if parameter.source.isEmpty { return "*no source*" }
        return parameter.isAssumed ? "*\(parameter.source.asProse)*" : parameter.source.asProse
    }
}
