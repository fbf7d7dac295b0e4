/// What the runs of a trial gave, arm by arm, before anything is judged.
public struct Observations: Sendable {
    /// A judged measure: a number of each seed in each arm.
    public struct Measure: Sendable {
        public var name: String
        /// As written.
        public var text: String
        public var arms: [(name: String, seeds: [Double])]
    }

    /// What was recorded over time in arms that belong together.
    public struct Course: Sendable {
        /// What was recorded.
        public var name: String
        /// What the arms have in common; empty if all of them are here.
        public var panel: String
        /// [d]
        public var times: [Double]
        /// The records of each seed.
        public var arms: [(name: String, seeds: [[Double]])]
    }

    public var measures: [Measure] = []
    public var courses: [Course] = []
}
