/// A mechanism that the modules of a library offer.
public struct LibraryCoupling: Sendable {
    /// "M18", and the one thing it means.
    public var name: String, about: String
    /// Of a model that says nothing; 0 for what is off until asked for.
    public var gain: Double
    public var module: String, place: Place

    public init(name: String, about: String, gain: Double = 1, module: String, place: Place) {
        self.name = name
        self.about = about
        self.gain = gain
        self.module = module
        self.place = place
    }
}

/// All couplings that the modules in these folders define, in the order of people (M2 before M10).
///
/// As for `use:`, a module of an earlier folder hides those of the same name in later ones.
///
/// - Throws: all problems at once: modules that cannot be read, and names with two meanings, with both places.
public func libraryCouplings(folders: [String]) throws(ModelFault) -> [LibraryCoupling] {
    let problems = ProblemList()
    var found: [String: LibraryCoupling] = [:]
    for file in LibraryFile.all(folders) where file.isModule {
        problems.attempt {
            for coupling in try couplings(file.read(), file.name, problems) {
                guard let first = found[coupling.name] else {
                    found[coupling.name] = coupling
                    continue
                }
                if first.about != coupling.about || first.gain != coupling.gain {
                    problems.add(
                        coupling.place,
                        "the coupling \(coupling.name) has two meanings: \(meaning(coupling)) here, \(meaning(first)) at \(first.place)")
                }
            }
        }
    }
    guard problems.errors.isEmpty else { throw ModelFault(problems.sorted) }
    return found.values.sorted { NaturalOrder.precedes($0.name, $1.name) }
}

private func meaning(_ coupling: LibraryCoupling) -> String {
    "\"\(coupling.about)\"" + (coupling.gain == 1 ? "" : " with gain \(Numeral.text(coupling.gain))")
}

/// Those of one file, with those of the parts that hold beside other modules.
private func couplings(_ tree: Tree, _ module: String, _ problems: ProblemList) throws -> [LibraryCoupling] {
    let chapter = Chapter(module: module, tree: tree)
    let parts = (chapter["with"]?.entries ?? []).map { Chapter(module: module, tree: $0.value) }
    return ([chapter] + parts).flatMap { part -> [LibraryCoupling] in
        guard let map = part["couplings"] else { return [] }
        return Chapter.entries(map, "couplings", module: module, problems).compactMap { entry in
            problems.attempt {
                let read = try Assembly.coupling(entry, Units())
                return LibraryCoupling(name: read.name, about: read.about, gain: read.gain, module: module, place: entry.place)
            }
        }
    }
}
