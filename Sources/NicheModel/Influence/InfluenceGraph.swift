/// What acts on what in a model: a graph of all that lasts (states, substances, populations, particles, counters), with the definitions
/// between them as mere passages.
///
/// It answers how far a measure lies from a mechanism: through how many lasting things its influence must pass.
public struct InfluenceGraph: Sendable {
    /// Something that acts and is acted on.
    public enum Node: Hashable, Sendable {
        case state(type: String, String)
        case quantity(type: String, String)
        case substance(String)
        /// How many cells of a type there are, and where.
        case population(String)
        case segments(String)
        case particle(String)
        case body(String)
        case bodyQuantity(String)
        case tally(String)

        /// Definitions do not last: they are passed at once.
        public var lasts: Bool {
            switch self {
            case .quantity, .bodyQuantity: false
            default: true
            }
        }

        public var words: String {
            switch self {
            case .state(let type, let name), .quantity(let type, let name): "\(name) of \(type)"
            case .substance(let name), .particle(let name), .body(let name), .bodyQuantity(let name), .tally(let name): name
            case .population(let type): "number of \(type)"
            case .segments(let type): "\(type) segments"
            }
        }
    }

    /// By what acts, what it acts on, and the couplings that stand where it does.
    private var edges: [Node: [Node: Set<String>]] = [:]
    /// What the formulas act on in which a coupling, or a parameter, stands.
    private var targets: [String: Set<Node>] = [:]

    init() {}

    /// All that acts on something else, in the order of their words.
    public var links: [(from: Node, to: Node, couplings: [String])] {
        edges.sorted { $0.key.words < $1.key.words }.flatMap { from, targets in
            targets.sorted { $0.key.words < $1.key.words }.map { (from, $0.key, $0.value.sorted(by: NaturalOrder.precedes)) }
        }
    }

    /// A way from what couplings or parameters act on, or from things that are held, to one of the ends, over as few lasting things as
    /// there must be; nil if there is none.
    ///
    /// Among equals the first in the order of their words.
    public func path(from couplings: [String], held: [Node] = [], to ends: Set<Node>) -> [Node]? {
        var before: [Node: Node] = [:]
        var seen: Set<Node> = []
        var level = couplings.flatMap { targets[$0] ?? [] } + held
        while !level.isEmpty {
            // Definitions on the way belong to the level of what they are reached from.
            var open = level.sorted { $0.words < $1.words }
            level = []
            while !open.isEmpty {
                let node = open.removeFirst()
                guard seen.insert(node).inserted else { continue }
                if ends.contains(node) { return way(to: node, before) }
                for target in (edges[node] ?? [:]).keys.sorted(by: { $0.words < $1.words })
                where !seen.contains(target) && before[target] == nil {
                    before[target] = node
                    if target.lasts { level.append(target) } else { open.append(target) }
                }
            }
        }
        return nil
    }

    private func way(to end: Node, _ before: [Node: Node]) -> [Node] {
        var way = [end]
        while let previous = before[way[0]], !way.contains(previous) { way.insert(previous, at: 0) }
        return way
    }

    mutating func add(_ sources: Set<Node>, _ couplings: Set<String>, to target: Node) {
        for source in sources where source != target { edges[source, default: [:]][target, default: []].formUnion(couplings) }
        for coupling in couplings { targets[coupling, default: []].insert(target) }
    }
}
