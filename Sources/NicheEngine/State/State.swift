import NicheMath
import NicheModel

/// Everything that a step changes, and nothing else: what a checkpoint holds and a digest covers.
public final class State {
    /// Steps done, and simulated time [s].
    public internal(set) var tick: Int64 = 0
    public internal(set) var time: Int64 = 0
    public let seed: UInt64
    var nextID: UInt64 = 1
    public let cells: Cells
    let fields: Fields
    let vessels: [Vessels]
    /// Time [min], body states, body quantities, payloads, aggregates (see `GlobalMap`).
    let globals: UnsafeMutablePointer<Double>
    /// How many of the globals are state; aggregates, which follow, are written before each reading.
    let stateGlobals: Int
    /// Counters of the run, in order of the model's tallies.
    public internal(set) var tallies: [Double]
    /// Who is attached to whom.
    let springs = Table<UInt64>(width: Spring.Column.allCases.count)
    /// When each active therapy began [s]; -1 before. Begins on a condition are the only memory a schedule has.
    var begins: [Int64] = []

    init(seed: UInt64, cells: Cells, fields: Fields, vessels: [Vessels], globals: GlobalMap, tallies: Int) {
        self.seed = seed
        self.cells = cells
        self.fields = fields
        self.vessels = vessels
        stateGlobals = globals.aggregate(0)
        self.globals = .allocate(capacity: globals.count)
        self.globals.initialize(repeating: 0, count: globals.count)
        self.tallies = Array(repeating: 0, count: tallies)
    }

    deinit { globals.deallocate() }

    /// A hash of the whole state: equal whenever the bits are equal.
    func digest(maps: [ColumnMap]) -> String {
        var digest = Digest()
        for number in [UInt64(bitPattern: tick), UInt64(bitPattern: time), seed, nextID] { digest.add(number) }
        for column in [Cells.Geometry.x, .y, .z, .radius, .pressure, .headingX, .headingY, .headingZ] {
            digest.add(UnsafeRawBufferPointer(start: cells[column], count: cells.count * 8))
        }
        for column in Cells.Identity.allCases {
            digest.add(UnsafeRawBufferPointer(start: cells[column], count: cells.count * 8))
        }
        for column in [Cells.Place.type, .phase] { digest.add(UnsafeRawBufferPointer(start: cells[column], count: cells.count * 4)) }
        for (table, map) in zip(cells.tables, maps) {
            for (index, key) in map.keys.enumerated() where key.isState {
                digest.add(UnsafeRawBufferPointer(start: table[index], count: table.count * 8))
            }
        }
        fields.add(to: &digest)
        for vessel in vessels { vessel.add(to: &digest) }
        // Looking, which writes aggregates, must not matter.
        digest.add(UnsafeRawBufferPointer(start: globals, count: stateGlobals * 8))
        for tally in tallies { digest.add(tally) }
        for begin in begins { digest.add(UInt64(bitPattern: begin)) }
        if springs.count > 0 {
            for column in Spring.Column.allCases { digest.add(UnsafeRawBufferPointer(start: springs[column], count: springs.count * 8)) }
        }
        return digest.hex
    }
}
