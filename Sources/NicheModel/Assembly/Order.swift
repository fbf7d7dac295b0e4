/// An order in which everything comes after what it depends on, found without recursion: a model may chain thousands of definitions.
enum Order {
    /// - Returns: the order of `0..<count`, and the members of a first circle if there is one (which the order then leaves out).
    static func sort(_ count: Int, dependencies: (Int) -> [Int]) -> (order: [Int], circle: [Int]) {
        var missing = [Int](repeating: 0, count: count)
        var users = [[Int]](repeating: [], count: count)
        for i in 0..<count {
            for d in Set(dependencies(i)) {
                missing[i] += 1
                users[d].append(i)
            }
        }
        var order = (0..<count).filter { missing[$0] == 0 }
        var next = 0
        while next < order.count {
            for user in users[order[next]] {
                missing[user] -= 1
                if missing[user] == 0 { order.append(user) }
            }
            next += 1
        }
        guard order.count < count else { return (order, []) }
        // Whoever is left depends on someone left: going from one to the next ends in a circle.
        var position = [Int](repeating: -1, count: count)
        var path: [Int] = []
        var i = (0..<count).first { missing[$0] > 0 }!
        while position[i] < 0 {
            position[i] = path.count
            path.append(i)
            i = dependencies(i).filter { missing[$0] > 0 }.min()!
        }
        return (order, Array(path[position[i]...]))
    }
}
