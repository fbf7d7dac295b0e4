extension PointPattern {
    /// Whether those of `all` that bear a label lie in rings around these points more often, or less, than if the labels had been given
    /// out at random among all: a test of `labelCorrelation` against 1.
    ///
    /// These points stay where they are. Where they bear the label themselves, `NeighbourGraph.joinTest` is the test to take.
    /// - Shape: `label` has a value for each point of `all`.
    public func labelTest(
        _ label: [Bool], among all: PointPattern, in radii: Range<Double>, _ test: PermutationTest = PermutationTest()
    ) -> PermutationTest.Result {
        precondition(label.count == all.count, "\(label.count) labels for \(all.count) points")
        // Pairs seen from the other side: each of all is in so many rings, whoever bears the label.
        let rings = all.neighbourCounts(in: self, radii)
        return test.run(count: all.count) { order in
            var sum = 0
            for i in rings.indices where label[order[i]] { sum += rings[i] }
            return Double(sum)
        }
    }
}
