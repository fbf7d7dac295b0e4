import NicheMath

/// The foam of a frame's cells, kept for the next picture of the same frame and size.
public final class FoamShelf: Sendable {
    private let kept = Mutex<(tissue: Canvas.Box, foam: Foam)?>(nil)

    public init() {}

    /// The foam kept for that place of the tissue, or a new one.
    func foam(_ tissue: Canvas.Box, _ discs: () -> [Foam.Disc]) -> Foam {
        if let kept = kept.withLock({ $0 }), kept.tissue == tissue { return kept.foam }
        let foam = Foam(width: Int(tissue.width.rounded(.up)), height: Int(tissue.height.rounded(.up)), discs: discs())
        kept.withLock { $0 = (tissue, foam) }
        return foam
    }
}
