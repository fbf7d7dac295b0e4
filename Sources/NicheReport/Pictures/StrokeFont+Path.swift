extension StrokeFont.Glyph {
    /// Reads a glyph: its width, then M (move), L (line), Q (curve by one control point), and A (an arc of an ellipse:
    /// centre, half axes, then from and to in quarter turns counted from the right over the top).
    init(path: String) {
        var numbers: [Double] = []
        var command: Character = " "
        var strokes: [[SIMD2<Double>]] = []
        var width = 0.0
        func finish() {
            switch command {
            case "M": strokes.append([SIMD2(numbers[0], numbers[1])])
            case "L": strokes[strokes.count - 1].append(SIMD2(numbers[0], numbers[1]))
            case "Q":
                let start = strokes[strokes.count - 1].last!
                let (control, end) = (SIMD2(numbers[0], numbers[1]), SIMD2(numbers[2], numbers[3]))
                for step in 1...Self.pieces {
                    let t = Double(step) / Double(Self.pieces)
                    strokes[strokes.count - 1].append(
                        start * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + end * (t * t))
                }
            case "A": strokes[strokes.count - 1] += Self.arc(numbers)
            default: width = numbers[0]
            }
            numbers.removeAll(keepingCapacity: true)
        }
        var text = ""
        func number() {
            if !text.isEmpty { numbers.append(Double(text)!) }
            text = ""
        }
        for character in path {
            switch character {
            case "M", "L", "Q", "A":
                number()
                finish()
                command = character
            case " ": number()
            default: text.append(character)
            }
        }
        number()
        finish()
        self.init(strokes: strokes, width: width)
    }

    private static let pieces = 7

    private static func arc(_ numbers: [Double]) -> [SIMD2<Double>] {
        let (centre, axes) = (SIMD2(numbers[0], numbers[1]), SIMD2(numbers[2], numbers[3]))
        let (from, to) = (Int(numbers[4]), Int(numbers[5]))
        let turn = to > from ? 1 : -1
        var points: [SIMD2<Double>] = []
        for quarter in stride(from: from, to: to, by: turn) {
            let (a, b) = (corner(quarter), corner(quarter + turn))
            for step in 1...pieces {
                // Rational quadratic: an exact quarter of a circle without sine and cosine.
                let t = Double(step) / Double(pieces)
                let weights = SIMD3((1 - t) * (1 - t), 2 * t * (1 - t) * 0.5.squareRoot(), t * t)
                points.append(centre + axes * (a * weights.x + (a + b) * weights.y + b * weights.z) / weights.sum())
            }
        }
        return points
    }

    private static func corner(_ quarter: Int) -> SIMD2<Double> {
        switch ((quarter % 4) + 4) % 4 {
        case 0: SIMD2(1, 0)
        case 1: SIMD2(0, 1)
        case 2: SIMD2(-1, 0)
        default: SIMD2(0, -1)
        }
    }
}
