import NicheModel

/// What is born, enters or grows stays on its side of a membrane.
extension Simulation {
    /// A point moved back into the space, and to the side of membranes on which `q` lies.
    func inside(_ p: SIMD3<Double>, beside q: SIMD3<Double>) -> SIMD3<Double> { membranes.held(inside(p), beside: q) }

    /// Cells must be small against the gap that parts them.
    func checkGap() throws {
        let farthest = membranes.farthest
        guard farthest < .infinity else { return }
        let (cells, limits) = (state.cells, limits())
        for cell in 0..<cells.count where limits[cell] > farthest {
            let most = cells[.radius][cell] * farthest / limits[cell]
            throw RunFault(
                "cell \(cells.id(cell)) has a radius of \(cells[.radius][cell].rounded()) um; in a space with membranes at most "
                    + "\(most.rounded()) um is possible", time: state.time)
        }
    }
}
