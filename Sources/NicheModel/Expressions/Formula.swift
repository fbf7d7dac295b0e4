/// A checked expression: names resolved, dimensions agreed, numbers in the engine's units.
public struct Formula: Sendable {
    public var term: Term
    public var dimension: Dimension
    public var place: Place
    /// As the author wrote it; for messages and for `describe`.
    public var text: String

    public init(term: Term, dimension: Dimension, place: Place, text: String) {
        self.term = term
        self.dimension = dimension
        self.place = place
        self.text = text
    }

    public static func constant(_ value: Double, _ dimension: Dimension = .one) -> Formula {
        Formula(term: .number(value), dimension: dimension, place: Place(file: "", line: 0, column: 0), text: "\(value)")
    }

    /// The value of one that is nothing but a number.
    public var number: Double? {
        if case .number(let value) = term { return value }
        return nil
    }
}

/// The tree of an expression. Functions of the model itself are already replaced by their bodies.
public indirect enum Term: Sendable {
    case number(Double)
    /// A parameter, coupling or parameter of the cell type: its value is settled before the run.
    case parameter(String, Double)
    case reference(Reference)
    case negate(Term)
    case not(Term)
    case binary(BinaryOperator, Term, Term)
    /// `if(condition, a, b)`.
    case choice(Term, Term, Term)
    case call(Function, [Term])

    public enum BinaryOperator: Sendable, Hashable {
        case add, subtract, multiply, divide, power, less, lessOrEqual, greater, greaterOrEqual, equal, notEqual, and, or
    }

    public enum Function: String, Sendable, CaseIterable {
        case min, max, abs, sqrt, exp, log, hill, ramp, floor, sin, cos
    }
}

/// What a name in an expression stands for, once it is known where the expression lives.
public enum Reference: Sendable, Hashable {
    case time
    /// Of the own cell or segment: index into `states`, and into `lets` of its type.
    case state(Int)
    case quantity(Int)
    /// Concentration at the cell, at the wall of a segment, or in the voxel.
    case substance(Int)
    /// Whole particles in the voxel of a segment or of a particle event.
    case particle(Int)
    case bodyState(Int)
    case bodyQuantity(Int)
    /// Payload of a signal: index into `Model.signals`.
    case payload(Int)
    case pressure, volume, radius
    /// 1 in a cell that is dead, else 0.
    case isDead
    /// 1 while the cell is in this phase of its type, else 0.
    case phase(Int)
    /// Coordinate of the centre, 0 to 2.
    case position(Int)
    /// Norm of the weighted gradient, and weighted level, in `move`.
    case slope, level
    /// Particles got, and within reach, in an event over particles.
    case eaten, inReach
    /// A named quantity of the neighbour.
    case their(String)
    /// Index into `contacts` of the type.
    case contact(Int)
    /// Time since the event (index into the `memories` of the type) last happened; very long if never.
    case since(Int)
    /// What the last transport removed for this cell: index into `Model.substances` [amount/time].
    case taken(Int)
    /// How steeply a substance changes with place at the cell: index into `Model.substances` [concentration/length].
    case gradient(Int)
    /// Share of the voxel filled with the cells of `Model.fillings[index]`.
    case filled(Int)
    /// 1 where blood flows in the segment, else 0.
    case perfused
    /// Index into `Model.measures`' aggregates (only in measures and conditions of therapies).
    case aggregate(Int)
}

/// A value that may be drawn.
public struct Sampler: Sendable {
    public enum Kind: String, Sendable, CaseIterable { case fixed, uniform, normal, lognormal, exponential }
    public var kind: Kind
    /// fixed: [value]; uniform: [low, high]; normal: [mean, sd]; lognormal: [median, sigma]; exponential: [mean].
    public var arguments: [Formula]
    public init(kind: Kind, arguments: [Formula]) {
        self.kind = kind
        self.arguments = arguments
    }
}

/// Which cells are meant: types and life.
public struct Selector: Sendable, Hashable {
    public enum Life: Sendable, Hashable { case live, dead, any, phase(String) }
    /// Indices of concrete cell types.
    public var types: [Int]
    public var life: Life
    public init(types: [Int], life: Life) {
        self.types = types
        self.life = life
    }
}

/// What a cell or segment feels of the cells around it.
public struct Contact: Sendable, Hashable {
    /// Cells that hold this one, or the one that it holds.
    public enum Grip: Sendable { case holder, held }
    public var selector: Selector
    /// Centre distance [µm]; nil for touching.
    public var distance: Double?
    /// Quantity of the neighbour that is summed; nil to count.
    public var their: String?
    /// Nil for whoever is near; else each counts by the share of the step for which one holds the other.
    public var grip: Grip?
    public init(selector: Selector, distance: Double?, their: String?, grip: Grip? = nil) {
        self.selector = selector
        self.distance = distance
        self.their = their
        self.grip = grip
    }
}
