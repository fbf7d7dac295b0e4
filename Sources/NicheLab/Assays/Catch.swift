import NicheMath

/// What spots have caught: RNA by gene, and from which cells.
struct Catch {
    let spots: [SpotLayout.Spot]
    private let places: [Int: Int]
    private let genes: Int
    private let programmes: Int
    private var amounts: [Double]
    private var activities: [Double]
    /// RNA of each spot, in that of a cell with content 1.
    private(set) var content: [Double]
    private var sources: [[(cell: Int, share: Double)]]

    init(_ spots: [SpotLayout.Spot], _ signatures: Signatures) {
        self.spots = spots
        genes = signatures.genes.count
        programmes = signatures.programmes.count
        places = Dictionary(uniqueKeysWithValues: spots.enumerated().map { (Catch.key($1.row, $1.column), $0) })
        amounts = [Double](repeating: 0, count: spots.count * genes)
        activities = [Double](repeating: 0, count: spots.count * programmes)
        content = [Double](repeating: 0, count: spots.count)
        sources = Array(repeating: [], count: spots.count)
    }

    private static func key(_ row: Int, _ column: Int) -> Int { row << 32 | column }

    func spot(_ row: Int, _ column: Int) -> Int? { row < 0 || column < 0 ? nil : places[Catch.key(row, column)] }

    /// Adds RNA of a profile, made under these activities.
    mutating func add(_ profile: [Double], _ activity: [Double], _ amount: Double, to spot: Int) {
        for gene in 0..<genes { amounts[spot * genes + gene] += amount * profile[gene] }
        for programme in 0..<programmes { activities[spot * programmes + programme] += amount * activity[programme] }
        content[spot] += amount
    }

    /// The mean activity of a programme over all RNA of a spot: what a score of the counts can hope to find.
    func activity(_ programme: Int, in spot: Int) -> Double { activities[spot * programmes + programme] / content[spot] }

    /// That a share of a cell lies in a spot.
    mutating func note(_ cell: Int, _ share: Double, in spot: Int) { sources[spot].append((cell, share)) }

    func rna(_ spot: Int) -> [Double] { Array(amounts[spot * genes..<(spot + 1) * genes]) }

    /// How many cells lie in a spot, those at its edge by their shares.
    func cells(in spot: Int, where isMeant: (Int) -> Bool) -> Double {
        var sum = 0.0
        for (cell, share) in sources[spot] where isMeant(cell) { sum += share }
        return sum
    }

    /// The mean of a value over the cells of a spot that are meant and have it, by their shares; NaN without any.
    func mean(_ values: [Double], in spot: Int, where isMeant: (Int) -> Bool) -> Double {
        var (sum, whole) = (0.0, 0.0)
        for (cell, share) in sources[spot] where isMeant(cell) && !values[cell].isNaN {
            sum += share * values[cell]
            whole += share
        }
        return sum / whole
    }
}
