@testable import NicheEngine

/// One part of a step of the pressure mechanics, a number at a time: what the kernels must agree with to the last bit.
struct PressureReference {
    let space: Space
    let state: EquationOfState
    let cohesion: Double
    let grid: PackingGrid
    /// φ, Σ s φ, Σ s² φ and Σ s √(adhesion x radius) φ.
    private var sums: [[Double]]
    private var excess: [Double]
    private var stiffness: [Double]
    private(set) var push: [Double]
    private var flow: [[Double]]

    /// - Parameter engine: one that has just taken the same step, for the grid it has laid.
    init(_ engine: PressureMechanics) {
        (space, state, cohesion, grid) = (engine.space, engine.state, engine.cohesion, engine.grid)
        let zeros = [Double](repeating: 0, count: grid.count)
        (sums, flow) = (Array(repeating: zeros, count: 4), Array(repeating: zeros, count: 5))
        (excess, stiffness, push) = (zeros, zeros, zeros)
    }

    private func node(_ x: Int, _ y: Int, _ z: Int) -> Int { x + grid.stride * (y + grid.shape.y * z) }

    /// The nodes around a place with their weights along x, y and z, in rows of three.
    private func around(_ p: SIMD3<Double>) -> [(node: Int, x: Double, y: Double, z: Double)] {
        let (x, y) = (grid.own(0, p.x), grid.own(1, p.y))
        let z = grid.isFlat ? (node: 0, part: 0.0) : grid.own(2, p.z)
        func weights(_ part: Double) -> [Double] {
            let (left, off) = (1 - part, part - 0.5)
            return [0.5 * (left * left), 0.75 - off * off, 0.5 * (part * part)]
        }
        var all: [(node: Int, x: Double, y: Double, z: Double)] = []
        for k in grid.isFlat ? 0...0 : -1...1 {
            for j in -1...1 {
                for i in -1...1 {
                    all.append(
                        (
                            node(x.node + i, y.node + j, z.node + k), weights(x.part)[i + 1], weights(y.part)[j + 1],
                            grid.isFlat ? 1 : weights(z.part)[k + 1]
                        ))
                }
            }
        }
        return all
    }

    mutating func advance(_ crowd: Crowd, over dt: Double, order: [Int]) {
        for i in order { deposit(crowd, i) }
        fold()
        press()
        for halfSweep in 0..<2 * PressureMechanics.sweeps {
            for (y, z) in rows where (y + z + halfSweep) % 2 == 0 { relax(y, z, dt) }
        }
        for (y, z) in rows { turn(y, z) }
        copy()
        for i in 0..<crowd.count { move(crowd, i, dt) }
    }

    private mutating func deposit(_ crowd: Crowd, _ i: Int) {
        let r = crowd.radius[i]
        let fraction = state.measure(radius: r) * grid.density
        let (s, a) = (crowd.repulsion[i] * r, crowd.adhesion[i] * r)
        let shares = [fraction, fraction * s.squareRoot(), fraction * s, fraction * (s.squareRoot() * a.squareRoot())]
        for (node, x, y, z) in around(crowd.position(i)) {
            for k in 0..<4 { sums[k][node] += (shares[k] * x) * (y * z) }
        }
    }

    /// Ghosts with the nodes they are images of.
    private var ghosts: [(ghost: Int, node: Int)] {
        var all: [(Int, Int)] = []
        let n = grid.shape
        if grid.wraps.x {
            for z in 0..<n.z {
                for y in 0..<n.y { all += [(node(0, y, z), node(n.x - 2, y, z)), (node(n.x - 1, y, z), node(1, y, z))] }
            }
        }
        if grid.wraps.y {
            for z in 0..<n.z {
                for x in 0..<n.x { all += [(node(x, 0, z), node(x, n.y - 2, z)), (node(x, n.y - 1, z), node(x, 1, z))] }
            }
        }
        if grid.wraps.z {
            for y in 0..<n.y {
                for x in 0..<n.x { all += [(node(x, y, 0), node(x, y, n.z - 2)), (node(x, y, n.z - 1), node(x, y, 1))] }
            }
        }
        return all
    }

    private mutating func fold() {
        for (ghost, node) in ghosts { for k in 0..<4 { sums[k][node] += sums[k][ghost] } }
    }

    private mutating func copy() {
        for (ghost, node) in ghosts { for k in 0..<5 { flow[k][ghost] = flow[k][node] } }
    }

    private mutating func press() {
        for node in 0..<grid.count {
            excess[node] = -1
            guard sums[1][node] > 0 else { continue }
            let inverse = 1 / sums[2][node]
            let (strength, held) = (sums[2][node] / sums[1][node], sums[3][node] * inverse)
            excess[node] = sums[1][node] * sums[1][node] * inverse - (state.loose + cohesion * (held * held))
            stiffness[node] = state.stiffness * (strength * strength)
            if excess[node] > 0 { push[node] = stiffness[node] * (excess[node] * excess[node]) }
        }
    }

    private var rows: [(y: Int, z: Int)] {
        (grid.shape.z == 1 ? 0..<1 : 1..<grid.shape.z - 1).flatMap { z in (1..<grid.shape.y - 1).map { ($0, z) } }
    }

