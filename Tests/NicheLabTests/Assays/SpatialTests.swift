import NicheEngine
import NicheFiles
import NicheMath
import Testing

@testable import NicheLab

@Suite("Spatial sequencing of a frame")
struct SpatialTests {
    let frame = Tissue.frame(columns: 60, rows: 50)

    @Test("Spots lie on a hexagonal lattice of 115.5 a square millimetre, bins side by side")
    func layouts() {
        let spots = SpotLayout.spots.spots(width: 6500, height: 6500)
        #expect((Double(spots.count) / 42.25 / 115.47 - 1).magnitude < 0.02)
        let first = spots[0]
        let next = spots.filter { $0 != first }.map {
            (($0.x - first.x) * ($0.x - first.x) + ($0.y - first.y) * ($0.y - first.y)).squareRoot()
        }
        #expect((next.min()! - 100).magnitude < 1e-9)
        #expect(SpotLayout.bins.spots(width: 1000, height: 800).count == 12_500)
        for layout in [SpotLayout.spots, .bins] {
            for spot in layout.spots(width: 450, height: 430) {
                // Its own places are in it, and places beyond its edge are not.
                #expect(
                    layout.places(in: spot).allSatisfy { place in
                        layout.spot(atX: place.x, place.y).map { $0 == (spot.row, spot.column) } == true
                    })
                let beyond = layout.spot(atX: spot.x + (layout == .spots ? 27.6 : 4.1), spot.y)
                #expect(beyond.map { $0 == (spot.row, spot.column) } != true)
            }
        }
    }

    @Test("Every piece of a cell is caught once by bins, and by spots a quarter of them")
    func shares() {
        let bins = SpatialAssay(Tissue.signatures, layout: .bins, depth: 200).run(on: frame).data.obs
        let caught = bins.column("cells").reduce(0, +)
        // Rows of bins whose centres lie beyond the edge are not there; dead cells are seen where live ones share the bin.
        #expect(caught > 0.95 * Double(frame.cells.count) && caught <= Double(frame.cells.count) + 1e-9)
        let spots = SpatialAssay(Tissue.signatures).run(on: frame).data.obs
        let share = spots.column("cells").reduce(0, +) / Double(frame.cells.count)
        #expect((share - SpotLayout.spots.area / (100 * 86.6)).magnitude < 0.03, "\(share)")
    }

    @Test("Fields, distances and states beside the counts are those of the tissue")
    func truth() {
        let data = SpatialAssay(Tissue.signatures).run(on: frame).data
        let place = data.obsm[0].values
        for (i, air) in data.obs.column("air").enumerated() {
            #expect((air - place[2 * i] / 10).magnitude < 0.4, "a field that rises along x is what it is at the centre")
        }
        // Ten grains a voxel of 225 µm² to the right.
        let grains = data.obs.column("grain")
        for i in grains.indices where place[2 * i] > 340 { #expect((grains[i] - 10 * SpotLayout.spots.area / 225).magnitude < 1e-9) }
        for i in grains.indices where place[2 * i] < 260 { #expect(grains[i] == 0) }
        let dead = (0..<frame.cells.count).filter { !frame.cells.isAlive[$0] }
        for (i, distance) in data.obs.column("distance_to_gone").enumerated() {
            let least = dead.map { cell in
                let (dx, dy) = (frame.cells.x[cell] - place[2 * i], frame.cells.y[cell] - place[2 * i + 1])
                return (dx * dx + dy * dy).squareRoot()
            }.min()!
            #expect((distance - least).magnitude < 1e-9)
        }
        #expect(Tissue.spearman(data.obs.column("mean_s"), (0..<grains.count).map { place[2 * $0] }) > 0.95)
    }

    @Test("What cells do is found again in spots, and housekeeping follows nothing")
    func recovery() {
        let data = SpatialAssay(Tissue.signatures).run(on: frame).data
        let obs = data.obs
        #expect(Tissue.spearman(obs.column("activity_rise"), obs.column("score_rise")) > 0.85)
        #expect(Tissue.spearman(obs.column("grain"), obs.column("score_grain")) > 0.55)
        #expect(Tissue.spearman(obs.column("activity_rise"), obs.column("score_flat")).magnitude < 0.35)
        let median = Sample.quantile(0.5, of: obs.column("total_counts").sorted())
        #expect((median / 8000 - 1).magnitude < 0.15, "\(median)")
        let shallow = SpatialAssay(Tissue.signatures, depth: 300).run(on: frame).data.obs
        #expect(
            Tissue.spearman(shallow.column("activity_rise"), shallow.column("score_rise"))
                < Tissue.spearman(obs.column("activity_rise"), obs.column("score_rise")))
    }

    @Test("RNA that wanders is found further away, the same for the same seed")
    func diffusion() {
        var assay = SpatialAssay(Tissue.signatures, layout: .bins, depth: 200)
        // One cell of type B among many of type A.
        var lone = frame
        lone.cells.type = lone.cells.type.map { _ in 0 }
        let cell = 25 * 60 + 30
        lone.cells.type[cell] = 1
        lone.cells.isAlive = lone.cells.isAlive.map { _ in true }
        func spread() -> Double {
            let data = assay.run(on: lone).data
            let types = data.obsm[1].values
            var (sum, whole) = (0.0, 0.0)
            for i in 0..<data.obs.index.count {
                let (dx, dy) = (data.obsm[0].values[2 * i] - lone.cells.x[cell], data.obsm[0].values[2 * i + 1] - lone.cells.y[cell])
                sum += types[2 * i + 1] * (dx * dx + dy * dy)
                whole += types[2 * i + 1]
            }
            return (sum / whole / 2).squareRoot()
        }
        // A disc of radius 7 has a standard deviation of 3.5 along an axis, bins of 8 add 2.3.
        #expect((spread() - 4.2).magnitude < 1)
        assay.diffusion = 20
        #expect((spread() - 20.4).magnitude < 5)
        #expect(assay.run(on: lone).data.x == assay.run(on: lone).data.x)
    }
}
