import NicheEngine

/// The colours of the cells of a frame: by type, or by a state on a map.
struct CellPaint {
    private var fills: [Colour]
    private var isAlive: [Bool]
    private var hasShade: Bool

    init(_ cells: Frame.Cells, column: Frame.Column?, map: ColourMap, range: ClosedRange<Double>?) {
        let types = CellPaint.types(of: cells)
        isAlive = cells.isAlive
        hasShade = column == nil
        fills = (0..<cells.count).map { cell in
            if let column { return map.colour(of: column.values[cell], in: range ?? 0...1) }
            return types.indices.contains(Int(cells.type[cell])) ? types[Int(cells.type[cell])] : .nothing
        }
    }

    /// The colours of the types; those that cannot be read are taken from the palette.
    static func types(of cells: Frame.Cells) -> [Colour] {
        cells.typeNames.indices.map { type in
            let given = type < cells.typeColours.count ? Colour(hex: cells.typeColours[type]) : nil
            return given ?? Colour(hex: Palette.colour(type))!
        }
    }

    static func deadFill(_ colour: Colour) -> Colour { colour.mixed(with: .white, 0.80) }
    static func deadRim(_ colour: Colour) -> Colour { colour.mixed(with: Colour(grey: 0.6), 0.6) }

    /// Lays a pixel of a cell.
    func lay(_ pixel: Foam.Pixel, of cell: Int, left: Int, top: Int, on canvas: inout Canvas) {
        let (colour, radius) = (fills[cell], pixel.radius)
        let rimWidth = min(max(radius * 0.13, 0.5), 2.4)
        // Rims of the smallest discs would be all there is to see.
        let rimShare = min(max(rimWidth - pixel.border + 0.5, 0), 1) * min(max((radius - 1) / 3, 0), 1)
        guard isAlive[cell] else {
            let fill = hasShade ? CellPaint.deadFill(colour) : colour.mixed(with: .white, 0.6)
            canvas.blend(pixel.x + left, pixel.y + top, fill.mixed(with: CellPaint.deadRim(colour), rimShare), pixel.cover * 0.9)
            return
        }
        // Types are lit from the middle, which rounds the cells; a state's colour is a value and stays as it is.
        let inward = min(max(pixel.depth / max(radius, 1), 0), 1)
        let light = hasShade ? 0.3 * inward * (2 - inward) : 0
        let fill = colour.mixed(with: .white, light).mixed(with: colour.darker, rimShare * (hasShade ? 0.9 : 0.6))
        canvas.blend(pixel.x + left, pixel.y + top, fill, pixel.cover)
    }
}

/// The colours of a vessel: red with blood in it, empty without.
struct VesselPaint {
    var wall: Colour
    var lumen: Colour

    init(isPerfused: Bool) {
        wall = isPerfused ? Colour(red: 0.62, green: 0.05, blue: 0.12) : Colour(red: 0.42, green: 0.46, blue: 0.54)
        lumen = isPerfused ? Colour(red: 0.93, green: 0.32, blue: 0.33) : Colour(red: 0.96, green: 0.97, blue: 0.98)
    }
}
