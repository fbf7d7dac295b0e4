import NicheEngine
import NicheFiles

/// Parts of a snapshot, for whoever shows a run and cannot wait for all of it.
extension SnapshotReader {
    /// What there is to see in a snapshot: names and units without values.
    public struct Outline: Sendable {
        /// [µm]
        public var size: SIMD3<Double>
        public var isSlice: Bool
        public var types: [String]
        /// Colours of the types, "#rrggbb".
        public var colours: [String]
        public var phases: [String]
        public var states: [(name: String, unit: String)]
        public var substances: [(name: String, unit: String)]
        public var fields: [(name: String, unit: String)]
        /// Voxels along x, y, z.
        public var voxels: [Int]
        public var hasVessels: Bool
    }

    /// - Throws: `FileFault`.
    public func outline(at index: Int) throws -> Outline {
        let group = try group(index)
        let described = SnapshotAttributes(group)
        let (size, isSlice) = try space(group.group("uns"))
        let variables = try Dataframe(opening: "\(group.path)/var")
        guard case .strings(let units) = try variables.values("unit", path: "\(group.path)/var") else { throw described.fault("var") }
        let image = try described.flag("has_fields") ? OMEImage(opening: "\(path)/fields") : nil
        return Outline(
            size: size, isSlice: isSlice, types: try described.names("types"), colours: try described.names("colours"),
            phases: try described.names("phases"), states: try described.titles("states").map { ($0.name, $0.unit) },
            substances: zip(variables.index, units).map { ($0, $1) }, fields: image?.channels.map { ($0.name, $0.unit) } ?? [],
            voxels: try described.numbers("voxels", count: 3).map { Int(exactly: $0) ?? 0 }, hasVessels: try described.flag("has_vessels"))
    }

    /// Edges of the space [µm].
    ///
    /// - Throws: `FileFault`.
    public func size(at index: Int) throws -> SIMD3<Double> { try space(group(index).group("uns")).size }

    /// The cells of a snapshot.
    ///
    /// - Parameter columns: of their states and substances only these; nil for all.
    /// - Throws: `FileFault`.
    public func cells(at index: Int, columns: Set<String>? = nil) throws -> Frame.Cells {
        try Frame.Cells(from: group(index), columns: columns)
    }

    /// - Throws: `FileFault`.
    public func vessels(at index: Int) throws -> Frame.Vessels {
        guard try SnapshotAttributes(group(index)).flag("has_vessels") else { return Frame.Vessels() }
        return try Frame.Vessels(from: "\(path)/vessels/\(frames[index].name)")
    }

    /// The values of a field, x fastest; nil where there is none of this name.
    ///
    /// - Throws: `FileFault`.
    public func field(at index: Int, named name: String) throws -> [Double]? {
        guard try SnapshotAttributes(group(index)).flag("has_fields") else { return nil }
        let image = try OMEImage(opening: "\(path)/fields")
        guard let channel = image.channels.firstIndex(where: { $0.name == name }),
            let frame = image.times.firstIndex(of: OMEImage.minutes(frames[index].timeSeconds))
        else { return nil }
        return try image.plane(frame: frame, channel: channel)
    }

    func group(_ index: Int) throws -> ZarrGroup { try ZarrGroup(opening: "\(path)/cells/\(frames[index].name)") }
}
