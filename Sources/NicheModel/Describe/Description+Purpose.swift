extension Description {
    func writeHead(_ page: inout Markdown) {
        page.heading(1, (model.title.isEmpty ? "A model" : model.title).asProse)
        page.paragraph("The model after the ODD protocol (Grimm et al. 2020), written from its text by `niche describe`.")
        page.table(
            ["module", "title", "about"],
            model.modules.map { [$0.name.asCode, $0.title.asProse, $0.about.asProse] })
        page.table(["setting", "value"], model.settings.map { [$0.name.asCode, $0.value.asCode] })
        let warnings = model.warnings.map { "\($0.place): \($0.message)".asProse }
        if !warnings.isEmpty { page.paragraph("Warnings of the check:") }
        page.list(warnings)
    }

    func writePurpose(_ page: inout Markdown) {
        page.heading(2, "1. Purpose and patterns")
        page.paragraph(model.about.isEmpty ? "The author states no purpose." : model.about.asProse.asSentence)
        if !model.source.isEmpty { page.paragraph("Source: \(model.source.asProse.asSentence)") }
        guard !model.measures.isEmpty else {
            page.paragraph("The model names no measures by which it could be judged.")
            return
        }
        page.paragraph("The patterns by which the model is judged are curves of these measures:")
        page.table(
            ["measure", "about", "unit", "is"],
            model.measures.map { [$0.name.asCode, $0.about.asProse, $0.formula.dimension.isOne ? "" : $0.unit, words($0.formula)] })
    }
}
