/// Cells drawn as discs that flatten against each other where they overlap, as packed cells do.
///
/// Every pixel belongs to the disc of least power d² − r² (d the distance to the centre, r the radius), so two overlapping
/// discs meet in the straight line through the points where their edges cross. The picture does not depend on the order of
/// the discs, save that of two equal ones the first wins.
/// - Source: power diagrams, Aurenhammer 1987.
struct Foam {
    private let width: Int
    private let height: Int
    private var discs: [(index: Int, x: Double, y: Double, radius: Double)] = []
    /// Power in the owner and in the runner-up, and the two of them; -1 for none.
    private var least: [Float]
    private var second: [Float]
    private var owner: [Int32]
    private var runnerUp: [Int32]

    /// A pixel of a disc; lengths in pixels.
    struct Pixel {
        var x: Int
        var y: Int
        var index: Int
        /// The share of the pixel that is covered.
        var cover: Double
        /// Depth below the edge of the disc, and below the nearest border of any kind.
        var depth: Double
        var border: Double
        var radius: Double
    }

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        least = Array(repeating: .infinity, count: width * height)
        second = least
        owner = Array(repeating: -1, count: width * height)
        runnerUp = owner
    }

    /// Adds a disc, in pixels of this foam.
    mutating func add(_ index: Int, x: Double, y: Double, radius: Double) {
        let reach = radius + 1
        let (left, right) = (max(x - reach, 0), min(x + reach, Double(width)))
        let (top, bottom) = (max(y - reach, 0), min(y + reach, Double(height)))
        guard left < right, top < bottom else { return }
        let disc = Int32(discs.count)
        discs.append((index, x, y, radius))
        for row in Int(top)..<min(Int(bottom.rounded(.up)), height) {
            for column in Int(left)..<min(Int(right.rounded(.up)), width) {
                let (dx, dy) = (Double(column) + 0.5 - x, Double(row) + 0.5 - y)
                let power = Float(dx * dx + dy * dy - radius * radius)
                let at = row * width + column
                if power < least[at] {
                    (second[at], runnerUp[at]) = (least[at], owner[at])
                    (least[at], owner[at]) = (power, disc)
                } else if power < second[at] {
                    (second[at], runnerUp[at]) = (power, disc)
                }
            }
        }
    }

    /// Calls for every covered pixel, row by row.
    func forEachPixel(_ body: (Pixel) -> Void) {
        for y in 0..<height {
            for x in 0..<width where owner[y * width + x] >= 0 {
                let at = y * width + x
                let disc = discs[Int(owner[at])]
                let (dx, dy) = (Double(x) + 0.5 - disc.x, Double(y) + 0.5 - disc.y)
                let depth = disc.radius - (dx * dx + dy * dy).squareRoot()
                guard depth > -0.5 else { continue }
                var border = depth
                if runnerUp[at] >= 0 {
                    let other = discs[Int(runnerUp[at])]
                    let apart = ((other.x - disc.x) * (other.x - disc.x) + (other.y - disc.y) * (other.y - disc.y)).squareRoot()
                    if apart > 0 { border = min(border, Double(second[at] - least[at]) / (2 * apart)) }
                }
                let cover = min(depth + 0.5, 1)
                body(Pixel(x: x, y: y, index: disc.index, cover: cover, depth: depth, border: border, radius: disc.radius))
            }
        }
    }
}
