import Testing

@testable import NicheViewer

@Suite("Who is answered")
struct GateTests {
    private static let token = Token()
    private static let gate = Gate(token: token, port: 8123, allowsEdits: false)

    private func status(
        _ method: Request.Method? = .get, _ target: String = "/runs", host: [String] = ["127.0.0.1:8123"], isOpen: Bool = false,
        token: String? = GateTests.token.text, others: [(name: String, value: String)] = [], body: [UInt8] = [], gate: Gate = GateTests.gate
    ) -> Answer.Status? {
        var headers = host.map { (name: "Host", value: $0) } + others
        if let token { headers.append(("Authorization", "Bearer \(token)")) }
        return gate.refusal(of: Request(method, target, headers: headers, body: body), isOpen: isOpen)?.status
    }

    @Test("the page of this server, with the token") func ours() {
        #expect(status() == nil)
        #expect(status(.head) == nil)
        #expect(status(host: ["localhost:8123"]) == nil)
        #expect(status(others: [("Origin", "http://127.0.0.1:8123"), ("Sec-Fetch-Site", "same-origin")]) == nil)
        #expect(status(others: [("Sec-Fetch-Site", "none")]) == nil)
        #expect(status(isOpen: true, token: nil) == nil)
    }

    @Test("nobody under another host's name, or under two")
    func hosts() {
        for host in ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8123.evil.example", "[::1]:8123", ""] {
            #expect(status(host: [host]) == .forbidden, "\(host)")
            #expect(status(host: [host], isOpen: true, token: nil) == .forbidden, "\(host)")
        }
        #expect(status(host: []) == .forbidden)
        #expect(status(host: ["127.0.0.1:8123", "evil.example"]) == .forbidden)
    }

    @Test("no page of another origin or site")
    func origins() {
        for origin in [
            "http://evil.example", "https://127.0.0.1:8123", "http://127.0.0.1:80", "null", "file://", "http://127.0.0.1:8123.evil",
        ] {
            #expect(status(others: [("Origin", origin)]) == .forbidden, "\(origin)")
        }
        for site in ["cross-site", "same-site", "?"] { #expect(status(others: [("sec-fetch-site", site)]) == .forbidden, "\(site)") }
    }

    @Test("nobody without the token of this session")
    func tokens() {
        #expect(status(token: nil) == .noToken)
        for wrong in ["", Token().text, String(Self.token.text.dropLast()), Self.token.text + "0", Self.token.text.uppercased() + " "] {
            #expect(status(token: wrong) == .noToken, "\(wrong)")
        }
        #expect(status(others: [("authorization", "Bearer \(Self.token.text)")]) == .noToken, "two of them")
        #expect(Token().text.count == 32 && Token().text != Token().text)
    }

    @Test("nothing but questions, of a decent size")
    func methods() {
        #expect(status(.post) == .wrongMethod)
        #expect(status(nil) == .wrongMethod)
        #expect(status(body: [1]) == .tooMuch)
        #expect(status(.get, "/" + String(repeating: "a", count: 2048)) == .tooMuch)
        let editor = Gate(token: Self.token, port: 8123, allowsEdits: true)
        #expect(status(.post, body: [1], gate: editor) == nil)
        #expect(status(.post, body: [UInt8](repeating: 0, count: 16 << 10 + 1), gate: editor) == .tooMuch)
        #expect(status(nil, gate: editor) == .wrongMethod)
    }

    @Test(
        "no path that leads elsewhere",
        arguments: [
            "", "runs", "//", "/runs//0", "/../etc/passwd", "/page/../x", "/page/%2e%2e", "/page/..%2fx", "/page/.hidden", "/page/a\\b",
            "/page/a b",
            "http://evil.example/", "/page/\u{0}", "/runs#x", "/ä", "*",
        ])
    func paths(_ target: String) { #expect(Request(.get, target).path == nil, "\(target)") }

    @Test("a path in its parts, and what stands behind it")
    func parts() {
        #expect(Request(.get, "/").path == [])
        #expect(Request(.get, "/?x=1").path == [])
        #expect(Request(.get, "/runs/0/frames/3/values?of=IL%2D6%20%C2%B5").path == ["runs", "0", "frames", "3", "values"])
        #expect(Request(.get, "/a?of=IL%2D6%20%C2%B5&b").query("of") == "IL-6 µ")
        #expect(Request(.get, "/a?b=1&of=").query("of") == "")
        for odd in ["/a", "/a?of", "/a?of=%", "/a?of=%zz", "/a?of=%ff", "/a?off=1"] {
            #expect(Request(.get, odd).query("of") == nil, "\(odd)")
        }
    }
}
