import NicheEngine

extension ReportPage {
    /// How cells and substances change from the middle of the tissue outwards, in the last frame.
    mutating func profiles() {
        guard let frame = input.frames.last, let rings = Rings(frame) else { return }
        let colours = CellPaint.types(of: frame.cells)
        var densities: [Curve] = []
        for type in frame.cells.typeNames.indices {
            let values = rings.densities { frame.cells.type[$0] == Int32(type) && frame.cells.isAlive[$0] }
            guard values.contains(where: { $0 > 0 }) else { continue }
            densities.append(
                Curve(name: words(frame.cells.typeNames[type]), colour: colours[type].hex, times: rings.middles, values: values))
        }
        let unit = frame.isSlice ? "cells a mm²" : "cells a mm³"
        var content = ""
        for group in ReportPage.groups(densities) {
            let plot = LinePlot(title: "Cells", xLabel: "distance from the middle [µm]", yLabel: unit, curves: group)
            content += figure(
                plot.svg(width: 500, height: 270), caption: "Living cells by their distance from the middle of all living cells.",
                data: ("profile-cells-\(next)", Array(plot.csv.utf8)))
        }
        for name in [input.background].compactMap({ $0 }) {
            guard let column = frame.fields.columns.first(where: { $0.name == name }) else { continue }
            let values = rings.means(of: column.values)
            let plot = LinePlot(
                title: capitalised(words(name)), xLabel: "distance from the middle [µm]", yLabel: titled(name, column.unit),
                curves: [Curve(name: capitalised(words(name)), colour: Palette.colour(0), times: rings.middles, values: values)])
            content += figure(
                plot.svg(width: 500, height: 270), caption: "\(capitalised(words(name))), mean over all voxels at that distance.",
                data: ("profile-\(name)", Array(plot.csv.utf8)))
        }
        section("From the middle outwards", content.isEmpty ? "" : "<div class=\"plots\">\(content)</div>")
    }
}

/// Rings, or shells in 3-D, around the middle of a frame's living cells.
struct Rings {
    private let frame: Frame
    private let middle: SIMD3<Double>
    private let width: Double
    private let count: Int
    /// Voxels in each ring, for what of it lies in the space.
    private let voxels: [[Int]]

    /// - Returns: nil where there are too few cells, or no grid to measure areas by.
    init?(_ frame: Frame, count: Int = 24) {
        let cells = frame.cells
        let alive = (0..<cells.count).filter { cells.isAlive[$0] && cells.x[$0].isFinite && cells.y[$0].isFinite && cells.z[$0].isFinite }
        let fields = frame.fields
        guard alive.count >= 20, fields.nx * fields.ny > 1, fields.spacing.x > 0, fields.spacing.y > 0, fields.spacing.z > 0 else {
            return nil
        }
        let sum = alive.reduce(into: SIMD3<Double>()) { $0 += SIMD3(cells.x[$1], cells.y[$1], cells.z[$1]) }
        let middle = sum / Double(alive.count)
        let farthest = alive.map { Rings.distance(SIMD3(cells.x[$0], cells.y[$0], cells.z[$0]), middle, frame.isSlice) }.max()!
        // A ring thinner than a voxel would hold none here and there.
        let width = max(farthest / Double(count), max(fields.spacing.x, fields.spacing.y))
        guard width.isFinite, width > 0 else { return nil }
        self.frame = frame
        (self.middle, self.width) = (middle, width)
        self.count = max(1, min(count, Int((farthest / width).rounded(.up))))
        var voxels = [[Int]](repeating: [], count: self.count)
        for voxel in 0..<fields.nx * fields.ny * fields.nz {
            let place = SIMD3(
                (Double(voxel % fields.nx) + 0.5) * fields.spacing.x, (Double(voxel / fields.nx % fields.ny) + 0.5) * fields.spacing.y,
                (Double(voxel / fields.nx / fields.ny) + 0.5) * fields.spacing.z)
            let ring = Rings.distance(place, middle, frame.isSlice) / width
            if ring < Double(self.count) { voxels[Int(ring)].append(voxel) }
        }
        self.voxels = voxels
    }

    private static func distance(_ place: SIMD3<Double>, _ middle: SIMD3<Double>, _ isFlat: Bool) -> Double {
        var step = place - middle
        if isFlat { step.z = 0 }
        return (step * step).sum().squareRoot()
    }

    /// Distances of the rings' middles [µm].
    var middles: [Double] { (0..<count).map { (Double($0) + 0.5) * width } }

    /// Cells that are asked for in each ring, a mm² of a slice or a mm³.
    func densities(_ isMeant: (Int) -> Bool) -> [Double] {
        let cells = frame.cells
        var numbers = [Double](repeating: 0, count: count)
        for cell in 0..<cells.count where isMeant(cell) {
            let ring = Rings.distance(SIMD3(cells.x[cell], cells.y[cell], cells.z[cell]), middle, frame.isSlice) / width
            if ring < Double(count) { numbers[Int(ring)] += 1 }
        }
        let spacing = frame.fields.spacing
        let size = frame.isSlice ? spacing.x * spacing.y / 1e6 : spacing.x * spacing.y * spacing.z / 1e9
        return zip(numbers, voxels).map { $1.isEmpty ? .nan : $0 / (Double($1.count) * size) }
    }

    /// The mean of a field in each ring.
    func means(of values: [Double]) -> [Double] {
        voxels.map { ring in ring.isEmpty ? .nan : ring.reduce(0) { $0 + values[$1] } / Double(ring.count) }
    }
}
