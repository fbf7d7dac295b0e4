/// Moves bodies down the gradient of a smoothed pressure, in place of the forces of pairs: what costs a tenth, for large cohorts.
///
/// Bodies are smeared over the nodes of a grid as wide as they are (see ``PackingGrid``). With φ the fraction they fill and Π(φ) how hard they
/// push (see ``EquationOfState``), tissue flows as in a porous medium, φ v = -∇Π (Darcy's law), so that
///
///     ∂φ/∂t = ∇²Π(φ)
///
/// which is solved on the nodes for the end of the step, implicitly, so that no step is too long to be stable. A body moves
/// with the mean of the flow over the nodes it is smeared over, plus its own walk. Because the same weights smear and move, bodies push one
/// another with equal and opposite strength whatever Π is, and no body pushes itself.
///
/// With s = √(repulsion x radius) a body counts to the packing that pushes with Σs v, over the mean strength S = Σs²v / Σsv, and is pushed with s / S of
/// what bodies of that strength are: two kinds push each other with the product of their s, as pairs do, and who has no
/// repulsion is neither pushed nor pushes.
///
/// What is lost beside the pair forces: nobody keeps a distance within a node, so neighbours may stand in one place; and adhesion makes tissue
/// denser at rest but pulls on nobody, so there is no surface tension. Who walks through packed tissue is held up by a drag (see `freedom`).
///
/// - Source: Vazquez (2007) The Porous Medium Equation, Oxford; Byrne and Drasdo (2009) J Math Biol 58:657 (tissue as a flow down its pressure);
///   Hockney and Eastwood (1981) Computer Simulation Using Particles (weights by which particles do not push themselves).
/// - Complexity: 9 nodes a body in a flat space and 27 in a full one, each twice; 56 bytes a node and 12 a body.
final class PressureMechanics: CellMechanics {
    let space: Space
    let pool: Pool
    let state: EquationOfState
    /// How much the packing fraction at rest grows with adhesion / repulsion.
    let cohesion: Double
    let bins: Bins
    var grid: PackingGrid
    /// What the nodes hold of the bodies: the fraction φ they fill, and sums of it times s, s² and s √(adhesion x radius). Then the flow: velocity over s, and φ.
    var nodes: UnsafeMutablePointer<SIMD4<Double>>
    /// The packing above that at rest, at the head of the step.
    var excess: UnsafeMutablePointer<Double>
    /// κ S² [µm²/min].
    var stiffness: UnsafeMutablePointer<Double>
    /// Π [µm²/min].
    var push: UnsafeMutablePointer<Double>
    /// Which rows hold any body.
    var isHeld: UnsafeMutablePointer<Bool>
    private let pad: Scratchpad
    private var extents = Buffer<Extent>()
    private var maxima = Buffer<Double>()

    static let tile = 512
    /// How far the pressure may move a body in one part of a step, in spacings.
    static let farthest = 0.5
    /// How stiff a node may be in one part of a step: what a part takes from it over what it has.
    static let stiffest = 12.0
    /// The most parts of a step.
    static let mostParts = 16

    /// - Parameter pad: where nodes and bins stand.
    init(space: Space, pool: Pool, reach: Double = 1.25, pad: Scratchpad = Scratchpad()) {
        self.space = space
        self.pool = pool
        state = space.isFlat ? .flat : .full
        cohesion = state.cohesion(reach: reach)
        self.pad = pad
        bins = Bins(pool: pool, pad: pad)
        nodes = pad.room(0)
        (excess, stiffness, push, isHeld) = (pad.room(0), pad.room(0), pad.room(0), pad.room(0))
        grid = PackingGrid(space, from: SIMD3(), to: SIMD3(), spacing: space.size.max(), bodies: 0)
    }

    deinit {
        extents.free()
        maxima.free()
    }

