/// Sets that are joined two by two until none that belong together are apart (union-find).
/// - Source: Tarjan, Journal of the ACM 22 (1975) 215; here by size, with path halving.
struct DisjointSets {
    private var parent: [Int]
    private var size: [Int]

    /// As many sets of one each.
    init(_ count: Int) {
        parent = Array(0..<count)
        size = Array(repeating: 1, count: count)
    }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        guard a != b else { return }
        let (large, small) = size[a] >= size[b] ? (a, b) : (b, a)
        parent[small] = large
        size[large] += size[small]
    }

    private mutating func root(_ i: Int) -> Int {
        var i = i
        while parent[i] != i {
            parent[i] = parent[parent[i]]
            i = parent[i]
        }
        return i
    }

    /// The size of each set.
    func sizes() -> [Int] { parent.indices.filter { parent[$0] == $0 }.map { size[$0] } }
}
