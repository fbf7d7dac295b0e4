import NicheMath

/// Substances and particles on the grid.
final class Fields {
    let grid: Grid
    /// Concentrations, a column a substance, a row a voxel.
    let substances: Table<Double>
    /// Whole particles in each voxel.
    let particles: Table<Int32>
    /// By substance: whether there was none of it anywhere when that was noted last.
    private(set) var isBlank: [Bool]

    init(grid: Grid, substances: Int, particles: Int) {
        self.grid = grid
        isBlank = [Bool](repeating: false, count: substances)
        self.substances = Table(width: substances)
        self.particles = Table(width: particles)
        for _ in 0..<grid.count {
            self.substances.append()
            self.particles.append()
        }
    }

    /// Notes of which substances there is none. A field that is not blank nearly always says so in its first voxels.
    func noteBlank() {
        for i in isBlank.indices {
            // Negative zeros count as something, so that whoever leaves out blank fields gets the same bits.
            isBlank[i] = ZeroPages.isZero(substances[i], bytes: grid.count * MemoryLayout<Double>.stride)
        }
    }

    func add(to digest: inout Digest) {
        for i in 0..<substances.width { digest.add(UnsafeRawBufferPointer(start: substances[i], count: grid.count * 8)) }
        for i in 0..<particles.width { digest.add(UnsafeRawBufferPointer(start: particles[i], count: grid.count * 4)) }
    }

    /// Gradient at a point, or of the voxel that holds it [conc/µm].
    @inline(__always)
    func gradient(_ values: UnsafePointer<Double>, at p: SIMD3<Double>, sharp: Bool) -> SIMD3<Double> {
        sharp ? sharpGradient(values, at: p) : gradient(values, at: p)
    }

    /// Gradient of the voxel that holds a point: differences between its two neighbours, at an edge between itself and one [conc/µm].
    private func sharpGradient(_ values: UnsafePointer<Double>, at p: SIMD3<Double>) -> SIMD3<Double> {
        var gradient = SIMD3<Double>(repeating: 0)
        let voxel = grid.voxel(at: p)
        var (stride, rest) = (1, voxel)
        for axis in 0..<3 {
            let count = grid.count(along: axis)
            let place = rest % count
            let (low, high) = (max(place - 1, 0), min(place + 1, count - 1))
            if high > low {
                let difference = values[voxel + (high - place) * stride] - values[voxel + (low - place) * stride]
                gradient[axis] = difference / (Double(high - low) * grid.spacing[axis])
            }
            (rest, stride) = (rest / count, stride * count)
        }
        return gradient
    }

    /// Gradient at a point: centred differences over one voxel each way of the trilinear field [conc/µm].
    private func gradient(_ values: UnsafePointer<Double>, at p: SIMD3<Double>) -> SIMD3<Double> {
        typealias Interval = Corner.Interval
        let (grid, spacing, size) = (grid, grid.spacing, grid.size)
        let (x, y, z) = (Interval(p.x, spacing.x, grid.nx), Interval(p.y, spacing.y, grid.ny), Interval(p.z, spacing.z, grid.nz))
        @inline(__always)
        func slope(_ value: Double, _ spacing: Double, _ size: Double, _ count: Int, _ corner: (Interval) -> Corner) -> Double {
            if count == 1 { return 0 }
            let half = spacing / 2
            let (low, high) = (max(value - half, half), min(value + half, size - half))
            guard high > low else { return 0 }
            let (before, after) = (corner(Interval(low, spacing, count)), corner(Interval(high, spacing, count)))
            return (after.sample(values) - before.sample(values)) / (high - low)
        }
        return SIMD3(
            slope(p.x, spacing.x, size.x, grid.nx) { Corner($0, y, z, grid) },
            slope(p.y, spacing.y, size.y, grid.ny) { Corner(x, $0, z, grid) },
            slope(p.z, spacing.z, size.z, grid.nz) { Corner(x, y, $0, grid) })
    }
}
