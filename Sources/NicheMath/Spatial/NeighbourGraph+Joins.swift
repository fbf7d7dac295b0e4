extension NeighbourGraph {
    /// Pairs of neighbours by their labels: how many are of two that have it, of two that lack it, and of one each.
    ///
    /// - Source: Cliff & Ord, Spatial Processes (1981), ch. 1.
    public struct Joins: Sendable, Equatable {
        public var both = 0
        public var neither = 0
        public var one = 0
    }

    public func joins(_ label: [Bool]) -> Joins {
        precondition(label.count == count, "\(label.count) labels for \(count) points")
        var joins = Joins()
        for i in 0..<count {
            for j in self[i] where j > i {
                switch (label[i], label[Int(j)]) {
                case (true, true): joins.both += 1
                case (false, false): joins.neither += 1
                default: joins.one += 1
                }
            }
        }
        return joins
    }

    /// Whether those with a label are neighbours more often, or less, than if it had been given out at random.
    public func joinTest(_ label: [Bool], _ test: PermutationTest = PermutationTest()) -> PermutationTest.Result {
        test.run(count: count) { order in Double(joins(order.map { label[$0] }).both) }
    }

    /// Whether Moran's I is larger, or smaller, than if the values had been given out at random.
    public func moranTest(_ values: [Double], _ test: PermutationTest = PermutationTest()) -> PermutationTest.Result {
        test.run(count: count) { order in moran(order.map { values[$0] }) }
    }
}
