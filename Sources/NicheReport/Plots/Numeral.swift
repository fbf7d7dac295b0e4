import Foundation

/// Numbers as people read them.
enum Numeral {
    /// At most `digits` significant digits, without trailing zeros: "0.25", "1,300", "3.1×10⁻⁶"; "–" for what is not a number.
    static func text(_ value: Double, digits: Int = 3) -> String {
        if value.isNaN { return "–" }
        if value.isInfinite { return value < 0 ? "−∞" : "∞" }
        if value == 0 { return "0" }
        let parts = scientific(value, digits: digits).split(separator: "e")
        let exponent = Int(parts[1])!
        if exponent < -3 || exponent > 5 {
            let mantissa = trimmed(String(parts[0]))
            let power = "10" + superscript(exponent)
            return mantissa == "1" ? power : mantissa == "-1" ? "−" + power : minus(mantissa) + "×" + power
        }
        return fixed(value, decimals: max(0, digits - 1 - exponent), trim: true)
    }

    /// A fixed count of decimals, thousands set apart from 10,000 on.
    static func fixed(_ value: Double, decimals: Int, trim: Bool = false) -> String {
        var text = String(format: "%.*f", decimals, value)
        if trim { text = trimmed(text) }
        if text.first == "-", !text.contains(where: { ("1"..."9").contains($0) }) { text.removeFirst() }
        let whole = text.prefix { $0 != "." }
        let rest = text.dropFirst(whole.count)
        return minus(abs(value) >= 9999.5 ? grouped(String(whole)) + rest : text)
    }

    static func count(_ number: Int) -> String { abs(number) < 10_000 ? minus(String(number)) : minus(grouped(String(number))) }

    /// "3 h", "2.5 days": a time in seconds, in the unit one would say it in, or would say `like` in.
    static func time(seconds: Double, like other: Double? = nil) -> String {
        let size = abs(other ?? seconds)
        if size < 120 { return text(seconds) + " s" }
        if size < 3600 { return text(seconds / 60) + " min" }
        if size < 172_800 { return text(seconds / 3600) + " h" }
        return text(seconds / 86_400) + " days"
    }

    /// "1.25e-03", for computers.
    static func scientific(_ value: Double, digits: Int) -> String { String(format: "%.*e", digits - 1, value) }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = text
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func grouped(_ whole: String) -> String {
        let sign = whole.hasPrefix("-") ? "-" : ""
        var digits = Array(whole.dropFirst(sign.count))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return sign + String(digits)
    }

    private static func minus(_ text: String) -> String { text.hasPrefix("-") ? "−" + text.dropFirst() : text }

    private static func superscript(_ number: Int) -> String {
        let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return (number < 0 ? "⁻" : "") + String(String(abs(number)).map { raised[$0.wholeNumberValue!] })
    }
}
