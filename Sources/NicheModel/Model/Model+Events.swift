extension Model {
    /// A verb, what triggers it and what it does besides.
    public struct Event: Sendable {
        public enum Trigger: Sendable {
            case hazard(Formula)  // /min (for particles of a pair: count/min)
            case after(Sampler)  // min since birth, or since the phase was entered
            case when(Formula)
            case on(signal: Int)
            case every(Int64)  // s
        }
        public enum Pair: Sendable {
            case each(Selector), oneOf(Selector)
            case eachSegment(vesselTypes: [Int])  // touching vessel
            case particle(Int, within: Double)
        }
        public var name: String
        /// "divide", "enter", "become", "leave", "vanish", "engulf", "fuse", "hold", "release", "note"; vessels: "sprout", "regress", "occlude", "spill", "note".
        public var verb: String
        /// Index of the phase entered, type become, particle spilled, phase divided into.
        public var object: Int?
        /// The verb acts on the neighbour ("they enter apoptotic"); for enter, `objectByType` gives the phase in each type (-1: none).
        public var actsOnNeighbour = false
        public var objectByType: [Int] = []
        public var trigger: Trigger
        public var pair: Pair?
        public var stages = 1
        public var chance: Formula?
        public var sets: [(state: Int, formula: Formula)] = []
        public var tallies: [(tally: Int, formula: Formula, chance: Formula?)] = []
        public var yields: [(substance: Int, formula: Formula)] = []  // amount, or amount per particle
        public var amount: Sampler?
        public var within: Double?
        public var lasting: Sampler?  // min
        /// Index into `memories` if `since` asks for this event.
        public var memory: Int?
        public var module: String, place: Place
        /// The rate's terms with the module each came from, for `describe`, as in `Quantity`.
        public var parts: [(operation: String, text: String, module: String)] = []
        /// The event in the words of its author, without added terms.
        public var text = ""

        public init(name: String, verb: String, trigger: Trigger, module: String, place: Place) {
            self.name = name
            self.verb = verb
            self.trigger = trigger
            self.module = module
            self.place = place
        }
    }
}
