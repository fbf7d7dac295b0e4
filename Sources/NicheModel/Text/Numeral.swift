import Foundation

/// Numbers as people write them: at most six digits, no tail of zeros.
enum Numeral {
    static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e7 { return "\(Int(value))" }
        return String(format: "%.6g", value)
    }
}
