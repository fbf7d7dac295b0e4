/// Where the parts of a picture stand, in pixels, and how the tissue is mapped onto it.
struct PictureLayout {
    /// Width of the key, in points of a design 1400 wide.
    static let keyWidth = 326.0

    var width: Int
    var height: Int
    /// Pixels to a point of the design.
    var scale: Double
    /// The rectangle that holds the tissue.
    var tissue: Canvas.Box
    var perMicrometre: Double
    var keyLeft: Double
    var key: PictureKey

    static func scale(_ style: PictureStyle) -> Double {
        style.hasKey ? Double(max(style.width, 200)) / 1400 : max(Double(style.width) / 900, 0.6)
    }

    init(_ size: SIMD3<Double>, style: PictureStyle, key: PictureKey) {
        self.key = key
        scale = PictureLayout.scale(style)
        width = max(style.width, style.hasKey ? 200 : 16)
        let (across, up) = (size.x > 0 && size.x.isFinite ? size.x : 1, size.y > 0 && size.y.isFinite ? size.y : 1)
        let margin = (style.hasKey ? 34 * scale : 1).rounded()
        let room = Double(width) - 2 * margin - (style.hasKey ? (PictureLayout.keyWidth + 36) * scale : 0)
        // A tall tissue is drawn smaller, not beyond what a page can show.
        let tallest = Double(width) * (style.hasKey ? 0.95 : 1.6)
        perMicrometre = min(room / across, tallest / up)
        let top = style.hasKey ? (78 * scale).rounded() : margin
        let (wide, tall) = (max((across * perMicrometre).rounded(), 1), max((up * perMicrometre).rounded(), 1))
        // Centred, with its key, where the picture is wider.
        tissue = Canvas.Box(left: margin + ((room - wide) / 2).rounded(), top: top, width: wide, height: tall)
        keyLeft = tissue.right + 36 * scale
        height = Int((top + max(tall, style.hasKey ? key.height : 0) + margin).rounded(.up))
    }

    /// The pixel of a place [µm]; y points up in the tissue and down in the picture.
    func pixel(_ x: Double, _ y: Double) -> (Double, Double) {
        (tissue.left + x * perMicrometre, tissue.bottom - y * perMicrometre)
    }

    /// The place [µm] of a pixel.
    func place(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        ((x - tissue.left) / perMicrometre, (tissue.bottom - y) / perMicrometre)
    }

    /// Where the middles of columns of pixels are [µm].
    func places(_ columns: Range<Int>) -> [Double] { columns.map { place(Double($0) + 0.5, 0).x } }
}
