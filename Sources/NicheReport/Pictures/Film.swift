import NicheEngine
import NicheStore

/// A run as moving pictures: one a snapshot, all of one size, colours on one scale throughout.
public struct Film: Sendable {
    private let reader: SnapshotReader
    private var style: PictureStyle
    public let width: Int
    public let height: Int
    public var count: Int { reader.frames.count }

    /// Reads every snapshot once, for scales and size.
    ///
    /// - Throws: `PictureError` where the style names what no frame has; `FileFault`.
    public init(_ reader: SnapshotReader, style: PictureStyle, progress: (Int) throws -> Void = { _ in }) throws {
        self.reader = reader
        self.style = style
        var (ground, state): (ClosedRange<Double>?, ClosedRange<Double>?)
        var (width, height) = (0, 0)
        for index in reader.frames.indices {
            try progress(index)
            let picture = try TissuePicture(reader.frame(at: index), style: style)
            ground = Film.joined(ground, picture.groundRange)
            state = Film.joined(state, picture.stateRange)
            let layout = PictureLayout(picture.frame.size, style: style, key: picture.key)
            (width, height) = (max(width, layout.width), max(height, layout.height))
        }
        self.style.backgroundRange = style.backgroundRange ?? ground
        self.style.stateRange = style.stateRange ?? state
        // Most ways of packing moving pictures take even sizes only.
        (self.width, self.height) = (width + width % 2, height + height % 2)
    }

    private static func joined(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>?) -> ClosedRange<Double>? {
        guard let a, let b else { return a ?? b }
        return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
    }

    /// Red, green and blue of each pixel of a picture, a byte each, rows from the top; white where it is smaller than the film.
    ///
    /// - Throws: `FileFault`.
    public func picture(_ index: Int) throws -> [UInt8] {
        let canvas = try TissuePicture(reader.frame(at: index), style: style).canvas
        if canvas.width == width, canvas.height == height { return canvas.rgb }
        var rgb = [UInt8](repeating: 255, count: width * height * 3)
        let drawn = canvas.rgb
        for y in 0..<canvas.height {
            let (from, to) = (y * canvas.width * 3, y * width * 3)
            rgb.replaceSubrange(to..<to + canvas.width * 3, with: drawn[from..<from + canvas.width * 3])
        }
        return rgb
    }
}
