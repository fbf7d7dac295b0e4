import Foundation

/// Bytes as the address of themselves.
func dataLink(_ bytes: some Sequence<UInt8>, _ type: String) -> String {
    "data:\(type);base64," + Data(bytes).base64EncodedString()
}

/// A picture as an element of a page.
func image(_ canvas: Canvas, _ description: String) -> String {
    let source = dataLink(canvas.png, "image/png")
    return "<img src=\"\(source)\" width=\"\(canvas.width)\" height=\"\(canvas.height)\" alt=\"\(escaped(description))\">"
}
