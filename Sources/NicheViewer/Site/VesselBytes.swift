import NicheEngine

/// Vessel segments as they go to the page: u32 count, then of each f32 from x, y, z, to x, y, z, radius [µm], and 1 where blood flows.
enum VesselBytes {
    static func bytes(of vessels: Frame.Vessels) -> [UInt8] {
        var writer = ByteWriter(capacity: 4 + 32 * vessels.count)
        writer.add(vessels.count)
        for i in 0..<vessels.count {
            let (from, to) = (vessels.from[i], vessels.to[i])
            writer.add([from.x, from.y, from.z, to.x, to.y, to.z, vessels.radius[i], vessels.isPerfused[i] ? 1 : 0].map { Float($0) })
        }
        return writer.bytes
    }
}
