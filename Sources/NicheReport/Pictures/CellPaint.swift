import NicheEngine

/// The colours of the cells of a frame: by type, or by a state on a map.
struct CellPaint {
    /// How the disc of a cell is coloured; shares in 256ths.
    private struct Coat {
        var fill: UInt32
        var rim: UInt32
        /// The most white at the middle, the most of the rim's colour in it, and the most of all of it.
        var light: UInt32
        var rimShare: UInt32
        var opacity: UInt32
    }

    private var coats: [Coat]

    init(_ cells: Frame.Cells, column: Frame.Column?, map: ColourMap, range: ClosedRange<Double>?) {
        let types = CellPaint.types(of: cells)
        coats = (0..<cells.count).map { cell in
            let byType = types.indices.contains(Int(cells.type[cell])) ? types[Int(cells.type[cell])] : .nothing
            let colour = column.map { map.colour(of: $0.values[cell], in: range ?? 0...1) } ?? byType
            if !cells.isAlive[cell] {
                let fill = column == nil ? CellPaint.deadFill(colour) : colour.mixed(with: .white, 0.6)
                return Coat(fill: fill.packed, rim: CellPaint.deadRim(colour).packed, light: 0, rimShare: 256, opacity: 230)
            }
            // Types are lit from the middle, which rounds the cells; a state's colour is a value and stays as it is.
            let isLit = column == nil
            return Coat(
                fill: colour.packed, rim: colour.darker.packed, light: isLit ? 77 : 0, rimShare: isLit ? 230 : 154, opacity: 256)
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

    /// Lays the cells that discs stand for, the corner of the foam at a pixel.
    func lay(_ foam: Foam, of cells: [Int], left: Int, top: Int, on canvas: inout Canvas) {
        let discCoats = cells.map { coats[$0] }
        let columns = 0..<max(min(foam.width, canvas.width - left), 0)
        let rows = top..<max(min(top + foam.height, canvas.height), top)
        foam.shares.withUnsafeBufferPointer { shares in
            discCoats.withUnsafeBufferPointer { coats in
                canvas.withRows(rows) { y, row in
                    for x in columns {
                        let share = shares[(y - top) * foam.width + x]
                        if share.disc >= 0 { CellPaint.lay(coats[Int(share.disc)], share, over: &row[left + x]) }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func lay(_ coat: Coat, _ share: Foam.Share, over pixel: inout UInt32) {
        var colour = coat.fill
        if coat.light > 0 { colour = Pixel.mixed(colour, 0xFF_FFFF, (parts(share.light) &* coat.light) &>> 8) }
        if share.rim > 0 { colour = Pixel.mixed(colour, coat.rim, (parts(share.rim) &* coat.rimShare) &>> 8) }
        Pixel.lay(colour, (parts(share.cover) &* coat.opacity) &>> 8, over: &pixel)
    }

    /// 255ths as 256ths.
    @inline(__always)
    private static func parts(_ byte: UInt8) -> UInt32 { UInt32(byte) &+ UInt32(byte &>> 7) }
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
