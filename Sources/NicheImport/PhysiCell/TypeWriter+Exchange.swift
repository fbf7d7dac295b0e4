/// What cells take and secrete, alive and dead.
extension TypeWriter {
    struct Exchanged {
        var takes: [String] = [], secretions: [String] = []
        /// For cells of a dead phase, by the event with which they died.
        var deadTakes: [String] = []
        var deadSecretions: [(name: String, output: (_ death: String) -> String)] = []
    }

    var exchange: Exchanged {
        var exchanged = Exchanged()
        for substance in project.substances.map(\.name) {
            let name = names.substance(substance)
            if isUsed(.uptake(substance)) {
                let rate = use(.uptake(substance))
                exchanged.takes.append("\(name): at \(rate)")
                exchanged.deadTakes.append("\(name): at \(isRuledDead(.uptake(substance)) ? "" : "0.1 * ")\(rate)")
            }
            let (secretes, exports) = (isUsed(.secretion(substance)), isUsed(.export(substance)))
            if secretes || exports { exchanged.secretions.append("\(name): \(output(substance, secretes, exports))") }
            let (stillSecretes, stillExports) = (isRuledDead(.secretion(substance)), isRuledDead(.export(substance)))
            if stillSecretes || stillExports {
                exchanged.deadSecretions.append((name, { output(substance, stillSecretes, stillExports, after: $0) }))
            }
        }
        return exchanged
    }

    /// What a cell gives off: toward a target, an amount, or both.
    ///
    /// - Parameter death: Who dies gives off nothing in that step; rules take it up again in the step after.
    private func output(_ substance: String, _ secretes: Bool, _ exports: Bool, after death: String? = nil) -> String {
        func later(_ rate: String, _ unit: String) -> String {
            death.map { "if(since(\($0)) > \(Text.number(project.time.phenotype, "min")), \(rate), 0 \(unit))" } ?? rate
        }
        let amount = exports ? later(use(.export(substance)), "\(names.insideUnit(substance))/min") : nil
        guard secretes else { return amount ?? "" }
        return "\(later(use(.secretion(substance)), "/min")) toward \(use(.target(substance)))" + (amount.map { " with \($0)" } ?? "")
    }

    // MARK: What is in the cell

    /// Substances that cells keep count of, since a rule asks how much of them is inside.
    var insideStates: [String] {
        counted.map { "\(names.inside($0)): \(Text.number(0, names.insideUnit($0))) | split" }
    }

    /// What comes in less what goes out.
    var insideChanges: [String] {
        counted.map { substance in
            var change = isUsed(.uptake(substance)) ? "taken(\(names.substance(substance)))" : ""
            if isUsed(.secretion(substance)) {
                change += " - volume * \(use(.secretion(substance))) * (\(use(.target(substance))) - \(names.substance(substance)))"
            }
            if isUsed(.export(substance)) { change += " - \(use(.export(substance)))" }
            return "\(names.inside(substance)): \(change.isEmpty ? Text.number(0, "\(names.insideUnit(substance))/min") : change)"
        }
    }

    /// What the dead still take up stays in them.
    private var deadInsideChanges: [String] {
        counted.filter { isUsed(.uptake($0)) }.map { "\(names.inside($0)): taken(\(names.substance($0)))" }
    }

    func deadPhases(_ exchanged: Exchanged) -> [String] {
        guard !exchanged.deadTakes.isEmpty || !exchanged.deadSecretions.isEmpty else { return [] }
        return ["    phases:"]
            + [("apoptotic", "apoptosis"), ("swelling", "necrosis"), ("lysed", "necrosis")].flatMap { phase, death -> [String] in
                var lines = ["      \(phase):"]
                if !deadInsideChanges.isEmpty { lines += ["        change:"] + deadInsideChanges.map { "          \($0)" } }
                if !exchanged.deadTakes.isEmpty { lines += ["        take:"] + exchanged.deadTakes.map { "          \($0)" } }
                if !exchanged.deadSecretions.isEmpty {
                    lines += ["        secrete:"] + exchanged.deadSecretions.map { "          \($0.name): \($0.output(death))" }
                }
                return lines
            }
    }
}
