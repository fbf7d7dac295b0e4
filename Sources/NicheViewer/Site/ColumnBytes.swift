/// Values as they go to the page: f32 least, f32 most of those that are numbers, then f32 each.
enum ColumnBytes {
    static func bytes(of values: [Double]) -> [UInt8] {
        var (least, most) = (Double.infinity, -Double.infinity)
        for value in values where value.isFinite { (least, most) = (min(least, value), max(most, value)) }
        if least > most { (least, most) = (0, 0) }
        var writer = ByteWriter(capacity: 8 + 4 * values.count)
        writer.add(least)
        writer.add(most)
        writer.add(values.map { Float($0) })
        return writer.bytes
    }
}
