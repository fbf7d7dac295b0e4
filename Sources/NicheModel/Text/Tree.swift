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
    /// The text, of a key for example; nothing for a map or a list.
    package var word: String { text ?? "" }

    /// A map of what is written elsewhere, told of at the place of `tree`.
    package init(map entries: [(key: String, value: Tree)], at tree: Tree) {
        let keys = entries.map { Tree(content: .text($0.key), place: tree.place, source: tree.source) }
        self.init(content: .map(Array(zip(keys, entries.map(\.value)))), place: tree.place, source: tree.source)
    }

    init(content: Content, place: Place, isFlow: Bool = false, isPlain: Bool = true, isBlock: Bool = false, source: Source) {
        self.content = content
        self.place = place
        self.isFlow = isFlow
        self.isPlain = isPlain
        self.isBlock = isBlock
        self.source = source
    }

    /// `{set: {name: value}}`, told of at a place.
    package init(settings: [(name: String, value: String)], place: Place) {
        func text(_ text: String) -> Tree {
            let source = Source(file: place.file, text: text)
            return Tree(content: .text(text), place: Place(file: place.file, line: 1, column: 1), source: source)
        }
        let set = Tree(content: .map(settings.map { (text($0.name), text($0.value)) }), place: place, source: text("").source)
        self.init(map: [("set", set)], at: set)
    }

    /// The map without the entries of some keys.
    package func without(_ keys: Set<String>) -> Tree {
        var tree = self
        if let entries { tree.content = .map(entries.filter { !keys.contains($0.key.word) }) }
        return tree
    }

    package subscript(key: String) -> Tree? { entries?.first { $0.key.text == key }?.value }

    /// The places of the characters of a text, one more for its end.
    func places() -> [Place] { source.places(of: word, line: place.line, column: place.column) }

    package var kind: String {
        switch content {
        case .text: "text"
        case .map: "a map (key: value)"
        case .list: "a list"
        }
    }
}
