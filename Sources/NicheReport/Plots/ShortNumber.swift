import Foundation
import NicheFiles

/// Numbers with six significant digits, as the tables of a page have them, written straight into text: pages hold 100,000s of them.
enum ShortNumber {
    private static let powers: [Double] = (0...300).map { pow(10, Double($0)) }

    /// "0.25", "1.3e-05", "1204.5"; whole numbers with all their digits.
    static func append(_ value: Double, to text: inout [UInt8]) {
        let size = value.magnitude
        // Whole and extreme numbers take the general way.
        guard value.isFinite, value != value.rounded(), size > 1e-290 else { return text += CSVWriter.field(value).utf8 }
        var exponent = Int(log10(size).rounded(.down))
        var digits = leading(size, exponent)
        // The logarithm may be a rounding off, and 999,999.7 has a digit more than it shows.
        if digits < 100_000 {
            exponent -= 1
            digits = leading(size, exponent)
        }
        if digits >= 1_000_000 {
            exponent += 1
            digits = leading(size, exponent)
        }
        if value < 0 { text.append(minus) }
        write(digits, exponent, to: &text)
    }

    /// Six digits of a number whose first stands at 10^exponent.
    private static func leading(_ size: Double, _ exponent: Int) -> Int {
        Int((exponent > 5 ? size / powers[exponent - 5] : size * powers[5 - exponent]).rounded())
    }

    private static let (zero, point, minus) = (UInt8(ascii: "0"), UInt8(ascii: "."), UInt8(ascii: "-"))

    private static func write(_ digits: Int, _ exponent: Int, to text: inout [UInt8]) {
        var (digits, count) = (digits, 6)
        while digits % 10 == 0, count > 1 { (digits, count) = (digits / 10, count - 1) }
        let isTiny = exponent < -4
        // Digits before the point; the rest follows it.
        let whole = isTiny ? 1 : exponent + 1
        if whole <= 0 {
            text += [zero, point]
            for _ in whole..<0 { text.append(zero) }
        }
        var divisor = Int(powers[count - 1])
        for place in 0..<count {
            if place == whole, place > 0 { text.append(point) }
            text.append(zero + UInt8(digits / divisor % 10))
            divisor = max(divisor / 10, 1)
        }
        if whole > count { for _ in count..<whole { text.append(zero) } }
        if isTiny {
            text += "e-".utf8
            if exponent > -10 { text.append(zero) }
            text += String(-exponent).utf8
        }
    }

    /// A length to a thousandth: exact ones are in the snapshots.
    static func append(thousandths value: Double, to text: inout [UInt8]) {
        guard value.isFinite, value.magnitude < 1e9 else { return text += CSVWriter.field(value).utf8 }
        let all = Int((value.magnitude * 1000).rounded())
        if value < 0, all > 0 { text.append(minus) }
        text += String(all / 1000).utf8
        var rest = all % 1000
        if rest == 0 { return }
        text.append(point)
        for divisor in [100, 10, 1] where rest > 0 {
            text.append(zero + UInt8(rest / divisor))
            rest %= divisor
        }
    }
}
