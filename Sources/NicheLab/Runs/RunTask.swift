import NicheEngine
import NicheModel

/// One run to be made: a model with all that is to be read off it, and a seed.
struct RunTask: Sendable {
    /// What the run is kept under: a digest of all that its bits depend on.
    var key: String
    /// What it is read from, as the desk knows it; the model itself is read when its turn comes.
    var name: String
    var model = Model()
    var seed: UInt64
    var readings: Readings

    /// A run whose cells have so many times the volume of its space has no tissue left to measure, and may never end.
    static let mostFullness = 5.0

    /// Runs, and measures at every record; nil if `observe`, which hears of each step's end [s], says to stop.
    func run(observe: (Int64) -> Bool) throws -> RunRecord? {
        let simulation = try Simulation(model, seed: seed, threads: 1)
        var record = RunRecord(until: readings.until)
        var isStopped = false
        try simulation.run { simulation in
            let time = simulation.state.time
            if simulation.isRecordDue {
                record.times.append(time)
                for entry in try simulation.summaryRow() { record.series[entry.name, default: []].append(entry.value) }
                for measure in readings.spatial where measure.time == time { record.spatial[measure.key] = try measure.value(simulation) }
                sequence(simulation, at: time, into: &record)
                if simulation.fullness > Self.mostFullness {
                    record.overfull = time
                    return false
                }
            }
            isStopped = !observe(time) && !simulation.isDone
            return !isStopped
        }
        for series in readings.series { record.meanings[series.name] = series.meaning }
        record.state = simulation.digest
        return isStopped ? nil : record
    }

    private func sequence(_ simulation: Simulation, at time: Int64, into record: inout RunRecord) {
        let wanted = readings.assays.filter { $0.time == time }
        guard !wanted.isEmpty, let signatures = readings.signatures else { return }
        let sequencing = Sequencing(simulation, signatures, seed: seed)
        for measure in wanted { record.assays[measure.key] = sequencing.value(measure) }
    }
}
