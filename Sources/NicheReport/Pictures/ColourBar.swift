/// The colours of a map from left to right, with the values at both ends and round ones between.
struct ColourBar {
    var map: ColourMap
    var range: ClosedRange<Double>?
    var scale: Double

    func draw(on canvas: inout Canvas, in box: Canvas.Box) {
        let size = 11 * scale
        let base = box.bottom + 20 * scale
        guard let range else {
            canvas.fill(box, .nothing)
            canvas.text("no values", box.left, base, size: size, colour: .faint)
            return
        }
        if let (columns, rows) = canvas.pixels(box) {
            let table = map.table
            let colours = columns.map { x in
                table[ColourMap.place(ColourMap.step((Double(x) + 0.5 - box.left) / box.width, in: 0...1))]
            }
            canvas.withRows(rows) { ($1 + columns.lowerBound).update(from: colours, count: colours.count) }
        }
        canvas.frame(box, .hair, width: max(scale, 1))
        if range.lowerBound == range.upperBound {
            canvas.text(
                "\(Numeral.text(range.lowerBound)) everywhere", box.left + box.width / 2, base, size: size, colour: .faint, align: .centre)
            return
        }
        let low = Numeral.text(range.lowerBound)
        let high = Numeral.text(range.upperBound)
        canvas.text(low, box.left, base, size: size, colour: .faint)
        canvas.text(high, box.right, base, size: size, colour: .faint, align: .trailing)
        var free = box.left + StrokeFont.width(of: low, size: size) + 14 * scale
        let end = box.right - StrokeFont.width(of: high, size: size) - 14 * scale
        let axis = Axis.tight([range.lowerBound, range.upperBound], about: 3)
        for tick in axis.ticks {
            let x = box.left + axis.share(tick.value) * box.width
            let half = StrokeFont.width(of: tick.label, size: size) / 2
            guard x - half >= free, x + half <= end else { continue }
            canvas.line([(x, box.bottom), (x, box.bottom + 5 * scale)], max(scale, 1), .faint)
            canvas.text(tick.label, x, base, size: size, colour: .faint, align: .centre)
            free = x + half + 14 * scale
        }
    }
}
