import Foundation

/// Bytes as the address of themselves.
func dataLink(_ bytes: some Sequence<UInt8>, _ type: String) -> String {
    "data:\(type);base64," + Data(bytes).base64EncodedString()
}

/// A picture as an element of a page.
func image(_ canvas: Canvas, _ description: String) -> String {
    "<img src=\"\(dataLink(canvas.png, "image/png"))\" width=\"\(canvas.width)\" height=\"\(canvas.height)\" alt=\"\(escaped(description))\">"
}
