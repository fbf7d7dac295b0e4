/// What goes between a level and the next coarser one: residuals and coefficients down as volume-weighted means, corrections up by
/// linear interpolation (`Transfer+Prolong`).
final class Transfer {
    let fine: Level
    let coarse: Level
    /// Lines of a layer's own: six for each of its coarse rows would be more than is needed, but layers of a level run side by side.
    static let lines = 6
    private let scratch: UnsafeMutablePointer<Double>
    let line: Int
    /// What was met in each layer: how far the smoother would move a value, and the largest loss beyond what neighbours have.
    private let moves: UnsafeMutablePointer<Double>
    private let excesses: UnsafeMutablePointer<Double>

    /// Whether single sinks are dealt to all the coarse voxels around them, and what was dealt: a coarse row for each fine one.
    let isDealing: Bool
    var dealt: UnsafeMutablePointer<Double>

    init(fine: Level, coarse: Level, isDealing: Bool) {
        self.fine = fine
        self.coarse = coarse
        self.isDealing = isDealing
        line = fine.pitch + 16
        scratch = .zeroed(fine.layers * Self.lines * line)
        moves = .zeroed(fine.layers)
        excesses = .zeroed(fine.layers)
        // Nowhere, until a room is taken.
        dealt = scratch
    }

    deinit {
        scratch.deallocate()
        moves.deallocate()
        excesses.deallocate()
    }

    @inline(__always)
    func lines(of layer: Int) -> UnsafeMutablePointer<Double> { scratch + layer * Self.lines * line }

    /// Coarse rows whose last fine row is among some rows of a layer.
    private func coarseRows(_ part: Range<Int>, of layer: Int) -> Range<Int> {
        if !fine.isFlat, fine.z.isCoarsened, layer % 2 == 0, layer + 1 < fine.layers { return 0..<0 }
        let rows = fine.isFlat ? fine.rows(part, of: layer) : part
        let count = fine.y.count
        let (low, high) =
            fine.y.isCoarsened
            ? (rows.lowerBound / 2, rows.upperBound == count ? (count + 1) / 2 : rows.upperBound / 2) : (rows.lowerBound, rows.upperBound)
        let first = fine.isFlat ? 0 : (fine.z.isCoarsened ? layer / 2 : layer) * coarse.y.count
        return first + low..<first + high
    }

    /// The furthest that a half-sweep over colour 1 would have moved a value when the residual was last made.
    var furthest: Double {
        var most = 0.0
        for layer in 0..<fine.layers { most = max(most, moves[layer]) }
        return most
    }

    /// Whether there are single sinks that draw in a good part of what comes from the next voxel.
    var hasSinks: Bool {
        for layer in 0..<fine.layers where excesses[layer] > 0.1 * fine.stiffnessLimit { return true }
        return false
    }

    /// Makes the coarse source from the fine residual, of the coarse rows that are complete with these.
    ///
    /// The smoother leaves no residual at colour 0, which it did last, so only colour 1 counts.
    /// - Parameter withStiffness: also makes the coarse loss, which changes with the values where there is uptake.
    /// - Complexity: reads 8 bytes of values and 12 of coefficients per fine voxel, and 12 more for the stiffness.
    func restrict(_ part: Range<Int>, of layer: Int, withStiffness: Bool) {
        let rows = coarseRows(part, of: layer)
        let lines = lines(of: layer)
        if part.lowerBound == 0 {
            moves[layer] = 0
            if withStiffness { excesses[layer] = 0 }
        }
        if withStiffness {
            excesses[layer] = max(excesses[layer], fine.isCurved ? stiffenCurved(rows, lines) : stiffenLinear(rows, lines))
        }
        moves[layer] = max(moves[layer], restrictRows(rows, lines))
    }

    /// Finishes the coarse loss of the rows that are complete with these, once those beside them were restricted.
    func collect(_ part: Range<Int>, of layer: Int) { collect(coarseRows(part, of: layer), lines(of: layer)) }

    private func restrictRows(_ rows: Range<Int>, _ residual: UnsafeMutablePointer<Double>) -> Double {
        var furthest = Lanes()
        let colours = fine.isTwoColoured ? 1 : 2
        for row in rows {
            residual.update(repeating: 0, count: fine.pitch)
            for k in fine.z.children(row / coarse.y.count) {
                for j in fine.y.children(row % coarse.y.count) {
                    let weight = fine.y.share[j] * fine.z.share[k]
                    for colour in 0..<colours {
                        let parity = (j &+ k &+ 1 &+ colour) & 1
                        let stencil = Stencil(fine, j, k, parity: parity)
                        let sum = residual + parity &* fine.half
                        switch (fine.isFlat, fine.isCurved) {
                        case (true, false): stencil.addResidualFlat(times: weight, to: sum, &furthest)
                        case (true, true): stencil.addResidualFlatCurved(times: weight, to: sum, &furthest)
                        case (false, false): stencil.addResidualDeep(times: weight, to: sum, &furthest)
                        case (false, true): stencil.addResidualDeepCurved(times: weight, to: sum, &furthest)
                        }
                    }
                }
            }
            addPairs(residual, to: coarse.source + row * coarse.pitch)
        }
        return furthest.largest
    }

    /// Joins the two halves of a fine line into a coarse one. The line is used up.
    @inline(__always)
    func addPairs(_ pair: UnsafeMutablePointer<Double>, to row: UnsafeMutablePointer<Double>) {
        let half = fine.half
        guard fine.x.isCoarsened else {
            row.update(from: pair, count: fine.pitch)
            return
        }
        let count = coarse.x.count
        let share = fine.x.share
        var m = 0
        while m < count {
            pair.store(share.lanes(m) * pair.lanes(m) + share.lanes(m + half) * pair.lanes(m + half), m)
            m += 8
        }
        split(pair, count: count, even: row, odd: row + coarse.half)
    }
}
