extension OMEImage {
    /// Adds a frame, or writes the frame of that time anew.
    ///
    /// - Parameters:
    ///   - time: [min], later than all frames there are, or equal to one of them.
    ///   - planes: a plane of values for each channel.
    /// - Throws: `FileFault`; the earlier frames are untouched.
    public mutating func write(time: Double, planes: [[Double]]) throws {
        var image = self
        try Draft.publish(by: "\(path)/.writing-frame") { try image.write(time: time, planes: planes, in: $0) }
        self = image
    }

    /// Adds a frame that counts once a draft is published; if that fails, this value is to be dropped for an earlier one.
    ///
    /// - Throws: `FileFault`.
    public mutating func write(time: Double, planes: [[Double]], in draft: Draft) throws {
        let size = voxels.reduce(1, *)
        precondition(planes.count == channels.count && planes.allSatisfy { $0.count == size }, "planes do not fit the image")
        let frame = times.firstIndex(of: time) ?? times.count
        let isNew = frame == times.count
        if isNew, let last = times.last, !(time > last) {
            throw FileFault(.exists, path: path, "has frames up to \(last) min; cannot add one at \(time) min before that")
        }
        for level in 0...1 {
            let array = array(level, frames: frame + 1)
            for start in stride(from: 0, to: channels.count, by: bundle) {
                let part = planes[start..<min(start + bundle, channels.count)]
                // Files of a new frame lie in their places and do not count yet; those of a frame that counts are replaced.
                try array.writeChunk(
                    [frame, start / bundle, 0, 0, 0], of: part.flatMap { level == 0 ? $0 : halved($0) },
                    shape: [1, part.count] + array.shape[2...], in: isNew ? nil : draft)
            }
        }
        if !isNew { return }
        times.append(time)
        // The time scale of viewers is the distance of the first two frames.
        if times.count <= 2 { try writeRoot(in: draft) }
        for level in [1, 0] { try array(level).writeMetadata(in: draft) }
        try writeTimes(in: draft)
    }

    /// Forgets the frames after a time [min], and what a kill left of one that never came to count: the files are then those of an image
    /// that never had them.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public mutating func removeFrames(after time: Double) throws {
        times.removeAll { $0 > time }
        // The times first: the other arrays may be longer than they say, not shorter.
        try Draft.publish(by: "\(path)/.writing-times") { try writeTimes(in: $0) }
        try Draft.publish(by: "\(path)/.writing-times") { draft in
            try writeRoot(in: draft)
            for level in [1, 0] { try array(level).writeMetadata(in: draft) }
        }
        for level in [1, 0] { try clear("\(path)/\(level)/c", from: times.count) }
        try clear("\(path)/t/c", from: (times.count + OMEImage.timesAFile - 1) / OMEImage.timesAFile)
    }

    /// Removes the chunks from an index on.
    private func clear(_ chunks: String, from index: Int) throws {
        guard DiskFiles.isFolder(chunks) else { return }
        for name in try DiskFiles.list(chunks) {
            if let chunk = Int(name), chunk >= index { try DiskFiles.removeTree("\(chunks)/\(name)") }
        }
    }

    /// The values of one channel in one frame.
    ///
    /// - Throws: `FileFault`.
    public func plane(frame: Int, channel: Int) throws -> [Double] {
        let array = array(0)
        return try array.readRegion(as: Double.self, from: [frame, channel, 0, 0, 0], shape: [1, 1] + array.shape[2...])
    }

    /// The values of every channel in one frame; each file is read once.
    ///
    /// - Throws: `FileFault`.
    public func planes(frame: Int) throws -> [[Double]] {
        let array = array(0)
        let size = voxels.reduce(1, *)
        return try stride(from: 0, to: channels.count, by: bundle).flatMap { start in
            let count = min(bundle, channels.count - start)
            let values = try array.readRegion(as: Double.self, from: [frame, start, 0, 0, 0], shape: [1, count] + array.shape[2...])
            return (0..<count).map { Array(values[$0 * size..<($0 + 1) * size]) }
        }
    }

    /// Means over blocks of two voxels a side, of what there is of a block at the edge.
    private func halved(_ plane: [Double]) -> [Double] {
        let coarse = voxels(at: 1)
        let (nx, ny, nz) = (voxels[0], voxels[1], voxels[2])
        var result = [Double](repeating: 0, count: coarse.reduce(1, *))
        var at = 0
        for z in 0..<coarse[2] {
            for y in 0..<coarse[1] {
                for x in 0..<coarse[0] {
                    var sum = 0.0
                    var count = 0.0
                    for k in 2 * z..<min(2 * z + 2, nz) {
                        for j in 2 * y..<min(2 * y + 2, ny) {
                            let row = (k * ny + j) * nx
                            for i in 2 * x..<min(2 * x + 2, nx) {
                                sum += plane[row + i]
                                count += 1
                            }
                        }
                    }
                    result[at] = sum / count
                    at += 1
                }
            }
        }
        return result
    }
}
