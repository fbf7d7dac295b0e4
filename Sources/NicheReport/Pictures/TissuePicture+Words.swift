import NicheEngine

extension TissuePicture {
    /// What the colours mean, with counts of the whole tissue.
    var key: PictureKey {
        let scale = PictureLayout.scale(style)
        var key = PictureKey(scale: scale, width: PictureLayout.keyWidth * scale)
        if style.hasCells { key.rows += cellRows }
        if style.hasVessels, frame.vessels.count > 0 {
            let perfused = frame.vessels.isPerfused.count { $0 }
            key.rows += [.gap, .heading("Vessels", note: "segments")]
            key.rows.append(.vessel(isPerfused: true, "with blood flow", count: perfused))
            key.rows.append(.vessel(isPerfused: false, "without flow", count: frame.vessels.count - perfused))
        }
        for film in films {
            let total = Numeral.count(Int(min(film.total, 1e15)))
            key.rows += [.gap, .heading(film.name, note: "\(total) in all")]
            key.rows.append(.dots(film.colour, film.each == 1 ? "each dot is one" : "each dot is \(Numeral.text(film.each))"))
        }
        if let column {
            key.rows += [.gap, .bar(style.stateMap, stateRange, titled(column.name, column.unit))]
            if column.values.contains(where: { !$0.isFinite }) { key.rows.append(.note("grey: cells without it")) }
        }
        if let ground {
            key.rows += [.gap, .bar(style.backgroundMap, groundRange, titled(ground.name, ground.unit))]
        }
        if !frame.isSlice { key.rows += [.gap, .note("section at z = \(Numeral.text(section.z)) µm of \(Numeral.text(frame.size.z))")] }
        if case .gap? = key.rows.first { key.rows.removeFirst() }
        return key
    }

    func drawWords(on canvas: inout Canvas, _ layout: PictureLayout) {
        let scale = layout.scale
        let time = Numeral.time(seconds: Double(frame.time))
        let timeWidth = StrokeFont.width(of: time, size: 16 * scale)
        let base = layout.tissue.top - 22 * scale
        let space = layout.keyLeft + layout.key.width - layout.tissue.left - timeWidth - 30 * scale
        canvas.text(fitted(style.title, space, size: 20 * scale), layout.tissue.left, base, size: 20 * scale, bold: true)
        canvas.text(time, layout.keyLeft + layout.key.width, base, size: 16 * scale, colour: .faint, align: .trailing)
        layout.key.draw(on: &canvas, left: layout.keyLeft, top: layout.tissue.top)
    }

    private var cellRows: [PictureKey.Row] {
        let cells = frame.cells
        let alive = cells.aliveByType
        let dead = cells.isAlive.count { !$0 }
        var rows: [PictureKey.Row] = [.heading("Cells", note: "alive")]
        // With a state for colour the types are only counted.
        let colours = CellPaint.types(of: cells)
        for type in cells.typeNames.indices.prefix(16) {
            rows.append(.cells(column == nil ? colours[type] : Colour(grey: 0.86), words(cells.typeNames[type]), count: alive[type]))
        }
        if alive.count > 16 { rows.append(.note("and \(alive.count - 16) more types")) }
        if dead > 0 { rows.append(.dead("dead", count: dead)) }
        return rows
    }
}
