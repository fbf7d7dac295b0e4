/// A value that replaces one of the model: from `set:`, from a genotype, or from the command line.
struct Setting {
    var name: String
    var place: Place
    var value: Tree
    var isUsed = false
}

extension Assembly {
    func readGenotypes() { model.genotypes = distinct(entries("genotypes"), isValue: false).map(\.name) }

    /// Settings in the order in which they apply: of the model, of genotypes, of the command line.
    func readSettings() {
        let own = chapters.filter { !$0.isLayer }
        for entry in entries("set", of: own) { add(entry) }
        for chapter in own { applyGenotypes(of: chapter) }
        for layer in chapters where layer.isLayer {
            applyGenotypes(of: layer)
            for entry in entries("set", of: [layer]) { add(entry) }
            switchOff(layer)
        }
        for name in options.genotypes { apply(genotype: name, Place(file: "genotype \(name)", line: 0, column: 0)) }
        for (name, value) in options.settings {
            let source = Source(file: "--set \(name)=\(value)", text: value)
            let place = Place(file: source.file, line: 0, column: 0)
            var tree = Tree(content: .text(value), place: Place(file: source.file, line: 1, column: 1), source: source)
            if value.hasPrefix("["), let list = problems.attempt({ try YAMLReader.read(Array(value.utf8), file: source.file) }) {
                tree = list
            }
            settings.append(Setting(name: name, place: place, value: tree))
        }
        model.settings = settings.map { ($0.name, $0.value.line) } + options.layers.map { ("change", $0.written) }
    }

    private func applyGenotypes(of chapter: Chapter) {
        guard let tree = chapter["genotype"], let names = problems.attempt({ try tree.names("genotype") }) else { return }
        for name in names { apply(genotype: name.text ?? "", name.place) }
    }

    /// `off: [M18, M20]`.
    private func switchOff(_ layer: Chapter) {
        guard let tree = layer["off"], let names = problems.attempt({ try tree.names("off") }) else { return }
        let zero = Source(file: tree.place.file, text: "0")
        for name in names {
            let value = Tree(content: .text("0"), place: Place(file: name.place.file, line: 1, column: 1), source: zero)
            settings.append(Setting(name: name.text ?? "", place: name.place, value: value))
        }
    }

    private func add(_ entry: Entry) {
        guard entry.operation == .define else {
            problems.add(entry.place, "a setting replaces a value; \(entry.operation.rawValue): has no place here")
            return
        }
        settings.append(Setting(name: entry.name, place: entry.place, value: entry.value))
    }

    private func apply(genotype name: String, _ place: Place) {
        guard let genotype = entries("genotypes").first(where: { $0.name == name }) else {
            problems.add(place, "unknown genotype \"\(name)\"\(didYouMean(name, among: model.genotypes))")
            return
        }
        for entry in Chapter.entries(genotype.value, "a genotype", module: genotype.module, problems) { add(entry) }
    }

    /// The setting that holds for a name: the last one.
    func setting(_ name: String) -> Setting? {
        var found: Setting?
        for i in settings.indices where settings[i].name == name {
            settings[i].isUsed = true
            found = settings[i]
        }
        return found
    }

    /// Every setting must have met something to set.
    func checkSettings() {
        var known = model.parameters.map(\.path) + model.couplings.map(\.name)
        known += Assembly.timeKeys.map { "time.\($0)" } + Assembly.spaceKeys.map { "space.\($0)" }
        for setting in settings where !setting.isUsed {
            if known.contains(setting.name), setting.name.hasPrefix("space.") {
                let kind = model.space.isWell ? "a well has none" : "the model has no space that it could change"
                problems.add(setting.place, "\(setting.name) is set to no end: \(kind)")
                continue
            }
            problems.add(
                setting.place,
                "nothing is called \"\(setting.name)\" that could be set "
                    + "(parameters, couplings, type.parameter, time.… and space.… can be)\(didYouMean(setting.name, among: known))"
            )
        }
        // Bundles that this run does not apply are checked as far as their types are known.
        for genotype in entries("genotypes") {
            for entry in Chapter.entries(genotype.value, "a genotype", module: genotype.module, problems) where !known.contains(entry.name)
            {
                let parts = entry.name.split(separator: ".").map(String.init)
                let isAbsentType = parts.count == 2 && !writtenTypes.contains { $0.name == parts[0] }
                let isInherited = parts.count == 2 && inheritedParameter(parts[0], parts[1]) != nil
                if !isAbsentType, !isInherited {
                    problems.add(
                        entry.place,
                        "nothing is called \"\(entry.name)\" that the genotype \(genotype.name) could set"
                            + "\(didYouMean(entry.name, among: known))"
                    )
                }
            }
        }
    }
}
