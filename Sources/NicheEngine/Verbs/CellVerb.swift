import NicheModel

/// What a cell can do. The word in the model is the file in this folder.
protocol CellVerb: SendableMetatype {
    static var entry: VerbEntry { get }
    /// Place among proposals that meet, lowest first; nil if the verb concerns no other cell and always happens.
    static func rank(of event: Model.Event, isDeath: Bool) -> Int?
    static func carryOut(_ firing: Firing, _ event: Model.Event, in simulation: Simulation) throws
}

enum CellVerbs {
    static let all: [any CellVerb.Type] = [
        Divide.self, Enter.self, Become.self, Leave.self, Vanish.self, Engulf.self, Fuse.self, Hold.self, Release.self,
        Note.self,
    ]
    private static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.entry.word, $0) })
    static func verb(_ word: String) -> (any CellVerb.Type)? { table[word] }
}
