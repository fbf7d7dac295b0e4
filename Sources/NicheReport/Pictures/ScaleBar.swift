/// A bar of a round length, near the lower left corner of the tissue.
struct ScaleBar {
    var perMicrometre: Double
    var scale: Double

    /// The longest 1, 2 or 5 times a power of ten that is at most a fifth of a width in pixels [µm].
    func length(in width: Double) -> Double {
        let most = width / 5 / perMicrometre
        let step = Axis.roundStep(0, most, 1)
        if step <= most { return step }
        return Axis.roundStep(0, most * 0.6, 1)
    }

    func draw(on canvas: inout Canvas, in tissue: Canvas.Box) {
        let length = length(in: tissue.width)
        let width = length * perMicrometre
        let label = length >= 1000 ? "\(Numeral.text(length / 1000)) mm" : "\(Numeral.text(length)) µm"
        let size = 13 * scale
        let plate = max(width, StrokeFont.width(of: label, size: size)) + 24 * scale
        guard plate < tissue.width, tissue.height > 70 * scale else { return }
        let box = Canvas.Box(left: tissue.left + 14 * scale, top: tissue.bottom - 62 * scale, width: plate, height: 48 * scale)
        canvas.rounded(box, 6 * scale, .white, 0.86)
        let middle = box.left + plate / 2
        canvas.text(label, middle, box.top + 24 * scale, size: size, align: .centre)
        let bar = Canvas.Box(left: middle - width / 2, top: box.bottom - 15 * scale, width: width, height: max(5 * scale, 2))
        canvas.fill(bar, .ink)
    }
}
