import NicheMath

/// Substances and particles on the grid.
final class Fields {
    let grid: Grid
    /// Concentrations, a column a substance, a row a voxel.
    let substances: Table<Double>
    /// Whole particles in each voxel.
    let particles: Table<Int32>

    init(grid: Grid, substances: Int, particles: Int) {
        self.grid = grid
        self.substances = Table(width: substances, zero: 0)
        self.particles = Table(width: particles, zero: 0)
        for _ in 0..<grid.count {
            self.substances.append()
            self.particles.append()
        }
    }

    func add(to digest: inout Digest) {
        for i in 0..<substances.width { digest.add(UnsafeRawBufferPointer(start: substances[i], count: grid.count * 8)) }
        for i in 0..<particles.width { digest.add(UnsafeRawBufferPointer(start: particles[i], count: grid.count * 4)) }
    }

    /// Concentration at a point, trilinear between the centres of voxels; constant beyond the outermost centres.
    @inline(__always)
    func sample(_ values: UnsafePointer<Double>, at corner: Corner) -> Double {
        let (i, w) = (corner.index, corner.weight)
        let (dx, dy, dz) = (corner.step.x, corner.step.y, corner.step.z)
        let low =
            (values[i] * (1 - w.x) + values[i + dx] * w.x) * (1 - w.y) + (values[i + dy] * (1 - w.x) + values[i + dx + dy] * w.x) * w.y
        if dz == 0 { return low }
        let j = i + dz
        let high =
            (values[j] * (1 - w.x) + values[j + dx] * w.x) * (1 - w.y) + (values[j + dy] * (1 - w.x) + values[j + dx + dy] * w.x) * w.y
        return low * (1 - w.z) + high * w.z
    }

    /// Where a point lies between eight centres.
    struct Corner {
        var index: Int
        var step: SIMD3<Int>
        var weight: SIMD3<Double>
    }

    @inline(__always)
    func corner(at p: SIMD3<Double>, sharp: Bool = false) -> Corner {
        if sharp { return Corner(index: grid.voxel(at: p), step: SIMD3(0, 0, 0), weight: SIMD3(repeating: 0)) }
        let x = between(p.x, grid.spacing.x, grid.nx)
        let y = between(p.y, grid.spacing.y, grid.ny)
        let z = between(p.z, grid.spacing.z, grid.nz)
        return Corner(
            index: x.low + grid.nx * (y.low + grid.ny * z.low),
            step: SIMD3(grid.nx > 1 ? 1 : 0, grid.ny > 1 ? grid.nx : 0, grid.nz > 1 ? grid.nx * grid.ny : 0),
            weight: SIMD3(x.weight, y.weight, z.weight))
    }

    /// The centre below a coordinate, at most the last but one, and how far the coordinate is from there to the next.
    @inline(__always)
    private func between(_ value: Double, _ spacing: Double, _ count: Int) -> (low: Int, weight: Double) {
        if count == 1 { return (0, 0) }
        let q = min(max(value / spacing - 0.5, 0), Double(count - 1))
        let low = min(Int(q), count - 2)
        return (low, q - Double(low))
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
        var gradient = SIMD3<Double>(repeating: 0)
        let size = grid.size
        for axis in 0..<3 where grid.count(along: axis) > 1 {
            var low = p, high = p
            let half = grid.spacing[axis] / 2
            low[axis] = max(p[axis] - half, half)
            high[axis] = min(p[axis] + half, size[axis] - half)
            guard high[axis] > low[axis] else { continue }
            gradient[axis] = (sample(values, at: corner(at: high)) - sample(values, at: corner(at: low))) / (high[axis] - low[axis])
        }
        return gradient
    }
}
