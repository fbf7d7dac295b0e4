/// What divides the space: planes for cells alone, and boxes to put things into.
extension Assembly {
    /// `membranes: {z: 100 um}`, `{x: [200 um, 400 um]}`: planes that cells neither cross nor feel through, and substances pass.
    func membranes(_ tree: Tree) throws -> [[Double]] {
        var planes: [[Double]] = [[], [], []]
        for (axis, name, tree) in try axes(tree, "membranes are planes across an axis: {z: 100 um}") {
            let what = "a membrane across \(name)"
            if model.space.edges[axis] == .periodic {
                throw ModelFault(tree.place, "\(what) divides nothing where \(name) is periodic; close its edges")
            }
            if axis == 2, let size = model.space.size, size.z <= model.space.voxel.z {
                throw ModelFault(tree.place, "\(what) has no place in a slice, where all cells lie in one plane")
            }
            for item in tree.items ?? [tree] {
                let plane = try constant(item, .length, what, .positive)
                if let size = model.space.size, plane >= size[axis] {
                    throw ModelFault(
                        item.place, "\(what) at \(item.line) lies outside the space, which is \(number(size[axis])) um wide there")
                }
                if let last = planes[axis].last, plane <= last {
                    throw ModelFault(item.place, "membranes are written in ascending order, found \(item.line) after \(number(last)) um")
                }
                planes[axis].append(plane)
            }
        }
        return planes
    }

    /// `box: {z: [100 um, 200 um]}`: from a side to a side along the axes named, and all of the others.
    func box(_ tree: Tree) throws -> Model.Placement.Where {
        var low = SIMD3<Double>(repeating: 0)
        var high = model.space.size ?? SIMD3(repeating: .infinity)
        for (axis, name, tree) in try axes(tree, "a box is said by its sides: {z: [100 um, 200 um]}") {
            guard let sides = tree.items, sides.count == 2 else {
                throw ModelFault(tree.place, "the sides of a box along \(name) are two lengths: [100 um, 200 um], found \(tree.line)")
            }
            low[axis] = try constant(sides[0], .length, "a side of a box", .notNegative)
            high[axis] = min(high[axis], try constant(sides[1], .length, "a side of a box", .positive))
            guard low[axis] < high[axis] else {
                throw ModelFault(tree.place, "a box has its lower side first, and lies in the space; found \(tree.line)")
            }
        }
        return .box(low: low, high: high)
    }

    /// The axes of a map, in their order.
    private func axes(_ tree: Tree, _ usage: String) throws -> [(axis: Int, name: String, tree: Tree)] {
        guard let entries = tree.entries, !entries.isEmpty else { throw ModelFault(tree.place, "\(usage); found \(tree.kind)") }
        let names = ["x", "y", "z"]
        return try entries.map { key, value in
            guard let axis = names.firstIndex(of: key.text ?? "") else {
                throw ModelFault(key.place, "an axis is x, y or z, found \"\(key.line)\"; \(usage)")
            }
            return (axis, names[axis], value)
        }.sorted { $0.axis < $1.axis }
    }
}
