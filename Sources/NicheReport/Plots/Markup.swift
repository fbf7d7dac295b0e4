import NicheFiles

/// Text made safe to stand in HTML and SVG: a name such as `<script>` is shown, never run.
public func escaped(_ text: String) -> String { XML.escaped(text) }

/// A length in a drawing, to a tenth of a point: shorter files, the same bytes every time.
func point(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
    let (whole, tenth) = (abs(tenths) / 10, abs(tenths) % 10)
    return (tenths < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
}

/// The width of a text in a wide sans serif, in ems of its size, for lack of the font itself.
func roughWidth(_ text: String) -> Double {
    text.reduce(0) { width, character in
        if "iljtfrI.,:;'|()[]! ".contains(character) { return width + 0.37 }
        if "mwMW@%".contains(character) { return width + 0.95 }
        return width + (character.isUppercase ? 0.70 : 0.61)
    }
}

/// A text cut so that it is no wider than `most` ems.
func shortened(_ text: String, to most: Double) -> String {
    if roughWidth(text) <= most { return text }
    var cut = text
    while !cut.isEmpty, roughWidth(cut) + 0.8 > most { cut.removeLast() }
    return cut + "…"
}
