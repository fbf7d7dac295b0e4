import NicheEngine
import NicheFiles

/// What is told of one cell: where it is, what it is, its states, and whom it touches.
struct CellCard {
    private let cells: Frame.Cells
    private let cell: Int

    /// Told of the nearest ones only.
    private static let mostNeighbours = 32

    init(_ cells: Frame.Cells, _ cell: Int) {
        self.cells = cells
        self.cell = cell
    }

    var json: JSON {
        func values(_ columns: [Frame.Column]) -> JSON {
            // What its type has not is not told of.
            .array(
                columns.filter { $0.values[cell].isFinite }.map {
                    ["name": JSON($0.name), "unit": JSON($0.unit), "value": JSON($0.values[cell])]
                })
        }
        let phase = Int(cells.phase[cell])
        return [
            "place": JSON(cell), "id": JSON(String(cells.id[cell])), "clone": JSON(String(cells.clone[cell])),
            "type": JSON(cells.typeNames[Int(cells.type[cell])]),
            "phase": JSON(cells.phaseNames.indices.contains(phase) ? cells.phaseNames[phase] : ""), "isAlive": .bool(cells.isAlive[cell]),
            "position": .array([cells.x[cell], cells.y[cell], cells.z[cell]].map { JSON($0) }), "radius": JSON(cells.radius[cell]),
            "contacts": JSON(String(cells.contacts[cell])), "states": values(cells.states), "substances": values(cells.substances),
            "neighbours": .array(
                neighbours.map { ["place": JSON($0.place), "id": JSON(String(cells.id[$0.place])), "gap": JSON($0.gap)] }),
        ]
    }

    /// Those that are no farther than a quarter of their radii, the nearest first, with the gap between the surfaces [µm].
    private var neighbours: [(place: Int, gap: Double)] {
        let (x, y, z, radius) = (cells.x[cell], cells.y[cell], cells.z[cell], cells.radius[cell])
        var found: [(place: Int, gap: Double)] = []
        for other in 0..<cells.count where other != cell {
            let (dx, dy, dz) = (cells.x[other] - x, cells.y[other] - y, cells.z[other] - z)
            let reach = 1.25 * (radius + cells.radius[other])
            let square = dx * dx + dy * dy + dz * dz
            if square < reach * reach { found.append((other, square.squareRoot() - radius - cells.radius[other])) }
        }
        return Array(found.sorted { ($0.gap, $0.place) < ($1.gap, $1.place) }.prefix(Self.mostNeighbours))
    }
}
