extension Description {
    func writeStart(_ page: inout Markdown) {
        page.heading(2, "5. Initialisation")
        if model.placements.isEmpty {
            page.paragraph("No cells are placed.")
        } else {
            page.paragraph("Placed in this order; states start as in section 2 unless set here:")
            page.list(model.placements.map { words($0) })
        }
        let settle = model.time.settle > 0 ? " and transported for \(Self.duration(model.time.settle)) before time 0" : ""
        page.paragraph("Substances start as in section 2\(settle).")
        let genotypes = written("genotypes").filter { model.genotypes.contains($0.name) }
        guard !model.genotypes.isEmpty else { return }
        page.paragraph("Genotypes on offer, each a bundle of settings:")
        page.table(
            ["genotype", "sets", "module"],
            model.genotypes.map { name in
                let found = genotypes.first { $0.name == name }
                return [name.asCode, found?.text.asCode ?? "", found?.module ?? ""]
            })
    }

    private func words(_ placement: Model.Placement) -> String {
        var what = "cells and their types"
        var states: [Model.State] = []
        switch placement.what {
        case .cell(let type): (what, states) = (model.cellTypes[type].name.asCode, model.cellTypes[type].states)
        case .vessel(let type): (what, states) = (model.vesselTypes[type].name.asCode, model.vesselTypes[type].states)
        case nil: break
        }
        var words = what
        switch placement.howMany {
        case .number(let number): words = "\(number) \(what)"
        case .packed(let share): words += ", packed to \(Numeral.text(share)) of the room"
        case .density(let density): words += ", at random, \(self.density(density, placement))"
        case nil: break
        }
        switch placement.region {
        case .disc(let radius, let centre): words += ", within \(length(radius)) of (\(lengths(centre)))"
        case .ring(let inner, let outer, let centre): words += ", between \(length(inner)) and \(length(outer)) from (\(lengths(centre)))"
        case .box(let low, let high): words += ", in the box from (\(lengths(low))) to (\(lengths(high)))"
        case .everywhere: words += ", everywhere"
        case .points(let points):
            words += ", at " + (points.count <= 4 ? points.map { "(\(lengths($0)))" }.asList : "\(points.count) points")
        case .file(let path, _, _, _): words += " from the file \(path.asCode)"
        case .segments(let table): words += " from the segments of \(table.file.path.asCode), joined where they share an end"
        }
        if let apart = placement.apart { words += ", at least \(length(apart)) apart" }
        if !placement.sets.isEmpty {
            words += "; sets " + placement.sets.map { "\(states[$0.state].name.asCode) to \(self.words($0.sampler))" }.asList
        }
        return words + (placement.text.isEmpty ? "" : " (\(placement.text.asCode))")
    }

    /// Per area in a slice and for vessels, else per volume.
    private func density(_ density: Double, _ placement: Model.Placement) -> String {
        var isArea = model.space.size.map { $0.z <= model.space.voxel.z } ?? (model.space.thickness != nil)
        if case .vessel = placement.what { isArea = true }
        return isArea ? "\(Numeral.text(density * 1e6)) per mm²" : "\(Numeral.text(density * 1e9)) per mm³"
    }
}
