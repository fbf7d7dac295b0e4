import NicheModel

/// What a cell type exchanges, as rows that are the same for all its phases: one a substance and way, with a formula for live cells and one
/// for each dead phase that exchanges still. What a phase does not do is 0 in it.
struct ExchangeTable {
    private(set) var entries: [CellKind.ExchangeEntry] = []
    /// In the order of the entries.
    private(set) var live: [Formula] = []
    /// By phase; nil where nothing is exchanged.
    private(set) var dead: [[Formula]?] = []

    private let map: ColumnMap

    init(_ type: Model.CellType, _ map: ColumnMap) {
        self.map = map
        typealias Row = (substance: Int, kind: CellKind.ExchangeEntry.Kind, formula: Formula)
        let own = Self.rows(type.takes, type.secretions)
        let later = type.phases.map { $0.isDead ? Self.rows($0.takes, $0.secretions) : [] }
        for row in own + later.flatMap({ $0 }) where place(of: row.substance, row.kind) == nil { add(row.substance, row.kind) }
        func formulas(_ rows: [Row]) -> [Formula] {
            var formulas = [Formula](repeating: .constant(0), count: entries.count)
            for row in rows { formulas[place(of: row.substance, row.kind)!] = row.formula }
            return formulas
        }
        live = formulas(own)
        dead = later.map { $0.isEmpty ? nil : formulas($0) }
    }

    private func place(of substance: Int, _ kind: CellKind.ExchangeEntry.Kind) -> Int? {
        entries.firstIndex { $0.substance == substance && $0.kind == kind }
    }

    private mutating func add(_ substance: Int, _ kind: CellKind.ExchangeEntry.Kind) {
        let isTaken = kind == .capacity || kind == .loss
        entries.append(
            CellKind.ExchangeEntry(
                substance: substance, kind: kind, column: map.index(.exchange(entries.count)),
                takenColumn: isTaken ? map.index(.taken(substance)) : nil))
    }

    private static func rows(
        _ takes: [(substance: Int, take: Model.Take)], _ secretions: [(substance: Int, secretion: Model.Secretion)]
    ) -> [(substance: Int, kind: CellKind.ExchangeEntry.Kind, formula: Formula)] {
        takes.map { substance, take in
            switch take {
            case .upTo(let formula): (substance, .capacity, formula)
            case .at(let formula): (substance, .loss, formula)
            }
        }
            + secretions.flatMap { substance, secretion -> [(substance: Int, kind: CellKind.ExchangeEntry.Kind, formula: Formula)] in
                switch secretion {
                case .scaled(let formula): [(substance, .source, formula)]
                case .amount(let formula): [(substance, .amount, formula)]
                case .toward(let rate, let target): [(substance, .towardRate, rate), (substance, .towardTarget, target)]
                }
            }
    }
}
