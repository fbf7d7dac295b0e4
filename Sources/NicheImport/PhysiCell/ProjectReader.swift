import NicheFiles
import NicheModel

/// Reads a PhysiCell project: its XML, its rules, and the cells it starts with.
///
/// All that is wrong is gathered; what PhysiCell would do and Niche cannot is gathered beside it, and only stops the import if nobody said
/// to go on.
final class ProjectReader {
    let path: String
    let problems = ProblemList()
    /// What cannot be honoured, in order of place.
    private(set) var omissions: [Problem] = []
    var project: PhysiCellProject

    init(_ path: String) {
        self.path = path
        project = PhysiCellProject(path: path)
    }

    /// - Throws: `FileFault` of a file that cannot be read, `ModelFault` with all that is wrong.
    func read() throws {
        let root = try XMLReader.read(path)
        guard root.name == "PhysiCell_settings" else {
            throw ModelFault(place(root), "is no PhysiCell project: its root is <\(root.name)>, not <PhysiCell_settings>")
        }
        readDomain(root)
        readSubstances(root)
        readTypes(root)
        readStart(root)
        try readRules(root)
        if !problems.errors.isEmpty { throw ModelFault(problems.sorted) }
    }

    /// Does what reads a file that the project names; what is wrong with the file is a problem like others.
    ///
    /// - Parameter place: where the file is named.
    func attempt(reading path: String, namedAt place: Place, _ body: () throws -> Void) {
        problems.attempt {
            do { try body() } catch let fault as FileFault {
                let isElsewhere = fault.path != path || fault.kind != .missing
                throw ModelFault(
                    isElsewhere ? Place(file: fault.path, line: fault.line ?? 0, column: fault.column ?? 0) : place,
                    isElsewhere ? fault.message : "\(fault.path): \(fault.message)")
            }
        }
    }

    /// Notes what the model language says otherwise than the project.
    func noteLimits() {
        for type in project.types {
            if type.mechanics.reach < 1 {
                omit(type.place, "\(type.name) reaches \(Text.number(type.mechanics.reach)) radii; 1 is the least there is")
            }
            for (substance, exchange) in type.exchange.sorted(by: { $0.key < $1.key }) where exchange.export < 0 {
                omit(type.place, "\(type.name) exports \(substance) at a negative rate; give it an uptake rate instead")
            }
        }
    }

    func place(_ tree: XMLTree) -> Place { Place(file: path, line: tree.line, column: tree.column) }

    func omit(_ place: Place, _ what: String) { omissions.append(Problem(place, what, isWarning: true)) }

    /// Notes what would change the model and cannot be honoured.
    func omit(_ tree: XMLTree?, where isUsed: Bool = true, _ what: String) {
        if let tree, isUsed { omit(place(tree), what) }
    }

    // MARK: Values

    /// The number in an element; nil where there is none.
    func number(_ tree: XMLTree?, _ bound: ClosedRange<Double> = -.greatestFiniteMagnitude ... .greatestFiniteMagnitude) -> Double? {
        guard let tree else { return nil }
        guard let value = Double(tree.text), value.isFinite else {
            problems.add(place(tree), "<\(tree.name)> needs a number, found \"\(tree.text)\"")
            return nil
        }
        guard bound.contains(value) else {
            problems.add(place(tree), "<\(tree.name)> is \(tree.text); expected \(bound.lowerBound == 0 ? "0 or more" : "\(bound)")")
            return nil
        }
        return value
    }

    /// Puts the number of an element, if it is there and sound, into a value.
    func take(_ tree: XMLTree?, _ value: inout Double, _ bound: ClosedRange<Double> = 0 ... .greatestFiniteMagnitude) {
        if let number = number(tree, bound) { value = number }
    }

    func flag(_ text: String?) -> Bool { ["true", "1", "yes"].contains(text?.lowercased() ?? "") }

    func isOn(_ tree: XMLTree?) -> Bool { tree.map { flag($0.attributes["enabled"]) } ?? false }

    func suggestion(_ name: String, among known: some Sequence<String>) -> String { didYouMean(name, among: known) }

    /// The file that `folder` and `filename` of an element name: from the project's folder, as PhysiCell is started there, else beside the XML.
    /// Nil, and a problem, where they lead out of the project: it may come from anybody, and must not read what it was not given.
    func file(_ tree: XMLTree) -> String? {
        let (folder, name) = (tree["folder"]?.text ?? "", tree["filename"]?.text ?? "")
        let beside = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) : "."
        let written = folder.isEmpty ? name : "\(folder)/\(name)"
        guard !written.hasPrefix("/"), !written.split(separator: "/").contains("..") else {
            problems.add(place(tree), "\(written) is not in the project's folder; put the file there, or beside the XML")
            return nil
        }
        let candidates = ["\(beside)/../\(written)", "\(beside)/\(written)", "\(beside)/\(name)"]
        return candidates.first { DiskFiles.exists($0) } ?? candidates[0]
    }
}
