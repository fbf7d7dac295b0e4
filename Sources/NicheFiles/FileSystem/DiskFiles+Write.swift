import Glibc
import Synchronization

private let counter = Atomic<Int>(0)

extension DiskFiles {
    /// Writes a file whole or not at all: to a temporary name in the same folder, to the disk, then renamed.
    ///
    /// A reader sees the old contents or the new, never a part. A device or pipe that is already there is written to directly.
    /// - Throws: `FileFault.cannotWrite`; the old contents are then untouched.
    public static func writeWhole(_ bytes: [UInt8], to path: String) throws {
        var facts = stat()
        if stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG {
            if facts.st_mode & S_IFMT == S_IFDIR { throw FileFault.writing(path, EISDIR) }
            // Renaming over /dev/null or a pipe would replace it.
            return try put(bytes, path: path, flags: O_WRONLY, syncs: false)
        }
        let folder = folder(of: path)
        let serial = counter.add(1, ordering: .relaxed).newValue
        let temporary = "\(folder)/.writing-\(getpid())-\(serial)"
        do {
            try put(bytes, path: temporary, flags: O_WRONLY | O_CREAT | O_EXCL, syncs: true)
            try rename(temporary, to: path)
        } catch var fault as FileFault {
            if !Interruption.isDead { unlink(temporary) }
            fault.path = path
            throw fault
        }
    }

    /// Writes a file under its own name without forcing it to the disk: for files of a `Draft`, and those that count only
    /// when one is published.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public static func writeInPlace(_ bytes: [UInt8], to path: String) throws {
        try put(bytes, path: path, flags: O_WRONLY | O_CREAT | O_TRUNC, syncs: false)
    }

    /// Appends a line to a text file, whole or not at all; a part of a line that an earlier kill left at the end is cut off first.
    ///
    /// - Throws: `FileFault.cannotWrite`; the file then ends where it ended.
    public static func appendLine(_ line: String, to path: String) throws {
        try Interruption.pass(path)
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        if file < 0 { throw FileFault.writing(path, errno) }
        defer { close(file) }
        let end = try endOfLastLine(file, path: path)
        if ftruncate(file, end) != 0 || lseek(file, end, SEEK_SET) < 0 { throw FileFault.writing(path, errno) }
        do {
            try put(Array((line + "\n").utf8), into: file, path: path)
        } catch {
            if !Interruption.isDead { ftruncate(file, end) }
            throw error
        }
    }

    /// The offset just behind the last line feed.
    private static func endOfLastLine(_ file: Int32, path: String) throws -> off_t {
        var end = lseek(file, 0, SEEK_END)
        if end < 0 { throw FileFault.writing(path, errno) }
        var block = [UInt8](repeating: 0, count: 4096)
        while end > 0 {
            let start = max(0, end - off_t(block.count))
            let got = pread(file, &block, Int(end - start), start)
            if got != Int(end - start) { throw FileFault.writing(path, got < 0 ? errno : EIO) }
            if let last = block[..<got].lastIndex(of: UInt8(ascii: "\n")) { return start + off_t(last) + 1 }
            end = start
        }
        return 0
    }

    private static func put(_ bytes: [UInt8], path: String, flags: Int32, syncs: Bool) throws {
        try Interruption.pass(path)
        let file = open(path, flags | O_CLOEXEC, 0o644)
        if file < 0 { throw FileFault.writing(path, errno) }
        var isOpen = true
        defer { if isOpen { close(file) } }
        try put(bytes, into: file, path: path)
        DiskWitness.note(.write(path, bytes))
        if syncs, fsync(file) != 0, errno != EINVAL { throw FileFault.writing(path, errno) }
        if syncs { DiskWitness.note(.sync(path)) }
        isOpen = false
        // Network file systems report a full disk only here.
        if close(file) != 0, errno != EINTR { throw FileFault.writing(path, errno) }
    }

    private static func put(_ bytes: [UInt8], into file: Int32, path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            if Interruption.current != nil, buffer.count > 1 {
                // A rehearsed failure may strike between two halves of the contents.
                done = max(0, Glibc.write(file, buffer.baseAddress!, buffer.count / 2))
                try Interruption.pass(path)
            }
            while done < buffer.count {
                let put = Glibc.write(file, buffer.baseAddress! + done, min(buffer.count - done, 1 << 30))
                if put < 0, errno == EINTR { continue }
                if put < 0 { throw FileFault.writing(path, errno) }
                done += put
            }
        }
    }
}
