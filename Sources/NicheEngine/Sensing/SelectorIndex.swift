import NicheModel

/// All selectors of a model's contacts, made quick: whom each means, by species, which is type and phase in one number.
final class SelectorIndex {
    /// One selector.
    struct Entry {
        /// By species.
        let flags: UnsafePointer<Bool>
    }

    private let width: Int
    private let speciesCount: Int
    private var entries: [Selector: Entry] = [:]
    private let model: Model

    init(_ model: Model) {
        self.model = model
        width = model.cellTypes.map(\.phases.count).max() ?? 1
        speciesCount = max(1, width * model.cellTypes.count)
    }

    deinit {
        for entry in entries.values { UnsafeMutablePointer(mutating: entry.flags).deallocate() }
    }

    @inline(__always)
    func species(type: Int, phase: Int) -> Int { type &* width &+ phase }

    /// The entry of a selector, made when it is first asked for.
    func entry(_ selector: Selector) -> Entry {
        if let entry = entries[selector] { return entry }
        let flags = UnsafeMutablePointer<Bool>.allocate(capacity: speciesCount)
        flags.initialize(repeating: false, count: speciesCount)
        let filter = Filter(selector, model)
        for (type, entry) in model.cellTypes.enumerated() {
            for phase in entry.phases.indices where filter.contains(type: type, phase: phase) {
                flags[species(type: type, phase: phase)] = true
            }
        }
        let entry = Entry(flags: UnsafePointer(flags))
        entries[selector] = entry
        return entry
    }
}
