/// The parts of a V-cycle.
extension Multigrid {
    /// Goes over a level once: `first` for each layer, then half-sweeps of which the last is over colour 0, then the residual for the
    /// next level.
    /// - Returns: the largest magnitude that the last two half-sweeps left.
    func pass(
        _ index: Int, halfSweeps: Int, restricting: Bool, withStiffness: Bool, _ first: (_ layer: Int, _ rows: Range<Int>) -> Void,
        finish: (_ layer: Int, _ rows: Range<Int>) -> Void = { _, _ in }
    ) -> Double {
        let level = levels[index]
        let marks = marks
        let transfer = restricting ? transfers[index] : nil
        let isDealing = restricting && withStiffness && transfers[index].isDealing
        // A coarse layer needs the next fine layer but one, hence the idle stages.
        let stages = 1 + halfSweeps + (isDealing ? 4 : restricting ? 2 : 0)
        func body(_ stage: Int, _ layer: Int, _ rows: Range<Int>) {
            if stage == 0 {
                first(layer, rows)
            } else if stage <= halfSweeps {
                let largest = level.relax(colour: (halfSweeps - stage) & 1, level.rows(rows, of: layer))
                let isFirst = rows.lowerBound == 0 && stage < halfSweeps
                marks[layer] = isFirst ? largest : max(marks[layer], largest)
                if stage == halfSweeps { finish(layer, rows) }
            } else if stage == halfSweeps + 2 {
                transfer?.restrict(rows, of: layer, withStiffness: withStiffness)
            } else if stage == halfSweeps + 4 {
                transfer?.collect(rows, of: layer)
            }
        }
        if halfSweeps == 1 { marks.update(repeating: 0, count: level.layers) }
        if level.isPeriodic {
            for stage in 0..<stages {
                level.wrap()
                if level.tile >= level.layers {
                    for layer in 0..<level.layers { body(stage, layer, 0..<level.rowsPerLayer) }
                } else {
                    pool.run(level.layers) { body(stage, $0, 0..<level.rowsPerLayer) }
                }
            }
        } else {
            Wave(layers: level.layers, rowsPerLayer: level.rowsPerLayer, stages: stages, tile: level.tile, block: level.block)
                .run(pool, body)
        }
        var largest = 0.0
        for layer in 0..<level.layers { largest = max(largest, marks[layer]) }
        return largest
    }

    /// Where losses outweigh the couplings, a sweep or two of the smoother is all it takes.
    func setDepth(_ leastLoss: Double) {
        depth = 2
        while depth < levels.count, levels[depth - 1].coupling > 2 * leastLoss { depth += 1 }
        depth = min(depth, levels.count)
    }

    /// Solves for the correction on a coarse level, from zero.
    /// - Returns: the largest correction.
    func correct(_ index: Int, _ plan: Plan, withStiffness: Bool) -> Double {
        let level = levels[index]
        if level.count == 1 { return correctLast(level) }
        let isLast = index + 1 == depth
        var largest = pass(index, halfSweeps: isLast ? 5 : 1, restricting: !isLast, withStiffness: withStiffness) {
            level.clear(level.rows($1, of: $0))
        }
        if isLast { return largest }
        let rounds = index < 3 ? plan.rounds : 1
        for round in 1...rounds {
            _ = correct(index + 1, plan, withStiffness: withStiffness && round == 1)
            largest = pass(index, halfSweeps: 2 * plan.coarse, restricting: round < rounds, withStiffness: false) {
                transfers[index].prolong($1, of: $0, times: 1, isClamped: false)
            }
        }
        return largest
    }

    private func correctLast(_ level: Level) -> Double {
        hasAnswer = level.x.diagonal[0] + level.y.diagonal[0] + level.z.diagonal[0] + level.loss[0] > 0
        guard hasAnswer else {
            level.values[level.pitch] = 0
            return 0
        }
        _ = level.relax(colour: 0, 0..<1)
        return level.values[level.pitch].magnitude
    }
}
