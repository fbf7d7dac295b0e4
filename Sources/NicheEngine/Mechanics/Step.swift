extension Mechanics {
    /// Moves the bodies over `duration` minutes. The pressure is that of the last evaluation, before the last move.
    ///
    /// - Complexity: one evaluation a sub-step; bins are rebuilt once, and then only when something has moved by half their skin.
    @discardableResult
    public func advance(_ bodies: Bodies, duration: Double) -> Outcome {
        var outcome = Outcome(substeps: 0, largestPush: 0)
        guard bodies.count > 0, duration > 0 else { return outcome }
        hold(bodies)
        let slack = slack(bodies)
        var left = duration
        var moved = Double.infinity
        while true {
            if moved > slack {
                if moved.isFinite { giveBack(bodies, isLast: false) }
                sort(bodies, withWalks: true)
                moved = 0
            }
            let (square, stiffness) = push(bodies.count)
            let speed = square.squareRoot()
            let parts = Self.parts(left, speed, stiffness)
            let dt = parts == 1 ? left : left / Double(parts)
            moved += move(bodies.count, dt)
            outcome.substeps += 1
            outcome.largestPush = max(outcome.largestPush, speed * dt)
            if parts == 1 { break }
            left -= dt
        }
        giveBack(bodies, isLast: true)
        return outcome
    }

    /// Brings back who stands outside a wall, before anything is computed.
    private func hold(_ bodies: Bodies) {
        let space = space
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            for i in range {
                bodies.x[i] = space.held(bodies.x[i], 0)
                bodies.y[i] = space.held(bodies.y[i], 1)
                if !space.isFlat { bodies.z[i] = space.held(bodies.z[i], 2) }
            }
        }
    }

    /// Into how many equal parts the rest of a step is cut, as it looks now.
    private static func parts(_ left: Double, _ speed: Double, _ stiffness: Double) -> Int {
        guard speed > 0 else { return 1 }
        let parts = left * max(speed / farthest, 2 * stiffness)
        guard parts > 1 else { return 1 }
        precondition(parts < 1e15, "the pushes are not finite")
        let whole = Int(parts)
        return Double(whole) < parts ? whole + 1 : whole
    }

    /// Moves all bodies by their velocities.
    ///
    /// - Returns: how far one moved, at most [µm].
    private func move(_ count: Int, _ dt: Double) -> Double {
        let (c, space) = (columns, space)
        let (pushes, walks) = (c.pushes.start, c.walks.start)
        let square = greatest(count) { range in
            var most = 0.0
            for k in range {
                let velocity = pushes[k] + walks[k]
                let dx = velocity.x * dt
                let dy = velocity.y * dt
                let dz = space.isFlat ? 0 : velocity.z * dt
                let z = c.z.start[k]
                if space.hasGaps {
                    let p = space.held(SIMD3(dx, dy, dz), from: SIMD3(c.x.start[k], c.y.start[k], z))
                    c.put(k, p.x, p.y, p.z)
                } else {
                    c.put(
                        k, space.held(c.x.start[k] + dx, 0), space.held(c.y.start[k] + dy, 1), space.isFlat ? z : space.held(z + dz, 2))
                }
                let square = dx * dx + dy * dy + dz * dz
                most = square > most ? square : most
            }
            return most
        }
        return square.squareRoot()
    }

    /// Puts places, and at last pressures, back into the caller's order.
    private func giveBack(_ bodies: Bodies, isLast: Bool) {
        let (c, order, isFlat) = (columns, bins.order, space.isFlat)
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            for k in range {
                let i = Int(order[k])
                bodies.x[i] = c.x.start[k]
                bodies.y[i] = c.y.start[k]
                if !isFlat { bodies.z[i] = c.z.start[k] }
                if isLast { bodies.pressure[i] = c.pushes.start[k].w }
            }
        }
    }
}

extension Space {
    /// Where a centre comes to stand that moved to `value` along an axis.
    @inline(__always)
    func held(_ value: Double, _ axis: Int) -> Double {
        let length = size[axis]
        if value >= 0 && value < length { return value }
        switch walls[axis] {
        case .open: return value
        case .periodic: return folded(value, length)
        case .closed:
            let turned = value < 0 ? -value : 2 * length - value
            return min(max(turned, 0), length)
        case .wall: return min(max(value, 0), length)
        }
    }

    /// Adds what the walls push: repulsion (1 - distance / radius)² inwards, for a body nearer than its radius.
    ///
    /// - Returns: the stiffness that this adds [1/min].
    @inline(__always)
    func push(_ body: Record, _ v: inout SIMD3<Double>) -> Double {
        let radius = body.radius
        let strength = body.repulsion * body.repulsion
        let place = SIMD3(body.x, body.y, body.z)
        var stiffness = 0.0
        for axis in 0..<(isFlat ? 2 : 3) where walls[axis] == .wall {
            let low = max(0, 1 - place[axis] / radius)
            let high = max(0, 1 - (size[axis] - place[axis]) / radius)
            v[axis] += strength * (low * low - high * high)
            stiffness += 2 * strength * (low + high) / radius
        }
        return stiffness
    }
}
