import Glibc
import NicheMath
import NicheModel

/// Times what the cells of one type compute in a step, on made-up states and surroundings, and writes both down for a yardstick.
///
/// The model is a well, so that cells neither touch nor move. A cell-step is: changes with their noise, hazards with their draws,
/// what is published, what is exchanged.
public final class ExpressionBenchmark {
    public struct Outcome: Sendable {
        public var cells: Int
        /// Processor time of a cell and step [ns]: median of the repeats, of all and by part.
        public var nsPerCellStep: Double
        public var parts: [(name: String, ns: Double)]
        /// Instructions over lanes of the programs, and rows of registers that the largest needs.
        public var instructions: [(name: String, count: Int)]
        public var rows: Int
    }

    private let simulation: Simulation
    private let kind: CellKind
    private let before: [[Double]]

    /// - Throws: what reading the model and starting it throws; `RunFault` if it has no such type.
    public init(_ model: Model, type: String) throws {
        simulation = try Simulation(model, seed: 7, threads: 1)
        guard let kind = simulation.kinds.first(where: { $0.type.name == type }) else {
            throw RunFault("the model has no cell type \"\(type)\"", time: 0)
        }
        self.kind = kind
        let table = simulation.state.cells.tables[kind.index]
        for (column, key) in kind.map.keys.enumerated() {
            for row in 0..<table.count {
                let word = Keys.mix(Keys.child(of: UInt64(column) &+ 1, ordinal: UInt64(row)))
                let u = Double(word &>> 11) * 0x1p-53
                switch key {
                case .state(let i):
                    let start = table[column][row]
                    table[column][row] = start != 0 ? start * (0.8 + 0.4 * u) : kind.type.states[i].unitFactor * u
                case .sample(let i): table[column][row] = 3 * u * model.substances[i].unitFactor
                default: break
                }
            }
        }
        before = (0..<table.width).map { Array(UnsafeBufferPointer(start: table[$0], count: table.count)) }
    }

    deinit { simulation.pool.close() }

    /// One cell-step of all cells.
    private func decide() throws { try simulation.decide() }

    private func store(_ program: BoundProgram?, _ columns: [Int]) throws {
        guard let program else { return }
        let table = simulation.state.cells.tables[kind.index]
        try simulation.forEachBlock(of: kind) { rows, count, bench in
            program.evaluate(rows: rows, count: count, columns: table, globals: simulation.state.globals, bench: bench)
            _ = program.firstFailure(count: count, bench: bench)
            for i in columns.indices { (table[columns[i]] + Int(rows[0])).update(from: bench.outputs[i], count: count) }
        }
    }

    private func publish() throws { try store(kind.publish, kind.publishColumns) }
    private func exchange() throws { try store(kind.exchange, kind.exchangeEntries.map(\.column)) }

    public func run(repeats: Int) throws -> Outcome {
        var times: [[Double]] = [[], [], []]
        for _ in 0..<repeats {
            times[0].append(try measure(decide))
            times[1].append(try measure(publish))
            times[2].append(try measure(exchange))
        }
        let totals = (0..<repeats).map { times[0][$0] + times[1][$0] + times[2][$0] }
        let phase = kind.type.firstPhase
        let programs: [(String, BoundProgram?)] = [
            ("change", kind.changes[phase]?.step), ("hazards", kind.events[phase].program), ("publish", kind.publish),
            ("exchange", kind.exchange),
        ]
        return Outcome(
            cells: before.first?.count ?? 0, nsPerCellStep: median(totals),
            parts: zip(["decide", "publish", "exchange"], times).map { ($0, median($1)) },
            instructions: programs.map { ($0, $1?.program.instructionCount ?? 0) },
            rows: programs.map { $1?.program.rowCount ?? 0 }.max() ?? 0)
    }

    private func measure(_ body: () throws -> Void) rethrows -> Double {
        let start = clock()
        try body()
        return Double(clock() - start) * (1e9 / Double(CLOCKS_PER_SEC)) / Double(max(before.first?.count ?? 1, 1))
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// Takes the first step and gives what it did, piece by piece: lines of text up to "end", the keys of the cells, all columns
    /// before the step, all columns after it.
    public func dump(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
        try decide()
        try publish()
        try exchange()
        let cells = simulation.state.cells
        let table = cells.tables[kind.index]
        var lines = ["cells \(table.count)", "tick \(simulation.state.tick)", "seed \(simulation.state.seed)", "step \(simulation.dt)"]
        lines += kind.map.keys.map { "column \(name($0)) 0" }
        let events = kind.events[kind.type.firstPhase].events
        for (e, event) in events.enumerated() {
            lines.append("event \(event.event.name) \(event.purpose)")
            lines.append("fired \(event.event.name) \(simulation.firings.count { Int($0.event) == e })")
        }
        for (i, state) in kind.type.states.enumerated() { lines.append("noise \(state.name) \(Purpose.noise.rawValue | UInt32(i) << 8)") }
        var text = lines.joined(separator: "\n") + "\nend\n"
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
        let owners = cells.owners[kind.index][0]
        try (0..<table.count).map { cells[.key][Int(owners[$0])] }.withUnsafeBytes { try write($0) }
        for column in before { try column.withUnsafeBytes { try write($0) } }
        for column in before.indices { try write(UnsafeRawBufferPointer(start: table[column], count: 8 * table.count)) }
    }

    private func name(_ key: ColumnKey) -> String {
        switch key {
        case .state(let i): "state.\(kind.type.states[i].name)"
        case .sample(let i): "sample.\(simulation.model.substances[i].name)"
        case .published(let name): "published.\(name)"
        case .exchange(let i): "exchange.\(simulation.model.substances[kind.exchangeEntries[i].substance].name)"
        default: "other"
        }
    }
}
