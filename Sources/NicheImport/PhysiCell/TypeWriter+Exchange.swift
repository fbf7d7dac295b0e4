/// What cells take and secrete, alive and dead.
extension TypeWriter {
    struct Exchanged {
        var takes: [String] = [], secretions: [String] = []
        var deadTakes: [String] = [], deadSecretions: [String] = []
    }

    mutating func exchange() -> Exchanged {
        var exchanged = Exchanged()
        for substance in project.substances.map(\.name) {
            let name = names.substance(substance)
            if isUsed(.uptake(substance)) {
                let rate = useLet(.uptake(substance))
                exchanged.takes.append("\(name): at \(rate)")
                exchanged.deadTakes.append("\(name): at \(isRuledDead(.uptake(substance)) ? "" : "0.1 * ")\(rate)")
            }
            if isUsed(.secretion(substance)) {
                let line = "\(name): \(use(.secretion(substance))) toward \(use(.target(substance)))"
                exchanged.secretions.append(line)
                if isRuledDead(.secretion(substance)) { exchanged.deadSecretions.append(line) }
            } else if isUsed(.export(substance)) {
                exchanged.secretions.append("\(name): \(use(.export(substance)))")
            }
        }
        return exchanged
    }

    func deadPhases(_ exchanged: Exchanged) -> [String] {
        guard !exchanged.deadTakes.isEmpty || !exchanged.deadSecretions.isEmpty else { return [] }
        return ["    phases:"]
            + ["apoptotic", "swelling", "lysed"].flatMap { phase -> [String] in
                var lines = ["      \(phase):"]
                if !exchanged.deadTakes.isEmpty { lines += ["        take:"] + exchanged.deadTakes.map { "          \($0)" } }
                if !exchanged.deadSecretions.isEmpty { lines += ["        secrete:"] + exchanged.deadSecretions.map { "          \($0)" } }
                return lines
            }
    }
}
