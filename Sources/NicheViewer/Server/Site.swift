/// What a server shows.
public protocol Site: Sendable {
    /// Whether a path is of the page itself, which is the same for everyone.
    func isOpen(_ path: [String]) -> Bool

    /// Whether it takes anything but questions.
    var allowsEdits: Bool { get }

    /// Called on a thread of its own, one request at a time.
    func answer(_ request: Request, path: [String]) -> Answer
}
