import NicheModel

extension Vocabulary {
    /// Every verb of the engine, each stated beside its code.
    public static let standard = Vocabulary(
        (CellVerbs.all.map { $0.entry } + VesselVerbs.all.map { $0.entry }).reduce(into: []) { entries, entry in
            if !entries.contains(where: { $0.word == entry.word }) { entries.append(entry) }
        })
}
