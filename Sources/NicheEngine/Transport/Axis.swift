/// One axis of a level: the widths of its cells, and what they come to in the balance and in moving between levels.
///
/// A coarse cell spans two fine ones; where the count is odd the last coarse cell spans one. The arrays are indexed by `slot`:
/// along x the even places come first and then the odd ones, as in the rows of a level.
final class Axis {
    let count: Int
    /// [µm]
    let widths: [Double]
    /// Centres from the low face [µm].
    let centres: [Double]
    /// Where the odd places start along a split axis, 0 for an axis in natural order.
    let half: Int

    /// Coupling to the lower and the higher neighbour [1/min], and all that leaves a cell along this axis.
    let low: UnsafeMutablePointer<Double>
    let high: UnsafeMutablePointer<Double>
    let diagonal: UnsafeMutablePointer<Double>
    /// Linear interpolation from the coarser level: weights of the cell's own coarse cell and of the one on its side.
    let own: UnsafeMutablePointer<Double>
    let other: UnsafeMutablePointer<Double>
    /// Part of the coarse cell that the cell makes up.
    let share: UnsafeMutablePointer<Double>
    /// The transpose of the interpolation: parts of what a cell holds, per volume, that its own coarse cell gets and the one on its side.
    let dealtOwn: UnsafeMutablePointer<Double>
    let dealtOther: UnsafeMutablePointer<Double>

    /// Coupling to a held value on the low and the high face [1/min].
    private(set) var faceLow = 0.0
    private(set) var faceHigh = 0.0
    private(set) var isPeriodic = false
    /// Whether the next level has half as many cells along this axis.
    let isCoarsened: Bool

    init(widths: [Double], half: Int = 0, isCoarsened: Bool) {
        self.isCoarsened = isCoarsened
        count = widths.count
        self.widths = widths
        self.half = half
        var centres: [Double] = []
        var face = 0.0
        for width in widths {
            centres.append(face + width / 2)
            face += width
        }
        self.centres = centres
        let slots = half > 0 ? 2 * half : widths.count
        low = .zeroed(slots)
        high = .zeroed(slots)
        diagonal = .zeroed(slots)
        own = .zeroed(slots)
        other = .zeroed(slots)
        share = .zeroed(slots)
        dealtOwn = .zeroed(slots)
        dealtOther = .zeroed(slots)
        // Spare places of a split row must have a solution too, and it must be zero.
        for slot in 0..<slots { diagonal[slot] = 1 }
    }

    deinit {
        for pointer in [low, high, diagonal, own, other, share, dealtOwn, dealtOther] { pointer.deallocate() }
    }

    @inline(__always)
    func slot(_ i: Int) -> Int { half > 0 ? (i & 1) * half + i / 2 : i }

    /// The widths of the next coarser level.
    var coarseWidths: [Double] {
        stride(from: 0, to: count, by: 2).map { $0 + 1 < count ? widths[$0] + widths[$0 + 1] : widths[$0] }
    }

    /// The coarse cell that cell `i` is part of, and the one it is interpolated with.
    @inline(__always)
    func parents(_ i: Int) -> (own: Int, other: Int) {
        guard isCoarsened else { return (i, i) }
        return (i / 2, i & 1 == 0 ? i / 2 - 1 : i / 2 + 1)
    }

    /// The first and last + 1 of the cells that make up coarse cell `I`.
    @inline(__always)
    func children(_ parent: Int) -> Range<Int> {
        isCoarsened ? 2 * parent..<min(2 * parent + 2, count) : parent..<parent + 1
    }

    /// The cells that a coarse cell is dealt something by, with their weights: its own children, between the last child of the coarse cell
    /// below and the first of the one above, across a periodic side if need be. One that is not there has no weight.
    @inline(__always)
    func givers(_ parent: Int) -> Givers {
        let own = children(parent)
        let (first, last) = (own.lowerBound, own.upperBound - 1)
        let (below, above) = isCoarsened ? (first == 0 ? count - 1 : first - 1, last == count - 1 ? 0 : last + 1) : (first, first)
        return (
            (below, dealtOther[below]), (first, dealtOwn[first]), (last, last == first ? 0 : dealtOwn[last]), (above, dealtOther[above])
        )
    }

    typealias Giver = (cell: Int, weight: Double)
    typealias Givers = (Giver, Giver, Giver, Giver)

    /// Works out the weights for diffusion `D` between these edges.
    /// - Complexity: O(count), 6 numbers written per cell.
    func prepare(diffusion: Double, low lowEdge: Edge, high highEdge: Edge, coarse: Axis?) {
        isPeriodic = lowEdge == .periodic && count > 1
        faceLow = isHeld(lowEdge) ? 2 * diffusion / (widths[0] * widths[0]) : 0
        faceHigh = isHeld(highEdge) ? 2 * diffusion / (widths[count - 1] * widths[count - 1]) : 0
        let seam = isPeriodic ? (widths[0] + widths[count - 1]) / 2 : 0
        for i in 0..<count {
            let width = widths[i]
            let below = i > 0 ? (width + widths[i - 1]) / 2 : seam
            let above = i + 1 < count ? (width + widths[i + 1]) / 2 : seam
            let s = slot(i)
            low[s] = below > 0 ? diffusion / (width * below) : 0
            high[s] = above > 0 ? diffusion / (width * above) : 0
            diagonal[s] = low[s] + high[s] + (i == 0 ? faceLow : 0) + (i + 1 == count ? faceHigh : 0)
        }
        prepareTransfer(to: coarse, lowEdge, highEdge)
    }

    private func isHeld(_ edge: Edge) -> Bool {
        if case .value = edge { true } else { false }
    }

    private func prepareTransfer(to coarse: Axis?, _ lowEdge: Edge, _ highEdge: Edge) {
        for i in 0..<count {
            let s = slot(i)
            own[s] = 1
            other[s] = 0
            share[s] = 1
            dealtOwn[s] = 1
            dealtOther[s] = 0
            guard isCoarsened, let coarse else { continue }
            let (parent, neighbour) = parents(i)
            let width = coarse.widths[parent]
            let offset = abs(centres[i] - coarse.centres[parent])
            share[s] = widths[i] / width
            let isInside = neighbour >= 0 && neighbour < coarse.count
            if isInside || (isPeriodic && coarse.count > 1) {
                let beyond = coarse.widths[(neighbour + coarse.count) % coarse.count]
                other[s] = 2 * offset / (width + beyond)
                own[s] = 1 - other[s]
                dealtOther[s] = other[s] * (widths[i] / beyond)
            } else if !isPeriodic, isHeld(neighbour < 0 ? lowEdge : highEdge) {
                // The correction is zero on a held face.
                own[s] = 1 - 2 * offset / width
            }
            dealtOwn[s] = own[s] * share[s]
        }
    }
}
