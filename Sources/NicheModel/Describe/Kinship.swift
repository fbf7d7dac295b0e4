/// The tree of the cell types: what holds for all cells of an ancestor is said once, under the ancestor.
struct Kinship {
    /// A cell type or an ancestor of some.
    struct Owner {
        var name: String
        /// Indices of the concrete types that it stands for.
        var types: [Int]
    }

    /// Ancestors before their descendants.
    let owners: [Owner]
    private let lineages: [[Int]]

    init(_ types: [Model.CellType]) {
        var owners: [Owner] = []
        var lineages: [[Int]] = []
        for (i, type) in types.enumerated() {
            var lineage: [Int] = []
            for name in type.lineage.isEmpty ? [type.name] : type.lineage {
                if let known = owners.firstIndex(where: { $0.name == name }) {
                    owners[known].types.append(i)
                    lineage.append(known)
                } else {
                    lineage.append(owners.count)
                    owners.append(Owner(name: name, types: [i]))
                }
            }
            lineages.append(lineage)
        }
        self.owners = owners
        self.lineages = lineages
    }

    /// For each owner, what all its types have and nobody above can say.
    ///
    /// - Parameter items: those of each concrete type; two are the same if their keys are.
    func share<Item>(_ items: [[Item]], by key: (Item) -> String) -> [[Item]] {
        let keys = items.map { Set($0.map(key)) }
        var shared: [[Item]] = owners.map { _ in [] }
        var said: [Set<String>] = owners.map { _ in [] }
        for (type, own) in items.enumerated() {
            for item in own {
                let owner = owner(of: key(item), type, keys)
                if said[owner].insert(key(item)).inserted { shared[owner].append(item) }
            }
        }
        return shared
    }

    func share(_ lines: [[String]]) -> [[String]] { share(lines) { $0 } }

    private func owner(of key: String, _ type: Int, _ keys: [Set<String>]) -> Int {
        let lineage = lineages[type]
        let all = lineage.first { owners[$0].types.allSatisfy { keys[$0].contains(key) } } ?? lineage[lineage.count - 1]
        // Of several ancestors with the same descendants, the nearest.
        return lineage.last { owners[$0].types == owners[all].types } ?? all
    }

    /// The name of a set of concrete types: their ancestor's, if it has no others.
    func name(_ types: [Int]) -> String? { owners.last { $0.types == types.sorted() }?.name }
}
