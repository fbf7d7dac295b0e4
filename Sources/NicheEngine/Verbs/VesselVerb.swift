import NicheMath
import NicheModel

/// An event that happens to a segment.
struct VesselFiring {
    var kind: VesselKind
    var row: Int
    var compiled: CompiledEvent
}

/// What a vessel can do.
protocol VesselVerb: SendableMetatype {
    static var entry: VerbEntry { get }
    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) throws
}

enum VesselVerbs {
    static let all: [any VesselVerb.Type] = [Sprout.self, Regress.self, Occlude.self, Spill.self, NoteSegment.self]
    private static let table = Dictionary(uniqueKeysWithValues: all.map { ($0.entry.word, $0) })
    static func verb(_ word: String) -> (any VesselVerb.Type)? { table[word] }
}

/// `note` of a segment: nothing but its effects.
enum NoteSegment: VesselVerb {
    static let entry = Note.entry
    static func carryOut(_ firing: VesselFiring, _ draws: inout Draws, _ gone: inout Set<Int>, in simulation: Simulation) {}
}