    /// Π beside a node, around periodic ends.
    private func beside(_ x: Int, _ y: Int, _ z: Int) -> Double {
        func inside(_ k: Int, _ n: Int, _ wraps: Bool) -> Int { !wraps ? k : k == 0 ? n - 2 : k == n - 1 ? 1 : k }
        let n = grid.shape
        return push[node(inside(x, n.x, grid.wraps.x), inside(y, n.y, grid.wraps.y), grid.isFlat ? 0 : inside(z, n.z, grid.wraps.z))]
    }

    private mutating func relax(_ y: Int, _ z: Int, _ dt: Double) {
        let part = dt * grid.inverse * grid.inverse
        let given = 8 * (part.x + part.y + part.z)
        // Around a periodic end a row is felt as it was before the sweep.
        let old = (beside(0, y, z), beside(grid.shape.x - 1, y, z))
        for first in stride(from: 1, to: grid.shape.x - 1, by: 8) {
            // Eight nodes at once do not see what the others come to.
            let nodes = first..<min(first + 8, grid.shape.x - 1)
            let values = nodes.map { x -> Double in
                let (left, right) = (x == 1 ? old.0 : beside(x - 1, y, z), x == grid.shape.x - 2 ? old.1 : beside(x + 1, y, z))
                var sum = (left + right) * part.x
                sum += (beside(x, y - 1, z) + beside(x, y + 1, z)) * part.y
                sum += grid.isFlat ? 0 : (beside(x, y, z - 1) + beside(x, y, z + 1)) * part.z
                let all = excess[node(x, y, z)] + sum
                guard all > 0 else { return 0 }
                let slope = stiffness[node(x, y, z)]
                let root = SIMD8<Double>(repeating: 1 + slope * all * given).root[0]
                let e = (all + all) / (1 + root)
                return slope * (e * e)
            }
            for (x, value) in zip(nodes, values) { push[node(x, y, z)] = value }
        }
    }

    private mutating func turn(_ y: Int, _ z: Int) {
        let half = -0.5 * grid.inverse
        for x in 1..<grid.shape.x - 1 {
            let k = node(x, y, z)
            flow[3][k] = sums[0][k]
            flow[4][k] = sums[1][k]
            guard sums[1][k] > 0 else { continue }
            let inverse = 1 / sums[1][k]
            flow[0][k] = (beside(x + 1, y, z) - beside(x - 1, y, z)) * half.x * inverse
            flow[1][k] = (beside(x, y + 1, z) - beside(x, y - 1, z)) * half.y * inverse
            flow[2][k] = grid.isFlat ? 0 : (beside(x, y, z + 1) - beside(x, y, z - 1)) * half.z * inverse
        }
    }

    /// Of the flow: first of three columns of nodes, then of these.
    private func mean(_ k: Int, _ p: SIMD3<Double>) -> Double {
        let all = around(p)
        let columns = (0..<3).map { x in
            stride(from: x, to: all.count, by: 3).reduce(0) { $0 + flow[k][all[$1].node] * (all[$1].y * all[$1].z) }
        }
        return columns[0] * all[0].x + columns[1] * all[1].x + columns[2] * all[2].x
    }

    /// Of Σ s φ: row by row, then layer by layer.
    private func meanStrength(_ p: SIMD3<Double>) -> Double {
        let all = around(p)
        func row(_ first: Int) -> Double {
            let three = all[first..<first + 3].map { flow[4][$0.node] * $0.x }
            return three[0] + three[1] + three[2]
        }
        func layer(_ first: Int) -> Double {
            row(first) * all[first].y + row(first + 3) * all[first + 3].y + row(first + 6) * all[first + 6].y
        }
        return grid.isFlat ? layer(0) : layer(0) * all[0].z + layer(9) * all[9].z + layer(18) * all[18].z
    }

    private func move(_ crowd: Crowd, _ i: Int, _ dt: Double) {
        let (p, radius) = (crowd.position(i), crowd.radius[i])
        let packed = mean(3, p)
        let excess = packed > state.loose ? packed - state.loose : 0
        crowd.pressure[i] = state.squeeze * state.dimensions * excess * excess / (1 + (state.dimensions - 1) * packed)
        let strength = (crowd.repulsion[i] * radius).squareRoot()
        var step = SIMD3(mean(0, p), mean(1, p), mean(2, p)) * (strength * dt)
        let farthest = PressureMechanics.farthest / grid.inverse.max(over: space.isFlat ? 2 : 3)
        let square = step.x * step.x + step.y * step.y + step.z * step.z
        if square > farthest * farthest { step *= farthest / square.squareRoot() }
        var walk = SIMD3(crowd.walkX[i], crowd.walkY[i], crowd.walkZ[i])
        if walk != SIMD3() {
            if packed > state.crowded {
                let speed = (walk.x * walk.x + walk.y * walk.y + walk.z * walk.z).squareRoot()
                let size = radius * (2 * grid.inverse.x)
                let drag =
                    state.drag * strength * (meanStrength(p) / packed) * (packed - state.crowded) * (size * size) * (2 * grid.inverse.x)
                walk *= speed / (speed + drag)
            }
            step += walk * dt
        }
        if space.isFlat { step.z = 0 }
        var end = space.held(step, from: p)
        space.pushBack(&end, radius: radius, repulsion: crowd.repulsion[i], over: dt)
        crowd.place(i, end)
    }
}
