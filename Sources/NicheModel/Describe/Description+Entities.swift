extension Description {
    func writeEntities(_ page: inout Markdown) {
        page.heading(2, "2. Entities, state variables and scales")
        writeScales(&page)
        writeSubstances(&page)
        writeParticles(&page)
        writeCells(&page)
        for vessel in model.vesselTypes {
            page.heading(3, "Vessel `\(vessel.name)`")
            let size = "Segments of \(length(vessel.segment)) with a radius of \(length(vessel.radius))"
            page.paragraph(
                "\(vessel.about.asProse.asSentence) \(size)\(vessel.isCarried ? ", carried along by the tissue that grows" : "").".trimmed)
            page.table(Self.stateColumns, rows(vessel.states, inherits: false))
        }
        guard !model.body.states.isEmpty else { return }
        page.heading(3, "The body around the tissue")
        page.table(Self.stateColumns, rows(model.body.states, inherits: false))
    }

    func length(_ length: Double) -> String { "\(Numeral.text(length)) µm" }

    func lengths(_ lengths: SIMD3<Double>) -> String {
        "\([lengths.x, lengths.y, lengths.z].map(Numeral.text).joined(separator: " x ")) µm"
    }

    private func writeScales(_ page: inout Markdown) {
        let (space, time) = (model.space, model.time)
        page.heading(3, "Scales")
        var items: [String] = []
        if space.isWell {
            items.append("Space: one stirred well of \(Numeral.text(space.wellVolume)) µm³; cells in it do not touch.")
        } else {
            let thickness = space.thickness.map { ", \(length($0)) thick" } ?? ""
            let size =
                space.size.map { lengths($0) } ?? (dataFiles.isEmpty ? "no size stated" : "as large as the cells of the file") + thickness
            let kinds = space.edges.map { "\($0)" }
            let edges = Set(kinds).count == 1 ? kinds[0] : zip(["x", "y", "z"], kinds).map { "\($1) in \($0)" }.asList
            items.append("Space: \(size), in voxels of \(lengths(space.voxel)); edges \(edges).")
            for (name, planes) in zip(["x", "y", "z"], space.membranes) where !planes.isEmpty {
                let places = planes.map { length($0) }.asList
                items.append(
                    "Membranes across \(name) at \(places): no cell crosses them, or touches or feels another through them; substances pass."
                )
            }
            let sampling = space.samplesVoxel ? "as their voxel has them" : "interpolated between voxels"
            items.append("Cells touch below \(Numeral.text(space.reach)) times the sum of their radii; they feel substances \(sampling).")
            items.append(
                space.mechanics == .pairs
                    ? "Cells push and hold one another in pairs."
                    : "Cells push one another by one smoothed pressure, down whose gradient tissue flows; adhesion packs them tighter at rest."
            )
        }
        let settle = time.settle > 0 ? ", after \(Self.duration(time.settle)) in which substances settle" : ""
        items.append("Time: \(Self.duration(time.end)) in steps of \(Self.duration(time.step))\(settle).")
        if !model.units.counted.isEmpty { items.append("Counted units: \(model.units.counted.map(\.asCode).asList).") }
        page.list(items)
    }

    private func writeSubstances(_ page: inout Markdown) {
        guard !model.substances.isEmpty else { return }
        page.heading(3, "Substances")
        page.paragraph("A substance without a unit is scaled: 1 is the concentration of its half effect.")
        page.table(
            [
                "substance", "about", "unit", "diffusion µm²/min", "decay /min", "solved", "start", "edges", "level", "half of uptake",
                "module",
            ],
            model.substances.enumerated().map { index, substance in
                [
                    substance.name.asCode, substance.about.asProse, substance.unit.isEmpty ? "scaled" : substance.unit,
                    Numeral.text(substance.diffusion), Numeral.text(substance.decay), substance.isSteady ? "steady" : "stepped",
                    substance.startTable.map { "the table \($0.file.path.asCode)" } ?? words(substance.start), words(substance.edges),
                    substance.level.map { "\(Numeral.text($0.level)) where full sources stand at \(Numeral.text($0.density)) /µm³" } ?? "",
                    half(index) ?? "", substance.module,
                ]
            })
    }

    /// The concentration that halves a saturating uptake.
    func half(_ index: Int) -> String? {
        let substance = model.substances[index]
        return substance.uptakeHalf.map { "\(Numeral.text($0 / substance.unitFactor)) \(substance.unit)".trimmed }
    }

    private func words(_ edges: Model.EdgeRule) -> String {
        switch edges {
        case .closed: "closed"
        case .value(let formula): words(formula)
        case .periodic: "periodic"
        case .sides(let sides, let held):
            zip(["x = 0", "x end", "y = 0", "y end", "z = 0", "z end"], sides).compactMap { side, value in
                value.map { "\(side): \(words($0))" }
            }.joined(separator: ", ") + (held == .voxels ? ", at the centres of the outermost voxels" : "")
        }
    }

    private func writeParticles(_ page: inout Markdown) {
        guard !model.particles.isEmpty else { return }
        page.heading(3, "Particles")
        page.paragraph("Whole things, counted in voxels and never divided.")
        page.table(
            ["particle", "about", "unit", "volume of one µm³", "most per µm³", "module"],
            model.particles.map {
                [$0.name.asCode, $0.about.asProse, $0.unit, Numeral.text($0.volume), Numeral.text($0.mostPerVolume), $0.module]
            })
    }

    private func writeCells(_ page: inout Markdown) {
        guard !model.cellTypes.isEmpty else { return }
        page.heading(3, "Cells")
        page.table(
            ["type", "called", "about", "lineage", "phases"],
            model.cellTypes.map { type in
                let phases = type.phases.enumerated().map {
                    "\($1.name)\($0 == type.firstPhase ? " (first)" : "")\($1.isDead ? " (dead)" : "")"
                }
                return [
                    type.name.asCode, type.label.asProse, type.about.asProse, type.lineage.joined(separator: " > "),
                    phases.joined(separator: ", "),
                ]
            })
        let states = kinship.share(model.cellTypes.map { rows($0.states, inherits: true) }) { $0.joined(separator: "|") }
        for (owner, rows) in zip(kinship.owners, states) where !rows.isEmpty {
            page.paragraph("States of \(title(owner)):")
            page.table(Self.stateColumns, rows)
        }
    }

    /// "`myeloid` (monocyte, macrophage)".
    func title(_ owner: Kinship.Owner) -> String {
        let names = owner.types.map { model.cellTypes[$0].name }
        return names == [owner.name] ? owner.name.asCode : "\(owner.name.asCode) (\(names.joined(separator: ", ")))"
    }
}
