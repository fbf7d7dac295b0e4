extension Mechanics {
    /// Moves the bodies over `duration` minutes. The pressure is that of the last evaluation, before the last move.
    ///
    /// - Complexity: one search, and again if many have drifted; one evaluation a sub-step.
    @discardableResult
    public func advance(_ bodies: Bodies, duration: Double) -> Outcome {
        guard bodies.count > 0, duration > 0 else { return Outcome(substeps: 0, largestMove: 0) }
        pool.hold(bodies, in: space)
        sort(bodies, over: duration)
        markWalkers(bodies, duration)
        var outcome = Outcome(substeps: 1, largestMove: 0)
        var substep = 0
        while true {
            push(bodies.count)
            if substep == 0 { outcome.substeps = parts(duration, bodies.count) }
            let dt = duration / Double(outcome.substeps)
            walkOn(bodies, dt)
            outcome.largestMove = max(outcome.largestMove, move(bodies, dt))
            substep += 1
            if substep == outcome.substeps { break }
            drifters.rebuild(columns, like: bins)
            // A drifter costs about as much in one sub-step as sorting and listing a body does.
            let left = outcome.substeps - substep
            if drifters.count * left > bodies.count {
                giveBack(bodies, isLast: false)
                sort(bodies, over: Double(left) * dt)
                markWalkers(bodies, Double(left) * dt)
            } else {
                meet()
            }
        }
        giveBack(bodies, isLast: true)
        return outcome
    }

    /// Who will walk farther than it is listed for is a drifter from the start.
    func markWalkers(_ bodies: Bodies, _ duration: Double) {
        guard columns.greatestWalk * duration > slack else { return }
        let (marks, records, order) = (drifters.marks, columns.records, bins.order)
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            for k in range {
                let (half, leash) = (bodies.walk(Int(order[k])) * (0.5 * duration), records[k].leash)
                if (half * half).sum() > leash * leash { marks[k] = 1 }
            }
        }
        drifters.rebuild(columns, like: bins)
    }

    /// Into how many equal sub-steps the step is cut, as its head looks: so many that hardly anybody's stiffness is too great for
    /// them. Who is stiffer still is slowed (see `velocity`).
    private func parts(_ duration: Double, _ count: Int) -> Int {
        let records = columns.records
        let tiles = (count + Self.tile - 1) / Self.tile
        reserve(tiles)
        let counts = needs.start
        pool.forEachTile(ofBodies: count, size: Self.tile) { tile, range in
            let mine = counts + tile * Self.mostParts
            mine.update(repeating: 0, count: Self.mostParts)
            for k in range {
                let stiffness = records[k].stiffness
                guard stiffness > 0 else { continue }
                let parts = duration * refinement * max(stiffness / Self.stable, 1 / Self.longest)
                mine[parts < Double(Self.mostParts - 1) ? Int(parts) : Self.mostParts - 1] += 1
            }
        }
        var above = 0
        for parts in stride(from: Self.mostParts - 1, through: 0, by: -1) {
            for tile in 0..<tiles { above += Int(counts[tile * Self.mostParts + parts]) }
            if above * Self.fewest > count { return parts + 1 }
        }
        return 1
    }

    /// Moves all bodies by their velocities.
    ///
    /// - Returns: how far one moved, at most [µm].
    func move(_ bodies: Bodies, _ dt: Double) -> Double {
        let (c, space) = (columns, space)
        let (pushes, records, marks, order, pressureScale) = (
            c.pushes, c.records, drifters.marks, bins.order, pressureScale
        )
        let square = greatest(bodies.count) { range in
            var most = 0.0
            for k in range {
                let (push, walk) = (pushes[k], SIMD4(bodies.walk(Int(order[k])), 0))
                let velocity = records[k].stiffness < 0 ? push + walk : Self.velocity(push, walk, records[k], over: dt, pressureScale)
                let dx = velocity.x * dt
                let dy = velocity.y * dt
                let dz = space.isFlat ? 0 : velocity.z * dt
                let p = space.held(SIMD3(dx, dy, dz), from: SIMD3(records[k].x, records[k].y, records[k].z))
                (records[k].x, records[k].y, records[k].z) = (p.x, p.y, p.z)
                if isBeyond(records[k].leash, p, from: SIMD3(c.x[k], c.y[k], c.z[k])) { marks[k] = 1 }
                let square = dx * dx + dy * dy + dz * dz
                most = square > most ? square : most
            }
            return most
        }
        return square.squareRoot()
    }

    @inline(__always)
    private func isBeyond(_ distance: Double, _ p: SIMD3<Double>, from q: SIMD3<Double>) -> Bool {
        var d = p - q
        if wraps {
            for axis in 0..<3 where period[axis].isFinite {
                if d[axis] > 0.5 * period[axis] { d[axis] -= period[axis] }
                if d[axis] < -0.5 * period[axis] { d[axis] += period[axis] }
            }
        }
        return d.x * d.x + d.y * d.y + d.z * d.z > distance * distance
    }

    /// The mean velocity of a body over a sub-step: push and walk, less what they lose as the body gives way.
    ///
    /// Two bodies with the overlap u = 1 - d/R and nobody else near obey u' = -κ u with κ = 2 rep u / R, and since their push is rep u²,
    /// κ = 2 √(rep push) / R: after dt the overlap is u / (1 + κ dt), exactly. In a crowd what does push goes on longer, and a third of
    /// κ has the smallest error (measured on a ball that divides, for 3 to 6 sub-steps). How much of a crowd there is shows in how far
    /// pushes cancel. A stiffness beyond 1 / dt could make neighbours swing, so it slows a body too.
    ///
    /// Where push and walk cancel a body rests, and who is not pushed walks exactly.
    @inline(__always)
    static func velocity(
        _ push: SIMD4<Double>, _ walk: SIMD4<Double>, _ body: Record, over dt: Double, _ pressureScale: Double
    ) -> SIMD4<Double> {
        let both = push + walk
        let strength = (push.x * push.x + push.y * push.y + push.z * push.z).squareRoot()
        let net = (both.x * both.x + both.y * both.y + both.z * both.z).squareRoot()
        let all = body.repulsion * body.repulsion * push.w * pressureScale
        let alone = strength < all ? strength / all : 1
        let square = alone * alone
        let fourth = square * square
        let part = (1 + 2 * (fourth * fourth)) / 3
        let slow = 1 + part * dt * (body.repulsion * (net < strength ? net : strength).squareRoot() / body.radius)
        let stiff = body.stiffness * dt
        return both * (1 / (stiff > slow ? stiff : slow))
    }

    /// Puts places, and at last pressures, back into the caller's order.
    func giveBack(_ bodies: Bodies, isLast: Bool) {
        let (c, order, isFlat) = (columns, bins.order, space.isFlat)
        pool.forEachTile(ofBodies: bodies.count, size: Self.tile) { _, range in
            for k in range {
                let i = Int(order[k])
                bodies.x[i] = c.records[k].x
                bodies.y[i] = c.records[k].y
                if !isFlat { bodies.z[i] = c.records[k].z }
                if isLast { bodies.pressure[i] = c.pushes[k].w }
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
