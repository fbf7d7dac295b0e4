/// What the language must know of a verb: who may do it, to what, and which words may stand beside it.
public struct VerbEntry: Sendable {
    public enum Subject: String, Sendable, CaseIterable { case cell, vessel, particle }

    /// What follows the verb: nothing ("leave"), a phase ("enter apoptotic"), a cell type ("become macrophage"), a particle
    /// ("spill red_cell"), or a phase that may be left out ("divide into G1").
    public enum Object: Sendable { case none, phase, type, particle, optionalPhase }

    /// Words that may stand beside the verb; the raw value is the word in the model.
    public enum Key: String, Sendable, CaseIterable {
        case at, after, when, on, every, chance, set, tally, yield, amount, within, lasting, each
        case stages = "in"
        case oneOf = "one of"
    }

    public var word: String
    public var subjects: Set<Subject>
    public var object: Object
    /// "they enter apoptotic": the verb may act on the neighbour of a pair.
    public var mayActOnNeighbour: Bool
    /// The verb makes sense only with `each` or `one of`.
    public var needsPair: Bool
    public var keys: Set<Key>
    /// It may happen many times in a step, in continuous time.
    public var isWithinStep: Bool

    public init(
        _ word: String, subjects: Set<Subject>, object: Object = .none, mayActOnNeighbour: Bool = false, needsPair: Bool = false,
        keys: Set<Key> = Key.common, isWithinStep: Bool = false
    ) {
        self.word = word
        self.subjects = subjects
        self.object = object
        self.mayActOnNeighbour = mayActOnNeighbour
        self.needsPair = needsPair
        self.keys = keys
        self.isWithinStep = isWithinStep
    }

    /// Words without which the verb says too little, besides a trigger.
    var required: Set<Key> { keys.intersection([.amount, .within, .lasting]) }
}

extension VerbEntry.Key {
    /// Triggers: exactly one of them stands beside each verb.
    public static let triggers: Set<Self> = [.at, .after, .when, .on, .every]
    /// What any event may have: a trigger, stages, a chance, sets and tallies.
    public static let common: Set<Self> = triggers.union([.stages, .chance, .set, .tally])
    /// Neighbours.
    public static let pairs: Set<Self> = [.each, .oneOf]
}
