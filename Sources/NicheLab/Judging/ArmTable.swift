import NicheModel

/// The arms of a trial: every combination of the levels of its factors, then those beside the table.
public struct ArmTable: Sendable {
    public struct Arm: Sendable {
        public var name: String
        /// A level of each factor; empty for an arm beside the table.
        public var levels: [Int]
        public var isBeside = false
        /// What is laid on top of the model, in order.
        public var layers: [Tree]
    }

    public let factors: [Trial.Factor]
    public private(set) var arms: [Arm] = []
    /// The doses as written.
    public let doses: [String]

    init(_ factors: [Trial.Factor], also: [Trial.Level], base: [Tree], doses: [String]) {
        self.factors = factors
        self.doses = doses
        var combinations: [[Int]] = [[]]
        for factor in factors { combinations = combinations.flatMap { head in factor.levels.indices.map { head + [$0] } } }
        for levels in combinations {
            let chosen = zip(factors, levels).map { $0.levels[$1] }
            let name = chosen.isEmpty ? "all" : chosen.map(\.name).joined(separator: ".")
            arms.append(Arm(name: name, levels: levels, layers: base + chosen.map(\.change)))
        }
        for level in also { arms.append(Arm(name: level.name, levels: [], isBeside: true, layers: base + [level.change])) }
    }

    /// The arm that a word or path means where the other factors stand as `context` says, or at their first levels.
    func reference(_ text: String, in context: [(text: String, place: Place)], _ place: Place) throws -> ArmReference {
        var levels = Array(repeating: 0, count: factors.count)
        var (dose, isAlso) = (Int?.none, Int?.none)
        var over: Int?
        for (part, place) in context where part.hasPrefix("over ") { over = try factor(String(part.dropFirst(5)), place) }
        let rest = context.filter { !$0.text.hasPrefix("over ") }
        for (part, place) in rest + (text.isEmpty ? [] : [(text, place)]) {
            if let also = arms.firstIndex(where: { $0.isBeside && $0.name == part }) {
                isAlso = also
                continue
            }
            if let number = doses.firstIndex(of: part) {
                dose = number
                continue
            }
            let preferred = part == text ? over : nil
            var set: Set<Int> = []
            for (factor, level) in try settings(part, preferred, place) {
                guard set.insert(factor).inserted else {
                    throw ModelFault(place, "\"\(part)\" names two levels of \(factors[factor].name); an arm is one level of each factor")
                }
                levels[factor] = level
            }
        }
        if let isAlso {
            guard text.isEmpty || arms[isAlso].name == text else {
                throw ModelFault(place, "\(arms[isAlso].name) stands beside the table, so that nothing in it is \"\(text)\"")
            }
            return ArmReference(arm: isAlso, dose: dose)
        }
        return ArmReference(arm: arms.firstIndex { $0.levels == levels }!, dose: dose)
    }

    /// The four arms of an interaction: first and second level of g at the first level of f, then at its second.
    func corners(_ f: String, _ g: String, in context: [(text: String, place: Place)], _ place: Place) throws -> [ArmReference] {
        let (f, g) = (try factor(f, place), try factor(g, place))
        guard f != g else { throw ModelFault(place, "an interaction is of two different factors") }
        let base = try reference("", in: context, place)
        guard !arms[base.arm].isBeside else { throw beside(base, place) }
        return [(0, 0), (0, 1), (1, 0), (1, 1)].map { i, j in
            var levels = arms[base.arm].levels
            (levels[f], levels[g]) = (i, j)
            return ArmReference(arm: arms.firstIndex { $0.levels == levels }!, dose: base.dose)
        }
    }

    /// The arms at each level of a factor.
    func levels(of name: String, in context: [(text: String, place: Place)], _ place: Place) throws -> [ArmReference] {
        let base = try reference("", in: context, place)
        let f = try factor(name, place)
        guard !arms[base.arm].isBeside else { throw beside(base, place) }
        return factors[f].levels.indices.map { level in
            var levels = arms[base.arm].levels
            levels[f] = level
            return ArmReference(arm: arms.firstIndex { $0.levels == levels }!, dose: base.dose)
        }
    }

    private func beside(_ arm: ArmReference, _ place: Place) -> ModelFault {
        ModelFault(place, "\(arms[arm.arm].name) stands beside the table, and has no level of a factor")
    }

    func factor(_ name: String, _ place: Place) throws -> Int {
        guard let factor = factors.firstIndex(where: { $0.name == name }) else {
            throw ModelFault(place, "no factor \"\(name)\"\(suggestion(for: name, among: factors.map(\.name), "factors"))")
        }
        guard factors[factor].levels.count > 1 else { throw ModelFault(place, "\(name) has one level only") }
        return factor
    }

    /// `WT`, `genotype.WT`, `null.antiCD40`: levels by their factors.
    private func settings(_ text: String, _ preferred: Int?, _ place: Place) throws -> [(factor: Int, level: Int)] {
        let parts = text.split(separator: ".").map { Population.plain(String($0)) }
        if parts.count == 2, let factor = factors.firstIndex(where: { $0.name == parts[0] }) {
            guard let level = factors[factor].levels.firstIndex(where: { $0.name == parts[1] }) else {
                throw ModelFault(
                    place,
                    "\(parts[0]) has no level \"\(parts[1])\"\(suggestion(for: parts[1], among: factors[factor].levels.map(\.name), "levels"))"
                )
            }
            return [(factor, level)]
        }
        return try parts.map { part in
            let found = factors.indices.compactMap { f in factors[f].levels.firstIndex { $0.name == part }.map { (factor: f, level: $0) } }
            if let preferred, let one = found.first(where: { $0.factor == preferred }) { return one }
            guard found.count < 2 else {
                throw ModelFault(
                    place,
                    "\"\(part)\" is a level of \(found.map { factors[$0.factor].name }.joined(separator: " and of ")); "
                        + "write \(factors[found[0].factor].name).\(part), or \"over \(factors[found[0].factor].name)\"")
            }
            guard let one = found.first else {
                let known = factors.flatMap { $0.levels.map(\.name) } + arms.filter(\.isBeside).map(\.name) + doses
                throw ModelFault(place, "no arm \"\(part)\"\(suggestion(for: part, among: known, "arms"))")
            }
            return one
        }
    }
}
