import NicheMath
import NicheModel

/// Vessels of a table. Blood flows through all of them; they are joined where they share an end, and stay so.
extension Simulation {
    /// Long segments are cut into pieces of the type's length, since exchange, entry and hazards are those of a piece.
    func placeNetwork(_ type: Int, _ table: Model.SegmentTable, _ placement: Model.Placement) throws {
        guard !table.segments.isEmpty else {
            throw ModelFault(placement.place, "the table \(table.file.path) has not been read, or has no rows")
        }
        let kind = vesselKinds[type]
        for segment in table.segments {
            let (from, to) = try ends(of: segment, table, placement)
            let d = to - from
            let length = (d * d).sum().squareRoot()
            let pieces = segment.to == nil ? 1 : max(1, Int((length / kind.type.segment).rounded()))
            func point(_ i: Int) -> SIMD3<Double> { i == pieces ? to : from + d * (Double(i) / Double(pieces)) }
            for i in 0..<pieces { place(piece: point(i), point(i + 1), kind, segment.radius) }
        }
    }

    private func place(piece from: SIMD3<Double>, _ to: SIMD3<Double>, _ kind: VesselKind, _ radius: Double?) {
        let vessels = state.vessels[kind.index]
        let key = Keys.child(of: UInt64(kind.index) &+ 0x7AB1E, ordinal: state.nextID)
        let row = vessels.append(id: state.nextID, key: key, from: from, to: to, isOpen: true, time: 0)
        state.nextID += 1
        if let radius { vessels[.radius][row] = radius }
        startSegment(kind, vessels, row)
    }

    /// In a slice a point becomes a crossing, and a segment lies in the plane.
    private func ends(
        of segment: Model.Segment, _ table: Model.SegmentTable, _ placement: Model.Placement
    ) throws -> (SIMD3<Double>, SIMD3<Double>) {
        var (from, to) = (segment.from, segment.to ?? segment.from)
        if grid.isSlice {
            (from.z, to.z) = (grid.size.z / 2, grid.size.z / 2)
            if segment.to == nil { (from.z, to.z) = (0, grid.size.z) }
        }
        for p in [from, to] {
            for axis in 0..<3 where p[axis] < 0 || p[axis] > grid.size[axis] {
                throw ModelFault(
                    placement.place,
                    "line \(segment.line) of \(table.file.path): a vessel at (\(p.x), \(p.y), \(p.z)) um lies outside the space of "
                        + "\(grid.size.x) x \(grid.size.y) x \(grid.size.z) um")
            }
        }
        return (from, to)
    }
}
