extension Model {
    /// What a cell, a segment or the body remembers.
    public struct State: Sendable {
        public enum Inheritance: String, Sendable { case copy, split, redraw }
        public var name: String, about: String
        public var start: Sampler
        public var inheritance: Inheritance
        /// What becomes of it when the cell becomes one of another type that has it, too; nil where it goes along.
        public enum Becoming: Sendable { case anew }
        public var becoming: Becoming?
        public var dimension: Dimension
        /// Unit it was written in, with its factor: for display, and as the scale of the integrator's error.
        public var unit: String, unitFactor: Double
        public var isCounted: Bool
        public var module: String, place: Place

        public init(
            name: String, start: Sampler, inheritance: Inheritance = .copy, dimension: Dimension = .one, unit: String = "",
            unitFactor: Double = 1,
            isCounted: Bool = false, about: String = "", module: String = "", place: Place
        ) {
            self.name = name
            self.about = about
            self.start = start
            self.inheritance = inheritance
            self.dimension = dimension
            self.unit = unit
            self.unitFactor = unitFactor
            self.isCounted = isCounted
            self.module = module
            self.place = place
        }
    }

    /// A definition: the value of a formula, under a name.
    public struct Quantity: Sendable {
        public var name: String, about: String
        public var formula: Formula
        public var module: String
        /// Terms with the module each came from, for `describe`: ("" for the base, "+" or "*").
        public var parts: [(operation: String, text: String, module: String)]
        /// Stands for a parameter that a neighbour reads; no author wrote it.
        public var isImplicit = false

        public init(name: String, about: String = "", formula: Formula, module: String = "") {
            self.name = name
            self.about = about
            self.formula = formula
            self.module = module
            parts = [("", formula.text, module)]
        }
    }

    /// How a state moves in time.
    public enum Change: Sendable {
        case rate(Formula)
        /// Relaxes to target over a time constant; noise amplitude [unit/√time], reflected above a bound.
        case toward(target: Formula, over: Formula, noise: Formula?, above: Formula?)
    }

    /// The animal around the tissue.
    public struct Body: Sendable {
        public var states: [State] = [], quantities: [Quantity] = []
        public var changes: [(state: Int, change: Change)] = []
        public init() {}
    }
}
