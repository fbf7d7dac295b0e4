extension Model {
    /// A concrete cell type with everything it inherits.
    public struct CellType: Sendable {
        public var name: String, label: String
        public var colour: String?
        /// From the root ("cell") to itself.
        public var lineage: [String]
        public var parameters: [String: Double] = [:]
        public var states: [State] = [], quantities: [Quantity] = []
        public var changes: [(state: Int, change: Change)] = []
        /// Where `volume` is found [µm³].
        public var volume: Reference
        public var takes: [(substance: Int, take: Take)] = []
        public var secretions: [(substance: Int, secretion: Secretion)] = []
        public var walk: Walk?
        public var repulsion: Formula?, adhesion: Formula?  // µm/min
        /// How many radii touch and adhesion reach, where that is not the `reach` of the space.
        public var reach: Formula?
        /// How much its adhesion is to types to which it is not 1.
        public var affinities: [(type: Int, affinity: Formula)] = []
        /// How soon it attaches to each cell in touch, and lets go of each [/min], and how many it is attached to at most.
        public var attach: Formula?, detach: Formula?, attachments: Formula?
        /// How many attachments a cell of a type that does not say so has at most.
        public static let usualAttachments = 12.0
        /// How fast a hold or an attachment draws both cells together [/min].
        public var bond: Formula?
        /// Types that the second daughter of a division may be of, each with its chance.
        public var daughters: [(type: Int, chance: Formula)] = []
        public var events: [Event] = []
        /// Phase 0 is the implicit live phase "live".
        public var phases: [Phase] = []
        public var firstPhase = 0
        public var contacts: [Contact] = []
        /// Names of events that `since` asks for.
        public var memories: [String] = []
        /// Names of own states and quantities that neighbours, selectors or measures read.
        public var published: [String] = []
        public var place: Place
        public var about = ""

        public init(name: String, label: String? = nil, lineage: [String], volume: Reference, place: Place) {
            self.name = name
            self.label = label ?? name
            self.lineage = lineage
            self.volume = volume
            self.place = place
            phases = [Phase(name: "live", isDead: false)]
        }
    }

    /// What a cell takes from its voxel.
    public enum Take: Sendable {
        /// Saturating: conc/min in a volume full of such cells.
        case upTo(Formula)
        /// First order: /min in a volume full of such cells.
        case at(Formula)
    }

    public enum Secretion: Sendable {
        /// Output relative to the substance's `level`, no unit.
        case scaled(Formula)
        /// amount/min of one cell.
        case amount(Formula)
        /// rate [/min] toward a concentration, in a volume full of such cells.
        case toward(rate: Formula, target: Formula)
    }

    /// How a cell moves by itself.
    public struct Walk: Sendable {
        public var speed: Formula, persistence: Formula
        public var weights: [(substance: Int, weight: Formula)]
        /// What the weights multiply, where it is not gradients: their directions, however steep they are.
        public enum Mixed: Sendable { case directions }
        public var mixes: Mixed?
        /// 0 to 1; may read the slope of the mix, and the level of mixed gradients.
        public var bias: Formula?
        /// What, besides its direction, a cell keeps until it turns; it then stands until its first turn.
        public enum Kept: Sendable { case speed }
        public var keeps: Kept?

        public init(speed: Formula, persistence: Formula, weights: [(substance: Int, weight: Formula)] = [], bias: Formula? = nil) {
            self.speed = speed
            self.persistence = persistence
            self.weights = weights
            self.bias = bias
        }
    }

    /// A stage of a cell's one life track.
    public struct Phase: Sendable {
        public var name: String
        public var isDead: Bool
        public var enter: [(state: Int, formula: Formula)] = []
        /// Replaces the type's changes of these states; in a dead phase all other states rest.
        public var changes: [(state: Int, change: Change)] = []
        public var events: [Event] = []
        /// What a dead cell still exchanges in this phase; a live one exchanges as its type does.
        public var takes: [(substance: Int, take: Take)] = []
        public var secretions: [(substance: Int, secretion: Secretion)] = []
        /// Amount of a substance that a cell leaves in its voxel when it enters this phase.
        public var leaveBehind: [(substance: Int, formula: Formula)] = []

        public init(name: String, isDead: Bool) {
            self.name = name
            self.isDead = isDead
        }
    }
}
