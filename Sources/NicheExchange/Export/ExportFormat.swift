/// What snapshots can be written as for other tools.
public enum ExportFormat: String, CaseIterable, Sendable {
    /// Tables of cells, vessels and voxels as text, and in Apache Parquet.
    case csv, parquet
    /// Points, lines and images for ParaView and pyvista.
    case vtk
    /// One AnnData file a snapshot.
    case h5ad
    /// One SpatialData store a snapshot: fields as image, cells as circles with their table.
    case spatialdata
    /// All fields of all snapshots as one image.
    case omeTIFF = "ome-tiff"
    /// What PhysiCell itself writes, for pcdl, PhysiCell Studio and scripts of one's own.
    case multicellds
}
