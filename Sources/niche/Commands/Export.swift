import ArgumentParser
import NicheExchange
import NicheFiles
import NicheStore

extension ExportFormat: ExpressibleByArgument {}

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the snapshots of a run for other tools.",
        discussion: """
            niche export runs/with --to csv                    tables of cells, vessels and voxels
            niche export runs/with --to parquet                the same for pandas.read_parquet("…/cells")
            niche export runs/with --to vtk                    for ParaView and pyvista; open cells.pvd
            niche export runs/with --to h5ad --at 14d          AnnData in one file, for scanpy and R
            niche export runs/with --to spatialdata --at 14d   fields as image, cells as circles with their table
            niche export runs/with --to ome-tiff               fields for Fiji, napari and QuPath
            niche export runs/with --to multicellds            what PhysiCell writes, for pcdl and PhysiCell Studio

            A run's own folder opens as it stands in anndata, xarray and napari: see Documentation/OtherTools.md.
            """)

    @Argument(help: "Folder of the run.", completion: .directory)
    var folder: String

    @Option(name: .customLong("to"), help: "What to write: csv, parquet, vtk, h5ad, spatialdata, ome-tiff or multicellds.")
    var format: ExportFormat

    @OptionGroup var choice: SnapshotChoice

    @Option(
        name: .shortAndLong, help: "Folder of what is written. (default: export/ and the format, in the run's folder)",
        completion: .directory)
    var output: String?

    @Flag(help: "Replace files that are there already.")
    var force = false

    @Flag(help: "No progress.")
    var quiet = false

    func run() throws {
        try reporting {
            Interrupt.listen()
            let run = try RunFolder.open(folder)
            let reader = try SnapshotReader(run)
            let snapshots = try choice.place(in: reader).map { [$0] } ?? Array(reader.frames.indices)
            let target = output ?? "\(run.path)/export/\(format.rawValue)"
            let model = format == .multicellds ? try run.started(by: run.manifest()).model : nil
            let exporter = try Exporter(reader, as: format, to: target, model: model, overwrite: force)
            var line = StatusLine(isQuiet: quiet)
            defer { line.finish() }
            let written = try exporter.write(snapshots) { done in
                if let signal = Interrupt.request { throw ExitCode(128 + signal) }
                line.update { spent in
                    "\(done) of \(snapshots.count) snapshots" + StatusLine.left(Double(done) / Double(snapshots.count), spent: spent)
                }
            }
            line.finish()
            Console.print("export \(target): \(written) \(written == 1 ? "file" : "files") of \(snapshots.count) snapshots")
        }
    }
}
