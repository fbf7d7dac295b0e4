extension Model {
    public struct VesselType: Sendable {
        public var name: String, label: String
        public var segment: Double, radius: Double  // µm
        public var isCarried = false
        public var states: [State] = [], quantities: [Quantity] = []
        public var changes: [(state: Int, change: Change)] = []
        public var exchanges: [(substance: Int, inside: Formula, permeability: Formula)] = []  // µm/min
        public var admits: [(type: Int, rate: Formula)] = []
        public var sprout: Sprout?
        public var events: [Event] = []
        public var contacts: [Contact] = []
        public var memories: [String] = []
        public var place: Place
        public var colour: String?
        public var about = ""

        public init(name: String, label: String? = nil, segment: Double, radius: Double, place: Place) {
            self.name = name
            self.label = label ?? name
            self.segment = segment
            self.radius = radius
            self.place = place
        }
    }

    /// How the tip of a sprout grows, what it joins, and how long it may get before it joins [µm].
    public struct Sprout: Sendable {
        public var speed: Formula
        public var weights: [(substance: Int, weight: Formula)]
        public var joins: Double, most: Double
        public var start: [(state: Int, formula: Formula)]

        public init(
            speed: Formula, weights: [(substance: Int, weight: Formula)] = [], joins: Double, most: Double = .infinity,
            start: [(state: Int, formula: Formula)] = []
        ) {
            self.speed = speed
            self.weights = weights
            self.joins = joins
            self.most = most
            self.start = start
        }
    }
}
