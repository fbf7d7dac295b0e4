extension Assembly {
    /// The animal around the tissue.
    func readBody() {
        let written = WrittenType(name: "the body", place: Place(file: "", line: 0, column: 0))
        for entry in entries("body") {
            guard ["state", "let", "change"].contains(entry.name) else {
                problems.add(
                    entry.place,
                    "unknown key \"\(entry.name)\" in body\(suggestion(for: entry.name, among: ["state", "let", "change"], "known here"))")
                continue
            }
            written.sections[entry.name, default: []] += Chapter.entries(entry.value, entry.name, module: entry.module, problems)
        }
        let body = AssembledType(.body, name: "the body", lineage: [written], scope: world)
        readStates(body)
        assembleQuantities([body])
        model.body.states = body.states
        model.body.quantities = body.quantities
        model.body.changes = changes(body.entries("change"), body)
    }
}
