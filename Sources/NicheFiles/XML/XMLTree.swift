/// An element of an XML file: its attributes, its text, what is in it, and where it begins.
public struct XMLTree: Sendable {
    public var name: String
    public var attributes: [String: String] = [:]
    /// The text directly in it, without space around it.
    public var text = ""
    public var children: [XMLTree] = []
    /// Where it begins: line and column, from 1.
    public var line: Int
    public var column: Int

    /// The first element of a name in it.
    public subscript(name: String) -> XMLTree? { children.first { $0.name == name } }

    /// All elements of a name in it, in order.
    public func all(_ name: String) -> [XMLTree] { children.filter { $0.name == name } }
}
