/// A model, read, assembled from its modules and checked: all that the engine needs to know.
///
/// Every number is in the engine's units (µm, min, zmol, mmHg, Gy; see `Units`), times of the schedule in seconds.
public struct Model: Sendable {
    public var title = ""
    public var about = ""
    public var source = ""
    public var units = Units()
    /// The files the model was assembled from, first the model itself: name as a module, path and bytes as read.
    public var files: [(name: String, path: String, bytes: [UInt8])] = []
    /// The tables that the model names, once they have been read: path and bytes as read.
    public var data: [(path: String, bytes: [UInt8])] = []
    /// The modules in the order in which they were laid on top of each other, and what each says it is about.
    public var modules: [(name: String, title: String, about: String)] = []
    /// Settings applied on top (path = value), in order.
    public var settings: [(name: String, value: String)] = []
    public var warnings: [Problem] = []

    public var couplings: [Coupling] = []
    public var parameters: [Parameter] = []
    public var substances: [Substance] = []
    public var reactions: [Reaction] = []
    public var particles: [Particle] = []
    public var body = Body()
    public var signals: [Signal] = []
    /// Concrete cell types only, in order of first appearance; abstract ones are folded into them.
    public var cellTypes: [CellType] = []
    public var vesselTypes: [VesselType] = []
    /// Selectors that particle events ask `filled(…)` of.
    public var fillings: [Selector] = []
    /// Names of all tallies: counters of the run. The first three are kept by the engine: "left", "entered" and "lost".
    public var tallies: [String] = []
    public var space = SpaceModel()
    public var time = TimeModel()
    public var placements: [Placement] = []
    public var clamps: [Clamp] = []
    public var therapies: [Therapy] = []
    /// Names of the genotypes the model offers.
    public var genotypes: [String] = []
    public var measures: [Measure] = []
    public var aggregates: [Aggregate] = []

    public init() {}
}
