/// Numbers and words as the model language writes them.
enum Text {
    static func number(_ value: Double, _ unit: String = "") -> String {
        let number = value == value.rounded() && abs(value) < 1e7 ? "\(Int(value))" : "\(value)"
        return unit.isEmpty ? number : "\(number) \(unit)"
    }

    /// As YAML takes any text.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ") + "\""
    }
}
