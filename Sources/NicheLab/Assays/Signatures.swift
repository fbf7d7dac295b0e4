import NicheMath
import NicheModel

/// What cells express, as the tables of a folder state it: genes, the programmes that move them, and who has them.
public struct Signatures: Sendable {
    /// A set of genes that rise and fall with one activity.
    public struct Programme: Sendable {
        public var name: String
        /// Each gene by its place in `genes`, with log2 of its fold change at activity 1.
        public var weights: [(gene: Int, weight: Double)]
        public var activities: [Activity]
    }

    /// How active a programme is in some cells, from the columns of a frame.
    public struct Activity: Sendable {
        /// Names of types of cell, or of particles; nil for all cells.
        public var cells: [String]?
        public var formula: ColumnFormula
    }

    /// Genes of programmes in the order they are first named; further ones of no programme follow.
    public var genes: [String] = []
    public var programmes: [Programme] = []
    /// Expression before any programme, of the genes that do not have theirs drawn.
    public var baselines: [String: Double] = [:]
    /// How much RNA a cell of a type, or a particle, has; 1 for others.
    public var contents: [String: Double] = [:]
    /// Genes of programmes; those behind are anonymous.
    public internal(set) var namedCount = 0

    public init() {}

    /// The columns of a frame that make a programme active.
    func columns(of programme: String) -> [String] {
        programmes.first { $0.name == programme }?.activities.flatMap(\.formula.names) ?? []
    }

    /// Of all that counts depend on.
    var digest: String {
        var digest = Digest()
        for gene in genes { digest.add(gene) }
        for programme in programmes {
            digest.add(programme.name)
            for (gene, weight) in programme.weights {
                digest.add(UInt64(gene))
                digest.add(weight)
            }
            for activity in programme.activities {
                for name in activity.cells ?? ["any"] { digest.add(name) }
                digest.add(activity.formula.text)
            }
        }
        for table in [baselines, contents] {
            for (name, value) in table.sorted(by: { $0.key < $1.key }) {
                digest.add(name)
                digest.add(value)
            }
        }
        return digest.hex
    }

    func content(_ name: String) -> Double { contents[name] ?? 1 }
}
