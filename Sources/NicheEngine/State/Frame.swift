/// What an observer sees of a simulation at one moment: plain values, with units, detached from the engine.
///
/// Snapshots, pictures, reports and measures are all made from frames, so looking can never change a run.
public struct Frame: Sendable {
    /// Simulated time [s].
    public var time: Int64
    /// Size of the space along x, y, z [µm].
    public var size: SIMD3<Double>
    /// Whether the space is one voxel thick.
    public var isSlice: Bool
    public var cells: Cells
    public var vessels: Vessels
    public var fields: Fields
    /// Quantities of the animal, exits and counters, by name.
    public var scalars: [(name: String, unit: String, value: Double)]

    public init(
        time: Int64, size: SIMD3<Double>, isSlice: Bool, cells: Cells = Cells(), vessels: Vessels = Vessels(), fields: Fields = Fields(),
        scalars: [(name: String, unit: String, value: Double)] = []
    ) {
        self.time = time
        self.size = size
        self.isSlice = isSlice
        self.cells = cells
        self.vessels = vessels
        self.fields = fields
        self.scalars = scalars
    }

    /// A named quantity of every cell, in the unit the model states it in; NaN in cells whose type has no such quantity.
    public struct Column: Sendable {
        public var name: String
        public var unit: String
        public var values: [Double]
        public init(name: String, unit: String, values: [Double]) {
            self.name = name
            self.unit = unit
            self.values = values
        }
    }

    /// The cells in order of ID.
    public struct Cells: Sendable {
        public var id: [UInt64] = []
        /// The ID of the cell that started or entered and that each descends from.
        public var clone: [UInt64] = []
        /// How many cells each touches, dead ones too.
        public var contacts: [UInt64] = []
        /// Centres [µm].
        public var x: [Double] = []
        public var y: [Double] = []
        public var z: [Double] = []
        /// Radii [µm].
        public var radius: [Double] = []
        /// Index into `typeNames`, and into `phaseNames`.
        public var type: [Int32] = []
        public var phase: [Int32] = []
        public var isAlive: [Bool] = []
        public var typeNames: [String] = []
        /// Colours of the types, "#rrggbb".
        public var typeColours: [String] = []
        public var phaseNames: [String] = []
        /// States, and the substances at the cell.
        public var states: [Column] = []
        public var substances: [Column] = []
        public var count: Int { id.count }
        public init() {}
    }

    /// Vessel segments: their two ends [µm], whether blood flows in them, and their states.
    public struct Vessels: Sendable {
        public var from: [SIMD3<Double>] = []
        public var to: [SIMD3<Double>] = []
        public var radius: [Double] = []
        public var isPerfused: [Bool] = []
        public var type: [Int32] = []
        public var typeNames: [String] = []
        public var states: [Column] = []
        public var count: Int { from.count }
        public init() {}
    }

    /// Substances and particles on the grid.
    ///
    /// - Shape: each column holds nx·ny·nz values, x fastest, then y, then z.
    public struct Fields: Sendable {
        public var nx = 0
        public var ny = 0
        public var nz = 0
        /// Edge of a voxel along x, y, z [µm].
        public var spacing = SIMD3<Double>(repeating: 0)
        public var columns: [Column] = []
        public init() {}
    }
}
