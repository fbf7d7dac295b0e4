import NicheFiles
import NicheTestSupport

@testable import NicheStore

/// Annotated data that another program wrote, as a Zarr store.
struct AnnDataSubject: Subject {
    private let scratch = Scratch()

    func seeds() throws -> [[UInt8]] {
        let store = "\(scratch.path)/store.zarr"
        var obs = Dataframe(index: ["a", "b"])
        obs.append("type", .categories([0, 1], names: ["red", "blue"]))
        obs.append("area", .numbers([1, 2]))
        var data = AnnData(obs: obs, variables: Dataframe(index: ["gene"]), x: [1, 2])
        data.obsm = [AnnData.Matrix("spatial", columns: 2, [1, 2, 3, 4])]
        try AnnDataWriter.write(data, to: store)
        return [try Bundle(of: store).bytes, Array(Self.version2.utf8)]
    }

    func read(_ bytes: [UInt8]) throws {
        let store = "\(scratch.path)/read.zarr"
        try Bundle(bytes).write(to: store)
        _ = try AnnDataPlaces(path: store, key: "spatial", column: "type")
    }

    /// As zarr-python 2 writes it, its chunks not packed.
    private static let version2 = """

        === .zgroup
        {"zarr_format": 2}
        === obs/.zgroup
        {"zarr_format": 2}
        === obs/type/.zarray
        {"zarr_format": 2, "shape": [2], "chunks": [2], "dtype": "<U3", "compressor": null, "fill_value": "", "order": "C", "filters": null}
        === obs/type/0
        r\0\0\0e\0\0\0d\0\0\0b\0\0\0l\0\0\0u\0\0\0
        === obsm/.zgroup
        {"zarr_format": 2}
        === obsm/spatial/.zarray
        {"zarr_format": 2, "shape": [2, 2], "chunks": [2, 2], "dtype": "|u1", "compressor": null, "fill_value": 0, "order": "C", "filters": null}
        === obsm/spatial/0.0
        abcd
        """
}
