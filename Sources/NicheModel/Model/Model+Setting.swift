extension Model {
    public struct SpaceModel: Sendable {
        public enum Edge: Sendable { case closed, open, periodic, walls }
        /// How cells push: in pairs, or down the gradient of one smoothed pressure.
        public enum Mechanics: Sendable { case pairs, pressure }
        public var isWell = false
        public var wellVolume = 1e6  // µm³
        /// µm; nil until a file of cells has given it (`size: cells`).
        public var size: SIMD3<Double>? = nil
        public var thickness: Double? = nil
        public var voxel = SIMD3<Double>(repeating: 20)
        public var edges: [Edge] = [.closed, .closed, .closed]
        /// Where planes stand across x, y and z that cells do not cross and substances do, ascending [µm].
        public var membranes: [[Double]] = [[], [], []]
        public var reach = 1.25
        public var mechanics = Mechanics.pairs
        public var samplesVoxel = false
        /// Where daughters go, where it is not half a radius to either side of their mother's place.
        public enum DaughterPlaces: Sendable {
            /// The new one a radius aside, the other half a radius back, along a direction of the ball, foreshortened in a slice.
            case aside
        }
        public var daughters: DaughterPlaces?
        /// Exchange of a slice counts a cell as a sphere instead of a disc (models that come from PhysiCell).
        public var countsSpheres = false
        public var place = Place(file: "", line: 0, column: 0)
        public init() {}
    }

    public struct TimeModel: Sendable {
        public var end: Int64 = 0, step: Int64 = 360, record: Int64 = 3600, settle: Int64 = 0  // s
        /// Snapshots of cells and fields; a multiple of the step.
        public var snapshot: Int64 = 86_400
        public var hazards = HazardLaw.exponential
        public var changes: ChangeLaw?
        /// Where cells take and secrete in a step, if not where they are at its end.
        public var exchange: ExchangePlace?
        /// What the first step finds of the substances, where it is not their answer to what is placed.
        public var start: FieldStart?
        public init() {}
    }

    /// `asGiven`: as `start:` of each substance says, as if the cells had come this moment.
    public enum FieldStart: Sendable { case asGiven }

    public enum ExchangePlace: Sendable {
        /// Half of it where they were at the head of the step: of second order where cells cross voxels.
        case onTheWay
    }

    /// How states take a step, where it is not with as many parts as their accuracy asks for.
    public enum ChangeLaw: Sendable {
        /// One explicit step, however long: the law of models that are stepped so.
        case euler
    }

    /// The chance that an event of rate r happens in a step dt.
    public enum HazardLaw: Sendable {
        /// 1 - exp(-r dt), which is exact for any step.
        case exponential
        /// r dt, at most 1, for what cells do alone: the law of models that are stepped so (PhysiCell's).
        case linear
    }

    /// A column of a table of cells that holds a state.
    public struct StateColumn: Sendable {
        public var state: String
        public var column: String
        /// From the table's unit to the engine's.
        public var factor: Double
        public var place: Place
    }

    public struct Placement: Sendable {
        public enum What: Sendable { case cell(Int), vessel(Int) }
        public enum Where: Sendable {
            case disc(radius: Double, at: SIMD3<Double>)  // a ball in 3-D
            case ring(inner: Double, outer: Double, at: SIMD3<Double>)
            case box(low: SIMD3<Double>, high: SIMD3<Double>)
            case everywhere
            case points([SIMD3<Double>])
            case file(path: String, columns: [String: String], unit: Double, types: [String: String])
            /// Segments of vessels.
            case segments(SegmentTable)
        }
        public enum HowMany: Sendable { case number(Int), packed(Double), density(Double) /* per µm² in a slice, else per µm³ */ }
        public var what: What?  // nil for a file
        public var region: Where
        public var howMany: HowMany?
        public var apart: Double?  // µm
        public var sets: [(state: Int, sampler: Sampler)] = []
        /// States that a table of cells has columns for.
        public var values: [StateColumn] = []
        public var place: Place
        /// As the author wrote it, for `describe`.
        public var text = ""

        public init(what: What?, region: Where, howMany: HowMany? = nil, apart: Double? = nil, place: Place) {
            self.what = what
            self.region = region
            self.howMany = howMany
            self.apart = apart
            self.place = place
        }
    }

    /// Replaces a value wherever it is read.
    public struct Clamp: Sendable {
        public enum Target: Sendable { case substance(Int), state(type: Int, state: Int), bodyState(Int) }
        public enum Value: Sendable { case formula(Formula), course(Course) }
        public var target: Target
        public var value: Value
        public var place: Place

        public init(target: Target, value: Value, place: Place) {
            self.target = target
            self.value = value
            self.place = place
        }
    }

    public struct Therapy: Sendable {
        public enum Kind: Sendable {
            case give([(state: Int, formula: Formula)]), hold([(state: Int, formula: Formula)]), signal(Int, dose: Formula)
        }
        public enum Start: Sendable { case at(Int64), when(Formula) }
        public var name: String
        public var kinds: [Kind]
        public var from: Start
        public var every: Int64?, times: Int?, until: Int64?
        /// Chosen for this run (`therapy:` in the model, or on the command line).
        public var isActive = false
        public var place: Place
        /// As the author wrote it, for `describe`.
        public var text = ""

        public init(name: String, kinds: [Kind], from: Start, place: Place) {
            self.name = name
            self.kinds = kinds
            self.from = from
            self.place = place
        }
    }
}
