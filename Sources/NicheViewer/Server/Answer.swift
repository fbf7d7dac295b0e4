import NicheFiles

/// What the server says.
public struct Answer: Sendable {
    public enum Status: Int, Sendable {
        case ok = 200
        case badRequest = 400
        case noToken = 401
        case forbidden = 403
        case notFound = 404
        case wrongMethod = 405
        case tooMuch = 413
        case fault = 500
    }

    public var status: Status
    public var type: String
    public var body: [UInt8]

    public init(_ status: Status = .ok, type: String, body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    static func json(_ json: JSON, _ status: Status = .ok) -> Answer {
        Answer(status, type: "application/json", body: Array(json.text.utf8))
    }

    static func bytes(_ body: [UInt8]) -> Answer { Answer(type: "application/octet-stream", body: body) }

    /// Why there is no answer, for whoever asked.
    static func refusal(_ status: Status, _ reason: String) -> Answer { json(["error": JSON(reason)], status) }

    /// What is said of every answer: keep nothing, guess nothing, load nothing from elsewhere, stand in nobody's frame.
    static let headers: [(name: String, value: String)] = [
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob: data:; media-src blob:; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
    ]
}
