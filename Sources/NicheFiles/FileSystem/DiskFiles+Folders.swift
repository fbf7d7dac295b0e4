import Glibc

extension DiskFiles {
    /// Makes a folder and those above it that are missing.
    ///
    /// - Throws: `FileFault.cannotWrite`, with ENOTDIR where a file is in the way.
    public static func makeFolder(_ path: String) throws {
        if isFolder(path) { return }
        let parent = folder(of: path)
        if parent != path, parent != ".", !parent.isEmpty { try makeFolder(parent) }
        try Interruption.pass(path)
        if mkdir(path, 0o755) == 0 {
            DiskWitness.note(.makeFolder(path))
            return
        }
        let code = errno
        // Another process may have made it meanwhile.
        if !isFolder(path) { throw FileFault.writing(path, code == EEXIST ? ENOTDIR : code) }
    }

    /// Renames a file or folder and makes the new name last a power cut; a file of that name is replaced, a folder must be empty.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public static func rename(_ path: String, to newPath: String) throws {
        try move(path, to: newPath)
        try sync(folder(of: newPath))
    }

    /// Renames without waiting for the disk.
    static func move(_ path: String, to newPath: String) throws {
        try Interruption.pass(newPath)
        if Glibc.rename(path, newPath) != 0 { throw FileFault.writing(newPath, errno) }
        DiskWitness.note(.rename(path, to: newPath))
    }

    /// Removes a file, or a folder with all that is in it; links are removed, not followed. Nothing there is no fault.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public static func removeTree(_ path: String) throws {
        var facts = stat()
        if lstat(path, &facts) != 0 {
            if errno == ENOENT { return }
            throw FileFault.writing(path, errno)
        }
        let isFolder = facts.st_mode & S_IFMT == S_IFDIR
        if isFolder {
            for name in try list(path, hidden: true) { try removeTree("\(path)/\(name)") }
        }
        try Interruption.pass(path)
        if isFolder ? rmdir(path) != 0 : unlink(path) != 0, errno != ENOENT { throw FileFault.writing(path, errno) }
        DiskWitness.note(.remove(path))
    }

    /// Forces one file or folder to the disk.
    static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        if file < 0 { throw FileFault.writing(path, errno) }
        defer { close(file) }
        // Some file systems cannot sync folders and say so with EINVAL.
        if fsync(file) != 0, errno != EINVAL { throw FileFault.writing(path, errno) }
        DiskWitness.note(.sync(path))
    }
}
