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

    /// - Throws: `PictureError` where the style names a state or a field that the frame does not have.
    public init(_ frame: Frame, style: PictureStyle = PictureStyle()) throws(PictureError) {
        self.frame = frame
        self.style = style
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

    /// The picture as a file.
    public var png: [UInt8] { canvas.png }

    public var canvas: Canvas {
        let layout = PictureLayout(frame.size, style: style, key: key)
        var canvas = Canvas(width: layout.width, height: layout.height)
        drawGround(on: &canvas, layout)
        if style.hasCells { drawCells(on: &canvas, layout) }
        drawFilms(on: &canvas, layout)
        if style.hasVessels { drawVessels(on: &canvas, layout) }
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
        for y in rows {
            for x in columns {
                let place = layout.place(Double(x) + 0.5, Double(y) + 0.5)
                canvas.blend(x, y, style.backgroundMap.colour(of: ground.value(place.x, place.y), in: groundRange), 1)
            }
        }
    }

    private func drawCells(on canvas: inout Canvas, _ layout: PictureLayout) {
        let paint = CellPaint(frame.cells, column: column, map: style.stateMap, range: stateRange)
        let (left, top) = (Int(layout.tissue.left), Int(layout.tissue.top))
        var foam = Foam(width: Int(layout.tissue.width.rounded(.up)), height: Int(layout.tissue.height.rounded(.up)))
        for (index, disc) in section.discs.enumerated() {
            let (x, y) = layout.pixel(disc.x, disc.y)
            foam.add(index, x: x - Double(left), y: y - Double(top), radius: disc.radius * layout.perMicrometre)
        }
        foam.forEachPixel { paint.lay($0, of: section.discs[$0.index].cell, left: left, top: top, on: &canvas) }
    }

    private func drawFilms(on canvas: inout Canvas, _ layout: PictureLayout) {
        guard let (columns, rows) = canvas.pixels(layout.tissue) else { return }
        for film in films where film.most > 0 {
            // A film would change the colours that stand for the values of a state.
            for y in rows where column == nil {
                for x in columns {
                    let place = layout.place(Double(x) + 0.5, Double(y) + 0.5)
                    canvas.stain(x, y, film.colour, film.strength(film.layer.value(place.x, place.y)))
                }
            }
            let voxel = min(film.layer.spacing.x, film.layer.spacing.y) * layout.perMicrometre
            let radius = min(max(voxel * 0.11, 0.7), 2.4 * layout.scale)
            film.forEachDot { x, y in
                let (px, py) = layout.pixel(x, y)
                canvas.disc(px, py, radius, film.colour.mixed(with: .ink, 0.15))
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
