import NicheEngine

/// The tissue of a frame: a field as ground, the cells as discs to scale, vessels, counted particles, and a key.
///
/// A slice is shown whole, a solid tissue by its central section, where a cell is as wide as the plane cuts it.
public struct TissuePicture: Sendable {
    let frame: Frame
    let style: PictureStyle
    let section: Section
    let column: Frame.Column?
    let ground: FieldLayer?
    let films: [ParticleFilm]
    let groundRange: ClosedRange<Double>?
    let stateRange: ClosedRange<Double>?
    private let foams: FoamShelf

    /// - Parameter foams: one for all pictures of a frame, which then lay out its cells once.
    /// - Throws: `PictureError` where the style names a state or a field that the frame does not have.
    public init(_ frame: Frame, style: PictureStyle = PictureStyle(), foams: FoamShelf = FoamShelf()) throws(PictureError) {
        self.frame = frame
        self.style = style
        self.foams = foams
        section = Section(frame)
        if let name = style.colourBy { column = try frame.cellColumn(name) } else { column = nil }
        for name in [style.background].compactMap({ $0 }) + (style.particles ?? []) { _ = try frame.fieldColumn(name) }
        let z = section.z
        ground = style.background.flatMap { FieldLayer($0, of: frame, z: z) }
        let particles = (style.particles ?? frame.fields.particleNames).filter { $0 != style.background }
        films = particles.enumerated().compactMap { ParticleFilm($1, index: $0, of: frame, z: z) }
        groundRange = style.backgroundRange ?? ground?.range
        stateRange = style.stateRange ?? column.flatMap { Axis.ends($0.values) }.map { $0.0...$0.1 }
    }

    /// The picture as a file; that of a map alone has a palette, which halves it.
    public var png: [UInt8] { drawing.png }

    var drawing: Drawing {
        let isMap = !style.hasCells && !style.hasVessels && films.isEmpty
        return Drawing(canvas, map: isMap ? style.backgroundMap : nil)
    }

    public var canvas: Canvas {
        let layout = PictureLayout(frame.size, style: style, key: key)
        var canvas = Canvas(width: layout.width, height: layout.height)
        if style.isStained {
            drawStained(on: &canvas, layout)
        } else {
            drawGround(on: &canvas, layout)
            if style.hasCells { drawCells(on: &canvas, layout) }
            drawFilms(on: &canvas, layout)
            if style.hasVessels { drawVessels(on: &canvas, layout) }
        }
        // What hangs over the edge of the tissue is cut off, then the frame is drawn over the cut.
        clear(outside: layout.tissue, on: &canvas)
        canvas.frame(layout.tissue, .hair, width: max(1.5 * layout.scale, 1))
        if style.hasScaleBar { ScaleBar(perMicrometre: layout.perMicrometre, scale: layout.scale).draw(on: &canvas, in: layout.tissue) }
        if style.hasKey { drawWords(on: &canvas, layout) }
        return canvas
    }

    private func drawGround(on canvas: inout Canvas, _ layout: PictureLayout) {
        guard let (columns, rows) = canvas.pixels(layout.tissue) else { return }
        guard let ground, let groundRange else {
            canvas.fill(layout.tissue, ground == nil ? Colour(grey: 0.985) : .nothing)
            return
        }
        var layer = LayerRows(ground, places: layout.places(columns)) { ColourMap.step($0, in: groundRange) }
        let table = style.backgroundMap.table
        canvas.withRows(rows) { y, pixels in
            layer.read(layout.place(0, Double(y) + 0.5).y) { x, step in
                pixels[columns.lowerBound + x] = table[ColourMap.place(step)]
            }
        }
    }

    private func drawCells(on canvas: inout Canvas, _ layout: PictureLayout) {
        let paint = CellPaint(frame.cells, column: column, map: style.stateMap, range: stateRange)
        let (left, top) = (layout.tissue.left.rounded(.down), layout.tissue.top.rounded(.down))
        paint.lay(foam(layout), of: section.discs.map(\.cell), left: Int(left), top: Int(top), on: &canvas)
    }

    /// Which pixels belong to which cell.
    func foam(_ layout: PictureLayout) -> Foam {
        let (left, top) = (layout.tissue.left.rounded(.down), layout.tissue.top.rounded(.down))
        return foams.foam(layout.tissue) {
            section.discs.map { disc in
                let (x, y) = layout.pixel(disc.x, disc.y)
                return Foam.Disc(x: x - left, y: y - top, radius: disc.radius * layout.perMicrometre)
            }
        }
    }

    private func drawFilms(on canvas: inout Canvas, _ layout: PictureLayout) {
        for film in films where film.most > 0 {
            // A film would change the colours that stand for the values of a state.
            if column == nil { stain(film, on: &canvas, layout) }
            let voxel = min(film.layer.spacing.x, film.layer.spacing.y) * layout.perMicrometre
            let radius = min(max(voxel * 0.11, 0.7), 2.4 * layout.scale)
            let colour = film.colour.mixed(with: .ink, 0.15)
            film.forEachDot { x, y in
                let (px, py) = layout.pixel(x, y)
                canvas.disc(px, py, radius, colour)
            }
        }
    }

    /// Light passes a film twice, so what lies under it keeps its drawing.
    private func stain(_ film: ParticleFilm, on canvas: inout Canvas, _ layout: PictureLayout) {
        guard let (columns, rows) = canvas.pixels(layout.tissue) else { return }
        var layer = LayerRows(film.layer, places: layout.places(columns)) { Float(film.strength($0) * 256) }
        let colour = film.colour.packed
        canvas.withRows(rows) { y, pixels in
            let pixels = pixels + columns.lowerBound
            layer.read(layout.place(0, Double(y) + 0.5).y) { x, strength in
                if strength > 0 { Pixel.lay(Pixel.product(pixels[x], colour), UInt32(strength + 0.5), over: &pixels[x]) }
            }
        }
    }

    private func drawVessels(on canvas: inout Canvas, _ layout: PictureLayout) {
        // Walls before lumens, so that the segments of one vessel join without walls across it; vessels with blood on top.
        for isPerfused in [false, true] {
            let paint = VesselPaint(isPerfused: isPerfused)
            let tubes = section.tubes.filter { $0.isPerfused == isPerfused }
            for (extra, colour) in [(2.5, Colour.white), (0, paint.wall), (-1, paint.lumen)] {
                for tube in tubes {
                    let radius = max(tube.radius * layout.perMicrometre, 3 * layout.scale)
                    let width = extra < 0 ? radius * 0.62 : radius + extra * layout.scale
                    canvas.line([layout.pixel(tube.from.x, tube.from.y), layout.pixel(tube.to.x, tube.to.y)], 2 * width, colour)
                }
            }
        }
    }

    private func clear(outside box: Canvas.Box, on canvas: inout Canvas) {
        let (width, height) = (Double(canvas.width), Double(canvas.height))
        canvas.fill(Canvas.Box(left: 0, top: 0, width: width, height: box.top), .white)
        canvas.fill(Canvas.Box(left: 0, top: box.bottom, width: width, height: height - box.bottom), .white)
        canvas.fill(Canvas.Box(left: 0, top: box.top, width: box.left, height: box.height), .white)
        canvas.fill(Canvas.Box(left: box.right, top: box.top, width: width - box.right, height: box.height), .white)
    }
}
