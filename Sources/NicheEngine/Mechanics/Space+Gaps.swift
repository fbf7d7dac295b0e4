extension Space {
    /// Where a centre comes to stand that moves by a step from `p`.
    @inline(__always)
    func held(_ step: SIMD3<Double>, from p: SIMD3<Double>) -> SIMD3<Double> {
        if hasGaps { return heldBetweenGaps(step, from: p) }
        return SIMD3(held(p.x + step.x, 0), held(p.y + step.y, 1), isFlat ? p.z : held(p.z + step.z, 2))
    }

    /// The near sides of the gaps reflect it.
    @inline(never)
    private func heldBetweenGaps(_ step: SIMD3<Double>, from p: SIMD3<Double>) -> SIMD3<Double> {
        var q = p
        for axis in 0..<(isFlat ? 2 : 3) {
            let low = gaps[axis].last { $0.upperBound <= p[axis] }?.upperBound
            let high = gaps[axis].first { $0.lowerBound > p[axis] }?.lowerBound
            var value = p[axis] + step[axis]
            if let low, value < low { value = 2 * low - value }
            if let high, value >= high { value = 2 * high - value }
            value = held(value, axis)
            // Who was reflected past the other side of a narrow compartment stays in it all the same.
            if let high { value = min(value, high.nextDown) }
            if let low { value = max(value, low) }
            q[axis] = value
        }
        return q
    }
}
