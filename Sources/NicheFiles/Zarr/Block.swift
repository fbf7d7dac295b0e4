/// Copies a rectangular block between two arrays in C order (the last axis fastest) that need not be of the same shape.
struct Block {
    /// Lengths of the block.
    var extent: [Int]
    /// Shape of the array read and the block's corner in it.
    var source: (shape: [Int], corner: [Int])
    /// Shape of the array written and the block's corner in it.
    var target: (shape: [Int], corner: [Int])

    /// - Parameter width: bytes a value.
    func copy(from: UnsafeRawBufferPointer, to: UnsafeMutableRawBufferPointer, width: Int) {
        if extent.contains(0) { return }
        // Trailing axes that are whole on both sides lie side by side, so a run covers them and one axis more.
        var runAxis = extent.count
        var run = 1
        while runAxis > 0 {
            runAxis -= 1
            run *= extent[runAxis]
            if extent[runAxis] != source.shape[runAxis] || extent[runAxis] != target.shape[runAxis] { break }
        }
        var index = extent.map { _ in 0 }
        while true {
            let start = offset(index, source.shape, source.corner) * width
            let end = offset(index, target.shape, target.corner) * width
            to.baseAddress!.advanced(by: end).copyMemory(from: from.baseAddress!.advanced(by: start), byteCount: run * width)
            guard let axis = (0..<runAxis).last(where: { index[$0] + 1 < extent[$0] }) else { return }
            index[axis] += 1
            for later in (axis + 1)..<max(axis + 1, index.count) { index[later] = 0 }
        }
    }

    private func offset(_ index: [Int], _ shape: [Int], _ corner: [Int]) -> Int {
        var offset = 0
        for axis in shape.indices { offset = offset * shape[axis] + corner[axis] + index[axis] }
        return offset
    }
}
