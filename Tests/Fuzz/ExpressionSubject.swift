import NicheEngine
import NicheModel

/// Expressions in each place that takes one: a shorthand, a rate of change, a hazard, a substance, an observation, a parameter.
///
/// The first byte says which; the rest is the expression.
struct ExpressionSubject: Subject {
    static let texts = [
        "age * 2 + volume / 1 pL * 1 h", "if(age > 2 h, 1, 0.5)", "hill(food, 2 uM, 3)", "exp(-age / 3 h) ^ 2",
        "min(1, max(0, food / 1 uM))",
        "near(eater, 20 um)", "slope(food)", "touching(eater)", "near(eater, 20 um, their.age)", "sqrt(volume / 1 pL) * -1",
        "mean(eater, age)", "count(eater, age > 1 h)", "normal(1, 0.1)", "toward 2 h over 3 h", "log(1e300)", "1 fmol/min",
        "0.1 /h * hunger",
        "toward 1 h over 3 h with noise 0.05 h^0.5 above 0 h", "taken(food)", "volume", "pressure",
    ]

    func seeds() -> [[UInt8]] {
        Self.texts.flatMap { text in Self.places.indices.map { [UInt8($0)] + Array(text.utf8) } }
    }

    func read(_ bytes: [UInt8]) throws {
        guard let first = bytes.first else { return }
        let text = String(decoding: bytes.dropFirst().map { $0 < 32 ? 32 : $0 }, as: UTF8.self).replacing("'", with: "''")
        var lines = Self.places
        lines[Int(first) % lines.count] = "'\(text)'"
        let model = try Model.read(text: Self.model(lines), vocabulary: .standard)
        _ = describe(model)
        try Small.run(model)
    }

    /// What stands where no expression is tried.
    private static let places = ["0.5", "1", "0.1 /h", "1 fmol/min", "age", "5 uM", "count(eater)", "2 um", "0.1 /min"]

    private static func model(_ texts: [String]) -> String {
        """
        title: expressions
        parameters: {step: \(texts[7]) | 1 um to 5 um | assumed | a length}
        substances:
          food: {unit: uM, diffusion: 300 um^2/min, decay: \(texts[8]), start: \(texts[5])}
        cells:
          eater:
            state: {volume: 2 pL | split, age: 0 h | split}
            let:
              hunger: \(texts[0])
              shown: \(texts[4])
            change:
              age: \(texts[1])
            secrete:
              food: \(texts[3])
            events:
              death: {do: vanish, at: \(texts[2])}
        space: {size: [40 um, 40 um, 40 um], voxel: 20 um}
        time: {end: 2 h, step: 6 min, record: 1 h}
        place: [{what: eater, number: 2}]
        measures:
          seen: \(texts[6])
        """
    }
}
