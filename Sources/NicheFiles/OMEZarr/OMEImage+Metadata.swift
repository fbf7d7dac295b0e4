extension OMEImage {
    func writeRoot(in draft: Draft? = nil) throws {
        let space = ["z", "y", "x"].map { JSON.object([.init("name", JSON($0)), .init("type", "space"), .init("unit", "micrometer")]) }
        let axes = [["name": "t", "type": "time", "unit": "minute"], ["name": "c", "type": "channel"]] + space
        let image: JSON = [
            "name": "fields", "axes": .array(axes), "datasets": [dataset(0), dataset(1)],
        ]
        let listed = channels.map { channel in JSON.object([.init("name", JSON(channel.name)), .init("unit", JSON(channel.unit))]) }
        _ = try ZarrGroup(
            creating: path,
            attributes: [
                "ome": [
                    "version": "0.5", "multiscales": [image],
                    "omero": ["channels": .array(channels.enumerated().map { shown($0, $1) })],
                ],
                "niche": ["channels": .array(listed), "spacing": JSON(spacing)],
            ], in: draft)
    }

    /// How a viewer shows a channel to begin with; the format wants a window of values, and 0 to 1 is a guess.
    private func shown(_ index: Int, _ channel: Channel) -> JSON {
        let colours = ["00FFFF", "FF00FF", "FFFF00", "00FF00", "FF0000", "0080FF"]
        return [
            "label": JSON(channel.name), "color": JSON(colours[index % colours.count]), "active": true,
            "window": ["min": 0.0, "max": 1.0, "start": 0.0, "end": 1.0],
        ]
    }

    private func dataset(_ level: Int) -> JSON {
        let factors = voxels.map { level == 1 && $0 > 1 ? 2.0 : 1.0 }
        let scale = zip(spacing, factors).map { $0 * $1 }
        let step = times.count > 1 ? times[1] - times[0] : 1
        return [
            "path": JSON("\(level)"),
            "coordinateTransformations": [
                ["type": "scale", "scale": JSON([step, 1] + scale.reversed())],
                // The centre of the first voxel.
                ["type": "translation", "translation": JSON([times.first ?? 0, 0] + scale.reversed().map { $0 / 2 })],
            ],
        ]
    }

    func writeCoordinates() throws {
        try ZarrArray(at: "\(path)/c", type: .string, shape: [channels.count], dimensionNames: ["c"]).write(channels.map(\.name))
        for (axis, name) in ["x", "y", "z"].enumerated() {
            let centres = (0..<voxels[axis]).map { (Double($0) + 0.5) * spacing[axis] }
            try ZarrArray(
                at: "\(path)/\(name)", type: .float64, shape: [centres.count], dimensionNames: [name], attributes: ["units": "um"]
            ).write(centres)
        }
    }

    /// Rewrites the list of times, whose growth makes a frame count.
    func writeTimes(in draft: Draft? = nil) throws {
        let length = OMEImage.timesAFile
        let array = ZarrArray(
            at: "\(path)/t", type: .float64, shape: [times.count], chunk: [length], dimensionNames: ["t"], attributes: ["units": "min"])
        try DiskFiles.makeFolder("\(path)/t/c")
        if let last = times.indices.last {
            let index = last / length
            let part = Array(times[(index * length)...])
            try array.writeChunk([index], of: part, shape: [part.count], in: draft)
        }
        try array.writeMetadata(in: draft)
    }
}
