import Glibc

/// Files and folders of the machine, with faults that name the path and what the system said.
public enum DiskFiles {
    /// All bytes of a regular file.
    ///
    /// - Parameter limit: the most bytes accepted.
    /// - Throws: `FileFault` missing, cannotRead, tooLarge, or malformed for what is no regular file (a pipe might never end).
    public static func read(_ path: String, limit: Int) throws -> [UInt8] {
        // Non-blocking, because opening a pipe nobody writes to would wait for ever.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0 { throw FileFault.reading(path, errno) }
        defer { close(file) }
        var facts = stat()
        if fstat(file, &facts) != 0 { throw FileFault.reading(path, errno) }
        if facts.st_mode & S_IFMT == S_IFDIR { throw FileFault.reading(path, EISDIR) }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw FileFault(.malformed, path: path, "is no regular file; save its contents to one")
        }
        func refuse() -> FileFault {
            FileFault(.tooLarge, path: path, "is larger than the \(limit) bytes that are accepted here")
        }
        if Int(facts.st_size) > limit { throw refuse() }
        let size = Int(facts.st_size)
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(file, buffer.baseAddress! + count, min(size - count, 1 << 30))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if failure != 0 { throw FileFault.reading(path, failure) }
        // Files under /proc have size 0 and yet contents.
        return size == 0 ? try rest(of: file, path: path, limit: limit, refuse) : bytes
    }

    private static func rest(of file: Int32, path: String, limit: Int, _ refuse: () -> FileFault) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65536)
        while true {
            let got = Glibc.read(file, &block, block.count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { throw FileFault.reading(path, errno) }
            if got == 0 { return bytes }
            bytes += block[..<got]
            if bytes.count > limit { throw refuse() }
        }
    }

    /// Whether there is a file, folder or anything else at `path`, links followed.
    public static func exists(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0
    }

    /// Whether there is a folder at `path`, links followed.
    public static func isFolder(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder in byte order, so that they are the same on every machine; names that begin with a point only on request.
    ///
    /// - Throws: `FileFault` missing or cannotRead.
    public static func list(_ path: String, hidden: Bool = false) throws -> [String] {
        guard let folder = opendir(path) else { throw FileFault.reading(path, errno) }
        defer { closedir(folder) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(folder) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != "..", hidden || !name.hasPrefix(".") { names.append(name) }
        }
        if errno != 0 { throw FileFault.reading(path, errno) }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The folder that `path` lies in: "." for a bare name.
    static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
