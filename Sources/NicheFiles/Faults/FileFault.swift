import Glibc

/// What is wrong with a file, where, and what was expected instead.
///
/// Every throwing call of this module throws a `FileFault`, so a command needs one `catch` and one exit code a kind.
public struct FileFault: Error, CustomStringConvertible, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// There is no such file or folder.
        case missing
        /// The contents break the rules of the format.
        case malformed
        /// The contents are of the format, but use a part of it that this reader does not know.
        case unsupported
        /// The file is larger than the reader accepts.
        case tooLarge
        /// Something is there already that must not be replaced.
        case exists
        /// The system refused to read, with its `errno`.
        case cannotRead(Int32)
        /// The system refused to write, with its `errno`: no permission, a full disk.
        case cannotWrite(Int32)
    }

    public var kind: Kind
    public var path: String
    /// Line and column in the file, both from 1, where the fault has a place.
    public var line: Int?
    public var column: Int?
    /// What was found and what was expected.
    public var message: String

    public init(_ kind: Kind, path: String, line: Int? = nil, column: Int? = nil, _ message: String) {
        self.kind = kind
        self.path = path
        self.line = line
        self.column = column
        self.message = message
    }

    /// `path:line:column: message`, the form editors and compilers share.
    public var description: String {
        var place = path
        if let line { place += ":\(line)" }
        if line != nil, let column { place += ":\(column)" }
        return "\(place): \(message)"
    }

    /// The fault of a read that the system refused.
    static func reading(_ path: String, _ code: Int32) -> FileFault {
        if code == ENOENT || code == ENOTDIR { return FileFault(.missing, path: path, "there is no such file or folder") }
        return FileFault(.cannotRead(code), path: path, "cannot read: \(String(cString: strerror(code)))")
    }

    /// The fault of a write that the system refused.
    static func writing(_ path: String, _ code: Int32) -> FileFault {
        FileFault(.cannotWrite(code), path: path, "cannot write: \(String(cString: strerror(code)))")
    }
}
