/// The column beside a picture that says what its colours mean.
struct PictureKey {
    enum Row {
        case heading(String, note: String)
        case cells(Colour, String, count: Int)
        case dead(String, count: Int)
        case vessel(isPerfused: Bool, String, count: Int)
        case dots(Colour, String)
        case bar(ColourMap, ClosedRange<Double>?, String)
        case note(String)
        case gap
    }

    var rows: [Row] = []
    /// Pixels to one point of the design, which is 1400 wide.
    var scale: Double
    var width: Double

    var height: Double { rows.reduce(0) { $0 + tall($1) } }

    private func tall(_ row: Row) -> Double {
        switch row {
        case .heading: 34 * scale
        case .cells, .dead, .vessel, .dots: 31 * scale
        case .bar: 92 * scale
        case .note: 25 * scale
        case .gap: 20 * scale
        }
    }

    func draw(on canvas: inout Canvas, left: Double, top: Double) {
        var y = top
        for row in rows {
            draw(row, on: &canvas, left: left, top: y)
            y += tall(row)
        }
    }

    private func draw(_ row: Row, on canvas: inout Canvas, left: Double, top: Double) {
        let (base, dot) = (top + 21 * scale, left + 10 * scale)
        func label(_ name: String, _ count: Int) {
            let number = Numeral.count(count)
            let space = width - 40 * scale - StrokeFont.width(of: number, size: 13 * scale)
            canvas.text(fitted(name, space, size: 13 * scale), left + 30 * scale, base, size: 13 * scale)
            canvas.text(number, left + width, base, size: 13 * scale, colour: .faint, align: .trailing)
        }
        switch row {
        case .heading(let text, let note):
            canvas.text(fitted(text, width, size: 14 * scale), left, base, size: 14 * scale, bold: true)
            canvas.text(note, left + width, base, size: 11 * scale, colour: .faint, align: .trailing)
        case .cells(let colour, let name, let count):
            canvas.disc(dot, base - 6.5 * scale, 9.5 * scale, colour.mixed(with: .white, 0.08), rim: colour.darker, rimWidth: 1.6 * scale)
            label(name, count)
        case .dead(let name, let count):
            canvas.disc(
                dot, base - 6.5 * scale, 9.5 * scale, CellPaint.deadFill(.faint), rim: CellPaint.deadRim(.faint), rimWidth: 1.6 * scale)
            label(name, count)
        case .vessel(let isPerfused, let name, let count):
            let paint = VesselPaint(isPerfused: isPerfused)
            canvas.disc(dot, base - 6.5 * scale, 9.5 * scale, paint.lumen, rim: paint.wall, rimWidth: 3 * scale)
            label(name, count)
        case .dots(let colour, let text):
            for (x, y) in [(3.0, 9.0), (9, 3), (10, 14), (16, 8), (4, 1), (17, 2)] {
                canvas.disc(left + x * scale, base - y * scale, 2.4 * scale, colour.mixed(with: .ink, 0.15))
            }
            canvas.text(text, left + 30 * scale, base, size: 13 * scale)
        case .bar(let map, let range, let name):
            canvas.text(fitted(name, width, size: 13 * scale), left, base, size: 13 * scale)
            let box = Canvas.Box(left: left, top: base + 12 * scale, width: width, height: 18 * scale)
            ColourBar(map: map, range: range, scale: scale).draw(on: &canvas, in: box)
        case .note(let text):
            canvas.text(fitted(text, width, size: 11 * scale), left, base, size: 11 * scale, colour: .faint)
        case .gap: break
        }
    }
}
