extension Model {
    /// A named switch on one mechanism: 1 is the mechanism as written, 0 a model without it.
    public struct Coupling: Sendable {
        public var name: String, about: String
        public var gain: Double
        public var module: String, place: Place

        public init(name: String, about: String, gain: Double, module: String, place: Place) {
            self.name = name
            self.about = about
            self.gain = gain
            self.module = module
            self.place = place
        }
    }

    /// A row of a table of parameters, with the value after all settings.
    public struct Parameter: Sendable {
        /// As it is set: `prey.appetite` where a type owns it, else its name.
        public var path: String { (owner.map { $0 + "." } ?? "") + name }

        public var name: String, about: String, source: String, range: String, text: String, module: String
        /// Cell type that owns it, nil for the whole model.
        public var owner: String?
        public var value: Double
        public var dimension: Dimension
        public var place: Place
        /// Unit it was written in, with its factor, for display.
        public var unit = "", unitFactor = 1.0
        /// The ends of its range in the engine's units.
        public var least: Double?, most: Double?
        /// A setting replaced the value of the table.
        public var isSet = false

        /// Nobody measured it.
        public var isAssumed: Bool { source.lowercased().hasPrefix("assumed") }

        public init(name: String, value: Double, dimension: Dimension, owner: String? = nil, module: String = "", place: Place) {
            self.name = name
            self.value = value
            self.dimension = dimension
            self.owner = owner
            self.module = module
            self.place = place
            about = ""
            source = ""
            range = ""
            text = ""
        }
    }

    /// What diffuses on the grid.
    public struct Substance: Sendable {
        public var name: String, about: String
        /// Unit of the concentration as written ("" for scaled ones) and what one of it is in the engine's units.
        public var unit: String
        public var unitFactor: Double
        public var diffusion: Double  // µm²/min
        public var decay: Double  // /min
        /// Concentration that halves a saturating uptake.
        public var uptakeHalf: Double?
        public var isSteady: Bool
        public var start: Formula  // of position and constants
        /// What holds the start instead.
        public var startTable: FieldTable?
        public var edges: EdgeRule
        /// Of scaled substances: steady level c* where sources of full output stand at `density` [1/µm³].
        public var level: (level: Double, density: Double)?
        public var place: Place
        public var module = ""
        public var dimension = Dimension.one

        public init(name: String, unit: String = "", unitFactor: Double = 1, diffusion: Double, decay: Double, place: Place) {
            self.name = name
            self.unit = unit
            self.unitFactor = unitFactor
            self.diffusion = diffusion
            self.decay = decay
            self.place = place
            about = ""
            isSteady = false
            start = .constant(0)
            edges = .closed
        }
    }

    public enum EdgeRule: Sendable {
        case closed, value(Formula), periodic
        /// Each side its own, at x = 0, x = size, y = 0 and so on; nil where closed.
        case sides([Formula?], at: Held)
    }

    /// Where a concentration is held: on the outer faces, or at the centres of the outermost voxels, which then are all alike.
    public enum Held: String, Sendable, CaseIterable { case faces, voxels }

    /// Mass action.
    public struct Reaction: Sendable {
        /// Substances: one or two that go, one that comes (may be none).
        public var from: [Int], to: [Int]
        public var rate: Double  // /min, or /conc/min
        public var place: Place
        public var text = "", module = ""

        public init(from: [Int], to: [Int], rate: Double, place: Place) {
            self.from = from
            self.to = to
            self.rate = rate
            self.place = place
        }
    }

    /// A whole thing, counted in voxels.
    public struct Particle: Sendable {
        public var name: String, unit: String, about: String
        public var volume: Double  // µm³ each
        /// Most that fit into a volume [1/µm³].
        public var mostPerVolume: Double
        public var events: [Event]
        public var place: Place
        public var module = ""

        public init(name: String, unit: String, volume: Double, mostPerVolume: Double, events: [Event] = [], place: Place) {
            self.name = name
            self.unit = unit
            self.volume = volume
            self.mostPerVolume = mostPerVolume
            self.events = events
            self.place = place
            about = ""
        }
    }

    /// What is 0 (its declared value) except in the step in which it is given.
    public struct Signal: Sendable {
        public var name: String, payload: String
        public var value: Double
        public var dimension: Dimension

        public init(name: String, payload: String, value: Double, dimension: Dimension) {
            self.name = name
            self.payload = payload
            self.value = value
            self.dimension = dimension
        }
    }
}
