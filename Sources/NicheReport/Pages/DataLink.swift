import Foundation

/// Bytes as the address of themselves.
func dataLink(_ bytes: [UInt8], _ type: String) -> String {
    "data:\(type);base64," + Data(bytes).base64EncodedString()
}

/// A picture as an element of a page.
func image(_ drawing: Drawing, _ description: String) -> String {
    let source = dataLink(drawing.png, "image/png")
    return "<img src=\"\(source)\" width=\"\(drawing.width)\" height=\"\(drawing.height)\" alt=\"\(escaped(description))\">"
}
