/// What cells take and secrete, alive and dead.
extension TypeWriter {
    struct Exchanged {
        var takes: [String] = [], secretions: [String] = []
        /// For cells of a dead phase, by the event with which they died.
        var deadTakes: [String] = []
        var deadSecretions: [(name: String, rate: String, target: String)] = []
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
            if isUsed(.secretion(substance)) {
                let (rate, target) = (use(.secretion(substance)), use(.target(substance)))
                exchanged.secretions.append("\(name): \(rate) toward \(target)")
                if isRuledDead(.secretion(substance)) { exchanged.deadSecretions.append((name, rate, target)) }
            } else if isUsed(.export(substance)) {
                exchanged.secretions.append("\(name): \(use(.export(substance)))")
            }
        }
        return exchanged
    }

    func deadPhases(_ exchanged: Exchanged) -> [String] {
        guard !exchanged.deadTakes.isEmpty || !exchanged.deadSecretions.isEmpty else { return [] }
        return ["    phases:"]
            + [("apoptotic", "apoptosis"), ("swelling", "necrosis"), ("lysed", "necrosis")].flatMap { phase, death -> [String] in
                var lines = ["      \(phase):"]
                if !exchanged.deadTakes.isEmpty { lines += ["        take:"] + exchanged.deadTakes.map { "          \($0)" } }
                if !exchanged.deadSecretions.isEmpty {
                    lines += ["        secrete:"]
                    let step = Text.number(project.time.phenotype, "min")
                    // Death ends all secretion; rules take it up again in the step after.
                    lines += exchanged.deadSecretions.map {
                        "          \($0.name): if(since(\(death)) > \(step), \($0.rate), 0 /min) toward \($0.target)"
                    }
                }
                return lines
            }
    }
}
