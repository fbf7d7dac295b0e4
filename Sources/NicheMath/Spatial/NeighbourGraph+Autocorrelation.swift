extension NeighbourGraph {
    /// Moran's I of a value of the points: 1 where neighbours are alike, -1/(n - 1) where they are as any two, less where they differ.
    ///
    ///     I = n / S₀ · Σᵢ zᵢ (mean of z over i's neighbours) / Σ z²
    ///
    /// z are deviations from the mean. Weights are row-standardised, as esda and squidpy take them by default: 1 / (neighbours of i) for each of
    /// them. Points without neighbours add to n and to Σ z², not to S₀, the number of points with any. NaN where values are all equal.
    public func moran(_ values: [Double]) -> Double {
        precondition(values.count == count, "\(values.count) values for \(count) points")
        let mean = tileSum(count: count) { values[$0] } / Double(count)
        let square = tileSum(count: count) { (values[$0] - mean) * (values[$0] - mean) }
        var joined = 0
        for i in 0..<count where degree(i) > 0 { joined += 1 }
        let product = tileSum(count: count) { i in
            let near = self[i]
            guard !near.isEmpty else { return 0 }
            var lag = 0.0
            for j in near { lag += values[Int(j)] - mean }
            return (values[i] - mean) * (lag / Double(near.count))
        }
        return Double(count) / Double(joined) * (product / square)
    }

    /// Getis and Ord's Gi* of each point: how many standard deviations the sum of values over it and its neighbours is from what it would be
    /// among any points. Above 1.96 lies a hot spot. NaN where values are all equal, or where everyone is a neighbour.
    ///
    ///     Gi* = (Σ x - m x̄) / (s √(m (n - m) / (n - 1)))
    ///
    /// m counts the point and its neighbours, s is the standard deviation (over n). Weights are binary, the point's own included.
    /// - Source: Ord & Getis, Geographical Analysis 27 (1995) 286.
    public func hotSpots(_ values: [Double]) -> [Double] {
        precondition(values.count == count, "\(values.count) values for \(count) points")
        let n = Double(count)
        let mean = tileSum(count: count) { values[$0] } / n
        let deviation = Elementary.squareRoot(tileSum(count: count) { (values[$0] - mean) * (values[$0] - mean) } / n)
        return (0..<count).map { i in
            // Deviations are summed in place of values, which loses less to rounding.
            var sum = values[i] - mean
            for j in self[i] { sum += values[Int(j)] - mean }
            let m = Double(degree(i) + 1)
            return sum / (deviation * Elementary.squareRoot(m * (n - m) / (n - 1)))
        }
    }

    /// The share of points in hot spots, Gi* above 1.96; NaN without points.
    public func hotShare(_ values: [Double]) -> Double {
        Double(hotSpots(values).count { $0 > 1.96 }) / Double(count)
    }
}
