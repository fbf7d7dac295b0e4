import ArgumentParser
import Foundation
import NicheFiles
import NicheLab
import NicheStore

struct Assay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a run as a sequencer would: counts of genes, with the truth beside them.",
        discussion: """
            niche assay sc runs/with -o cells.zarr         single cells, by droplets
            niche assay spots runs/with -o spots.zarr      spots of 55 um every 100 um
            niche assay bins runs/with -o bins.zarr        bins of 8 um

            Each opens with anndata.read_zarr, in scanpy and squidpy. What cells express is written in Models/signatures.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case sc, spots, bins }

    @Argument(help: "What is sequenced: sc (single cells), spots or bins.")
    var kind: Kind

    @Argument(help: "Folder of the run.", completion: .directory)
    var folder: String

    @OptionGroup var choice: SnapshotChoice

    @Option(help: "Most cells that are sampled (sc).")
    var cells = 2000

    @Option(help: "Median counts of a cell (5000), spot (8000) or bin (200).")
    var depth: Double?

    @Option(help: "How far RNA wanders before it is caught [um] (spots, bins).")
    var diffusion = 0.0

    @Option(help: "Seed of what is random in the assay.")
    var seed: UInt64 = 1

    @Option(help: "Standard deviation of ln of a factor that each gene has in this assay (a batch).")
    var batch = 0.0

    @Flag(help: "Lose counts at random, the low ones more often.")
    var dropout = false

    @Option(name: .shortAndLong, help: "Folder of the AnnData (Zarr) that is written.")
    var output: String

    func validate() throws {
        guard cells > 0, depth ?? 1 > 0, depth ?? 1 <= 1e7, (0...1000).contains(diffusion), (0...10).contains(batch) else {
            throw ValidationError("--cells and --depth must be above 0, --diffusion and --batch 0 or more")
        }
    }

    func run() throws {
        try reporting {
            guard !DiskFiles.exists(output) else { throw FileFault(.exists, path: output, "is there already; name another with -o") }
            let reader = try SnapshotReader(try RunFolder.open(folder))
            let frame = try reader.frame(at: choice.placeOrLast(in: reader))
            guard let library = Library.folders.first(where: { DiskFiles.exists("\($0)/signatures") }) else {
                throw FileFault(.missing, path: "Models/signatures", "is found neither here nor beside the program; set NICHE_MODELS")
            }
            let signatures = try Signatures(folder: "\(library)/signatures")
            let assayed: Assayed
            switch kind {
            case .sc:
                var assay = SingleCellAssay(signatures, cells: cells, depth: depth ?? 5000, seed: seed)
                (assay.counting.batch, assay.counting.hasDropout) = (batch, dropout)
                assayed = assay.run(on: frame)
            case .spots, .bins:
                let isSpots = kind == .spots
                var assay = SpatialAssay(
                    signatures, layout: isSpots ? .spots : .bins, depth: depth ?? (isSpots ? 8000 : 200), seed: seed)
                assay.diffusion = diffusion
                (assay.counting.batch, assay.counting.hasDropout) = (batch, dropout)
                assayed = assay.run(on: frame)
            }
            for (programme, column) in assayed.silent { Console.warn("programme \(programme) is silent: no cell here has \(column)") }
            let parent = (output as NSString).deletingLastPathComponent
            try Draft.publish(by: (parent.isEmpty ? "." : parent) + "/.writing-assay") { draft in
                try AnnDataWriter.write(assayed.data, to: draft.folder(for: output))
            }
            Console.print("assay \(output): \(assayed.data.obs.index.count) \(what), \(assayed.data.var.index.count) genes")
        }
    }

    private var what: String { kind == .sc ? "cells" : kind.rawValue }
}