    /// Moves the bodies over `duration` minutes. The pressure is that at the head of the last part.
    @discardableResult
    func advance(_ bodies: Bodies, duration: Double) -> Mechanics.Outcome {
        guard bodies.count > 0, duration > 0 else { return Mechanics.Outcome(substeps: 0, largestMove: 0) }
        pool.hold(bodies, in: space)
        var outcome = Mechanics.Outcome(substeps: 1, largestMove: 0)
        var part = 0
        while part < outcome.substeps {
            lay(bodies)
            deposit(bodies)
            let greatest = press()
            if part == 0 { outcome.substeps = parts(duration, greatest) }
            let dt = duration / Double(outcome.substeps)
            solve(over: dt)
            flow()
            outcome.largestMove = max(outcome.largestMove, move(bodies, dt))
            part += 1
        }
        return outcome
    }

    /// Into how many equal parts a step is cut: one of six minutes in a tissue.
    private func parts(_ duration: Double, _ greatest: Double) -> Int {
        let square = (grid.inverse * grid.inverse).sum()
        let parts = (duration * 2 * square * greatest / Self.stiffest).rounded(.up)
        return parts > 1 ? parts < Double(Self.mostParts) ? Int(parts) : Self.mostParts : 1
    }

    /// Lays the nodes over the bodies, and sorts these so that no two threads meet at a node.
    private func lay(_ bodies: Bodies) {
        // In a packed tissue it is some 90 bytes a body.
        pad.clear(expecting: 128 * bodies.count)
        let extent = extent(bodies)
        let spacing = 2 * extent.weighted / extent.measure
        grid = PackingGrid(
            space, from: SIMD3(extent.low.x, extent.low.y, extent.low.z), to: SIMD3(extent.high.x, extent.high.y, extent.high.z),
            spacing: spacing, bodies: bodies.count)
        let width = Self.binWidth / grid.inverse.max(over: space.isFlat ? 2 : 3)
        bins.rebuild(count: bodies.count, x: bodies.x, y: bodies.y, z: bodies.z, space: space, width: width)
        nodes = pad.room(grid.count)
        (excess, stiffness, push) = (pad.room(grid.count), pad.room(grid.count), pad.room(grid.count))
        isHeld = pad.room(grid.rows)
    }

    /// Bins of four spacings: bodies of every second row of bins share no node.
    private static let binWidth = 4.0

    /// Corners of the bodies, and their mean radius by volume.
    struct Extent {
        var low = SIMD4<Double>(repeating: .infinity)
        var high = SIMD4<Double>(repeating: -.infinity)
        var weighted = 0.0
        var measure = 0.0
    }

    private func extent(_ bodies: Bodies) -> Extent {
        let tiles = (bodies.count + Self.tile - 1) / Self.tile
        extents.reserve(tiles)
        let (extents, state) = (extents.start, state)
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { tile, range in
            var mine = Extent()
            for i in range {
                let p = SIMD4(bodies.x[i], bodies.y[i], bodies.z[i], 0)
                let measure = state.measure(radius: bodies.radius[i])
                mine.low.replace(with: p, where: p .< mine.low)
                mine.high.replace(with: p, where: p .> mine.high)
                mine.weighted += measure * bodies.radius[i]
                mine.measure += measure
            }
            extents[tile] = mine
        }
        var all = Extent()
        for tile in 0..<tiles {
            all.low.replace(with: extents[tile].low, where: extents[tile].low .< all.low)
            all.high.replace(with: extents[tile].high, where: extents[tile].high .> all.high)
            all.weighted += extents[tile].weighted
            all.measure += extents[tile].measure
        }
        return all
    }

    /// The greatest of what the tiles of so many things return.
    func greatest(_ count: Int, size: Int, _ body: (Range<Int>) -> Double) -> Double {
        let tiles = (count + size - 1) / size
        maxima.reserve(tiles)
        let maxima = maxima.start
        pool.run(tiles) { tile in maxima[tile] = body(tile * size..<min((tile + 1) * size, count)) }
        var most = 0.0
        for tile in 0..<tiles where maxima[tile] > most { most = maxima[tile] }
        return most
    }
}

extension SIMD3<Double> {
    /// The greatest of the first elements.
    func max(over count: Int) -> Double { count == 2 ? Swift.max(x, y) : self.max() }
}
