/// A piece of a model file: text, a map or a list. Everything is text until we read it.
public struct Tree: Sendable {
    public enum Content: Sendable {
        case text(String)
        case map([(key: Tree, value: Tree)])
        case list([Tree])
    }

    public var content: Content
    public var place: Place
    /// Written in brackets, {…} or […].
    public var isFlow = false
    /// A scalar without quotes.
    public var isPlain = true
    /// A block scalar (| or >).
    public var isBlock = false
    let source: Source

    public var text: String? { if case .text(let text) = content { text } else { nil } }
    public var entries: [(key: Tree, value: Tree)]? { if case .map(let entries) = content { entries } else { nil } }
    public var items: [Tree]? { if case .list(let items) = content { items } else { nil } }
    public var isEmpty: Bool { text == "" && isPlain }

    /// The places of the characters of a text, one more for its end.
    func places() -> [Place] { source.places(of: text ?? "", line: place.line, column: place.column) }

    var kind: String {
        switch content {
        case .text: "text"
        case .map: "a map (key: value)"
        case .list: "a list"
        }
    }
}
