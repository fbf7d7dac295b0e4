extension Model {
    public struct Measure: Sendable {
        public var name: String, about: String, unit: String
        public var unitFactor: Double
        public var formula: Formula

        public init(name: String, about: String = "", unit: String = "", unitFactor: Double = 1, formula: Formula) {
            self.name = name
            self.about = about
            self.unit = unit
            self.unitFactor = unitFactor
            self.formula = formula
        }
    }

    /// A reduction over cells, segments or voxels that a measure asks for.
    public struct Aggregate: Sendable {
        public enum Reduction: Sendable { case count, sum, mean, quantile(Double), area }
        public enum Over: Sendable { case cells(Selector), vessels([Int]), voxels }
        public var reduction: Reduction
        public var over: Over
        /// In the scope of each cell type of the selector (same index order), of the vessel type, or of voxels.
        public var values: [Formula?]
        public var conditions: [Formula?]
        /// Not a reduction at all but the counter of this tally; `over` is then empty.
        public var tally: Int?

        public init(reduction: Reduction, over: Over, values: [Formula?] = [], conditions: [Formula?] = [], tally: Int? = nil) {
            self.reduction = reduction
            self.over = over
            self.values = values
            self.conditions = conditions
            self.tally = tally
        }
    }
}
