/// Decimal numbers as text: sign, digits, point, exponent; nothing else, so neither `nan` nor `0x1p3` nor `1,5` passes.
enum DecimalNumber {
    /// The nearest double, infinite where it is too large, or nil where the text is no number.
    static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
        var at = 0
        var end = text.count
        while at < end, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        while end > at, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
        let start = at
        var isNegative = false
        if at < end, text[at] == 0x2D || text[at] == 0x2B {
            isNegative = text[at] == 0x2D
            at += 1
        }
        var digits: UInt64 = 0
        var used = 0
        var seen = 0
        var scale = 0
        var isPastPoint = false
        while at < end {
            let digit = text[at] &- 0x30
            if digit < 10 {
                seen += 1
                if digits > 0 || digit > 0 { used += 1 }
                if used <= 19 { digits = digits &* 10 &+ UInt64(digit) }
                if isPastPoint { scale -= 1 }
            } else if text[at] == 0x2E, !isPastPoint {
                isPastPoint = true
            } else {
                break
            }
            at += 1
        }
        if seen == 0 { return nil }
        var exponent = 0
        if at < end, text[at] | 0x20 == 0x65 {
            at += 1
            var isMinus = false
            if at < end, text[at] == 0x2D || text[at] == 0x2B {
                isMinus = text[at] == 0x2D
                at += 1
            }
            if at == end { return nil }
            while at < end, text[at] &- 0x30 < 10 {
                exponent = min(exponent * 10 + Int(text[at] &- 0x30), 100_000)
                at += 1
            }
            if isMinus { exponent = -exponent }
        }
        if at != end { return nil }
        let power = scale + exponent
        // Both factors are exact, so one rounding gives the nearest double (Clinger 1990).
        if used <= 19, digits <= 1 << 53, power >= -22, power <= 22 {
            let value = power < 0 ? Double(digits) / powers[-power] : Double(digits) * powers[power]
            return isNegative ? -value : value
        }
        return Double(String(decoding: UnsafeBufferPointer(rebasing: text[start..<end]), as: UTF8.self))
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
