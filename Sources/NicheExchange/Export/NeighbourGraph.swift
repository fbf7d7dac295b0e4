import NicheEngine

/// Which cells of a frame touch: nearer than the reach times the sum of their radii.
struct NeighbourGraph {
    private let cells: Frame.Cells
    private let reach: Double
    private let width: Double
    private var bins: [SIMD3<Int>: [Int]] = [:]

    init(_ frame: Frame, reach: Double) {
        (cells, self.reach) = (frame.cells, reach)
        width = max(2 * reach * (frame.cells.radius.max() ?? 0), 1)
        for cell in 0..<cells.count { bins[Self.bin(place(cell), width), default: []].append(cell) }
    }

    private func place(_ cell: Int) -> SIMD3<Double> { SIMD3(cells.x[cell], cells.y[cell], cells.z[cell]) }

    private static func bin(_ place: SIMD3<Double>, _ width: Double) -> SIMD3<Int> {
        let bin = (place / width).rounded(.down)
        return SIMD3(Int(bin.x), Int(bin.y), Int(bin.z))
    }

    /// In the order of the cells.
    func neighbours(of cell: Int) -> [Int] {
        let (here, home) = (place(cell), Self.bin(place(cell), width))
        var found: [Int] = []
        for i in -1...1 {
            for j in -1...1 {
                for k in -1...1 {
                    for other in bins[home &+ SIMD3(i, j, k)] ?? [] where other != cell {
                        let way = place(other) - here
                        let far = reach * (cells.radius[cell] + cells.radius[other])
                        if (way * way).sum() < far * far { found.append(other) }
                    }
                }
            }
        }
        return found.sorted()
    }
}
