/// Decides who is answered: the page that this server sent, on this machine, and nobody else.
///
/// Another site in the same browser can reach a loopback address. It cannot do so under our host's name (`Host`, against names that are
/// bound to loopback later), not without saying where it comes from (`Origin`), and it does not know the token.
public struct Gate: Sendable {
    public let token: Token
    public let port: Int
    /// Whether anything but reading is allowed.
    public let allowsEdits: Bool

    static let largestTarget = 2048
    static let largestBody = 16 << 10

    public init(token: Token, port: Int, allowsEdits: Bool) {
        self.token = token
        self.port = port
        self.allowsEdits = allowsEdits
    }

    private var hosts: [String] { ["127.0.0.1:\(port)", "localhost:\(port)"] }

    /// Why a request is not answered; nil where it is.
    ///
    /// The page itself is the same for everyone and needs no token; all that is of a run does.
    public func refusal(of request: Request, isOpen: Bool) -> Answer? {
        let names = request.values(of: "host")
        guard names.count == 1, hosts.contains(names[0].lowercased()) else {
            return .refusal(.forbidden, "asked under the name of another host")
        }
        for origin in request.values(of: "origin") where !hosts.contains(where: { origin.lowercased() == "http://\($0)" }) {
            return .refusal(.forbidden, "asked by a page of another origin")
        }
        for site in request.values(of: "sec-fetch-site") where site != "same-origin" && site != "none" {
            return .refusal(.forbidden, "asked by a page of another site")
        }
        switch request.method {
        case .get, .head: if !request.body.isEmpty { return .refusal(.tooMuch, "a question has no body") }
        case .post where allowsEdits: break
        default: return .refusal(.wrongMethod, allowsEdits ? "GET, HEAD or POST" : "GET or HEAD: this server only shows")
        }
        guard request.target.utf8.count <= Self.largestTarget, request.body.count <= Self.largestBody else {
            return .refusal(.tooMuch, "too long")
        }
        if isOpen { return nil }
        let given = request.values(of: "authorization")
        guard given.count == 1, given[0].hasPrefix("Bearer "), token.isEqual(to: String(given[0].dropFirst(7))) else {
            return .refusal(.noToken, "the token is missing or of another session; open the address that niche printed")
        }
        return nil
    }
}
