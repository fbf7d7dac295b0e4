import NicheEngine

/// The cells of a frame as they go to the page: 10 bytes a cell, and 4 for each value that is asked for.
///
///     u32 count, f32 time [s], f32 size x, y, z [µm], f32 largest radius [µm]
///     u16 x, y, z of each cell, as shares of the size from 0 to 65,535     (a slice of 2 mm is resolved to 31 nm)
///     u16 radius of each, as shares of the largest
///     u8 type of each
///     u8 phase of each, plus 128 for the dead
///
/// Cells stand in order of ID, so a place in the list tells which is meant.
enum CellBytes {
    static func bytes(of frame: Frame.Cells, time: Int64, size: SIMD3<Double>) -> [UInt8] {
        let largest = frame.radius.max() ?? 0
        var writer = ByteWriter(capacity: 24 + 10 * frame.count)
        writer.add(frame.count)
        writer.add(Double(time))
        for axis in 0..<3 { writer.add(size[axis]) }
        writer.add(largest)
        for (values, whole) in [(frame.x, size.x), (frame.y, size.y), (frame.z, size.z), (frame.radius, largest)] {
            writer.add(values.map { share($0, of: whole) })
        }
        writer.add(frame.type.map { UInt8(clamping: $0) })
        writer.add(zip(frame.phase, frame.isAlive).map { UInt8(clamping: max($0, 0)) & 127 | ($1 ? 0 : 128) })
        return writer.bytes
    }

    private static func share(_ value: Double, of whole: Double) -> UInt16 {
        guard whole > 0, value.isFinite else { return 0 }
        return UInt16(min(max(value / whole, 0), 1) * 65_535 + 0.5)
    }
}
