/// Moves the bodies.
extension PressureMechanics {
    /// By the flow and by their walks.
    ///
    /// - Returns: how far one moved, at most [µm].
    func move(_ bodies: Bodies, _ dt: Double) -> Double {
        let (splines, state, space) = (Splines(grid, nodes, strength: excess), state, space)
        let farthest = Self.farthest / grid.inverse.max(over: space.isFlat ? 2 : 3)
        let hasWalls = space.walls.contains(.wall)
        let square = greatest(bodies.count, size: Self.tile) { range in
            var most = 0.0
            for i in range {
                let (place, radius) = (SIMD3(bodies.x[i], bodies.y[i], bodies.z[i]), bodies.radius[i])
                let flow = splines.flow(at: place)
                bodies.pressure[i] = state.pressure(at: flow.w)
                let strength = (bodies.repulsion[i] * radius).squareRoot()
                let part = strength * dt
                var step = SIMD3(flow.x * part, flow.y * part, flow.z * part)
                let far = step.x * step.x + step.y * step.y + step.z * step.z
                if far > farthest * farthest { step *= farthest / far.squareRoot() }
                var walk = SIMD3(bodies.walkX[i], bodies.walkY[i], bodies.walkZ[i])
                if walk != SIMD3() {
                    if flow.w > state.crowded {
                        walk *= freedom(walk, strength, radius, among: splines.strength(at: place), packed: flow.w)
                    }
                    step += walk * dt
                }
                if space.isFlat { step.z = 0 }
                var end = space.held(step, from: place)
                if hasWalls { space.pushBack(&end, radius: radius, repulsion: bodies.repulsion[i], over: dt) }
                (bodies.x[i], bodies.y[i], bodies.z[i]) = (end.x, end.y, end.z)
                let square = step.x * step.x + step.y * step.y + step.z * step.z
                most = square > most ? square : most
            }
            return most
        }
        return square.squareRoot()
    }

    /// What of its walk is left to a body that has to squeeze through packed tissue: w / (w + drag) of a speed w.
    @inline(__always)
    private func freedom(_ walk: SIMD3<Double>, _ strength: Double, _ radius: Double, among others: Double, packed: Double) -> Double {
        let speed = (walk.x * walk.x + walk.y * walk.y + walk.z * walk.z).squareRoot()
        // Nodes are two mean radii apart.
        let inverse = 2 * grid.inverse.x
        let drag = state.drag(strength, among: others, size: radius * inverse, at: packed) * inverse
        return speed / (speed + drag)
    }
}

extension Space {
    /// Moves a body away from walls that push: alone with a wall its overlap u = 1 - distance / radius obeys u' = -repulsion u² / radius, so after
    /// dt it is u / (1 + repulsion u dt / radius), exactly.
    @inline(__always)
    func pushBack(_ p: inout SIMD3<Double>, radius: Double, repulsion: Double, over dt: Double) {
        for axis in 0..<(isFlat ? 2 : 3) where walls[axis] == .wall {
            let low = max(0, 1 - p[axis] / radius)
            let high = max(0, 1 - (size[axis] - p[axis]) / radius)
            let rate = repulsion * dt / radius
            if low > 0 { p[axis] += radius * (low - low / (1 + rate * low)) }
            if high > 0 { p[axis] -= radius * (high - high / (1 + rate * high)) }
        }
    }
}
