import NicheEngine
import NicheFiles
import NicheStore

/// A snapshot as a SpatialData store (0.7): fields as an image, cells as circles, and the cells' table about them.
enum SpatialDataStore {
    private static let region = "cells"

    static func write(_ frame: Frame, to path: String) throws {
        _ = try ZarrGroup(
            creating: path, attributes: ["spatialdata_attrs": ["version": "0.2", "spatialdata_software_version": "0.7.3"]])
        if !frame.fields.columns.isEmpty {
            _ = try ZarrGroup(creating: "\(path)/images")
            try write(frame.fields, to: "\(path)/images/fields")
        }
        _ = try ZarrGroup(creating: "\(path)/shapes")
        try writeCircles(frame, to: "\(path)/shapes/\(region)")
        _ = try ZarrGroup(creating: "\(path)/tables")
        try AnnDataWriter.write(table(of: frame), to: "\(path)/tables/table")
    }

    /// The snapshot's own table; each row belongs to the circle with its ID.
    private static func table(of frame: Frame) -> AnnData {
        var data = frame.annData()
        data.obs.append("region", .categories([Int32](repeating: 0, count: frame.cells.count), names: [region]))
        data.obs.append("instance", .integers(frame.cells.id.map { Int64($0) }))
        data.obs = data.obs.withNamesApart
        data.uns.append(
            (
                "spatialdata_attrs",
                .dictionary([("region", .text(region)), ("region_key", .text("region")), ("instance_key", .text("instance"))])
            ))
        data.attributes = [
            .init("spatialdata-encoding-type", "ngff:regions_table"), .init("region", JSON(region)), .init("region_key", "region"),
            .init("instance_key", "instance"), .init("version", "0.2"),
        ]
        return data
    }

    private static func writeCircles(_ frame: Frame, to path: String) throws {
        let cells = frame.cells
        let axes = frame.isSlice ? ["x", "y"] : ["x", "y", "z"]
        _ = try ZarrGroup(
            creating: path,
            attributes: [
                "encoding-type": "ngff:shapes", "axes": JSON(axes),
                "coordinateTransformations": [transformation("identity", from: axes, [:])], "spatialdata_attrs": ["version": "0.3"],
            ])
        var table = ParquetTable(rows: cells.count)
        table.append(
            "geometry",
            .bytes((0..<cells.count).map { point(frame.isSlice ? [cells.x[$0], cells.y[$0]] : [cells.x[$0], cells.y[$0], cells.z[$0]]) }))
        table.append("radius", .numbers(cells.radius))
        table.append("id", .integers(cells.id.map { Int64($0) }))
        table.metadata = [("geo", geo(frame.isSlice).text), ("pandas", pandas.text)]
        try DiskFiles.writeInPlace(table.file, to: "\(path)/shapes.parquet")
    }

    /// A point as well-known binary: byte order, kind, coordinates.
    private static func point(_ coordinates: [Double]) -> [UInt8] {
        var bytes: [UInt8] = [1]
        withUnsafeBytes(of: UInt32(coordinates.count == 3 ? 1001 : 1).littleEndian) { bytes += $0 }
        coordinates.withUnsafeBytes { bytes += $0 }
        return bytes
    }

    private static func geo(_ isSlice: Bool) -> JSON {
        [
            "version": "1.0.0", "primary_column": "geometry",
            "columns": ["geometry": ["encoding": "WKB", "geometry_types": [isSlice ? "Point" : "Point Z"], "crs": .null]],
        ]
    }

    private static var pandas: JSON {
        func column(_ name: String, _ type: String, _ numpy: String) -> JSON {
            ["name": JSON(name), "field_name": JSON(name), "pandas_type": JSON(type), "numpy_type": JSON(numpy), "metadata": .null]
        }
        return [
            "index_columns": ["id"], "column_indexes": [], "pandas_version": "2.0.0",
            "columns": [column("geometry", "bytes", "object"), column("radius", "float64", "float64"), column("id", "int64", "int64")],
        ]
    }

    private static func write(_ fields: Frame.Fields, to path: String) throws {
        // Tools take an image of one layer for flat only if it has no depth at all.
        let isFlat = fields.nz == 1
        let axes = isFlat ? ["c", "y", "x"] : ["c", "z", "y", "x"]
        let scale = isFlat ? [1, fields.spacing.y, fields.spacing.x] : [1, fields.spacing.z, fields.spacing.y, fields.spacing.x]
        let plain: JSON = ["type": "scale", "scale": JSON([Double](repeating: 1, count: axes.count))]
        let image: JSON = [
            "name": "/images/fields", "axes": described(axes), "datasets": [["path": "s0", "coordinateTransformations": [plain]]],
            "coordinateTransformations": [transformation("scale", from: axes, ["scale": JSON(scale)])],
        ]
        let group = try ZarrGroup(
            creating: path,
            attributes: [
                "ome": [
                    "version": "0.5-dev-spatialdata",
                    "omero": ["channels": .array(fields.columns.map { ["label": JSON($0.name)] })], "multiscales": [image],
                ], "spatialdata_attrs": ["version": "0.3"],
            ])
        let shape = [fields.columns.count] + (isFlat ? [] : [fields.nz]) + [fields.ny, fields.nx]
        try ZarrArray(at: "\(group.path)/s0", type: .float64, shape: shape, chunk: [1] + shape.dropFirst(), dimensionNames: axes)
            .write(fields.columns.flatMap(\.values))
    }

    private static func transformation(_ type: String, from axes: [String], _ more: JSON) -> JSON {
        let members: [JSON.Member] = [
            .init("type", JSON(type)), .init("input", ["name": JSON(axes.joined()), "axes": described(axes)]),
            .init("output", ["name": "global", "axes": described(axes)]),
        ]
        return .object(members + (more.members ?? []))
    }

    private static func described(_ axes: [String]) -> JSON {
        .array(
            axes.map { axis in
                axis == "c"
                    ? ["name": "c", "type": "channel"] : ["name": JSON(axis), "type": "space", "unit": "unit"]
            })
    }
}
