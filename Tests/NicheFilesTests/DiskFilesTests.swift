import Glibc
import NicheTestSupport
import Testing

@testable import NicheFiles

@Suite struct DiskFilesTests {
    let scratch = Scratch()

    @Test func whatIsWrittenIsReadBack() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for content in [bytes, []] {
            try DiskFiles.writeWhole(content, to: "\(scratch.path)/a")
            #expect(try DiskFiles.read("\(scratch.path)/a", limit: 100_000) == content)
        }
        #expect(try DiskFiles.list(scratch.path, hidden: true) == ["a"])
    }

    /// At every operation on the disk, as on a full disk and as in a killed process.
    @Test(arguments: [false, true]) func interruptedWriteLeavesTheOldFileWhole(isKill: Bool) throws {
        let old: [UInt8] = [1, 2, 3]
        let new = [UInt8](repeating: 9, count: 1000)
        var failures = 0
        for operations in 0..<10 {
            let path = "\(scratch.path)/file-\(operations)"
            try DiskFiles.writeWhole(old, to: path)
            let interruption = Interruption(after: operations, code: ENOSPC, isKill: isKill)
            var fault: FileFault?
            do {
                try Interruption.$current.withValue(interruption) { try DiskFiles.writeWhole(new, to: path) }
            } catch let found as FileFault {
                fault = found
            }
            let found = try DiskFiles.read(path, limit: 10_000)
            if let fault {
                failures += 1
                #expect(found == old)
                #expect(fault.kind == .cannotWrite(ENOSPC) && fault.path == path)
                let left = try DiskFiles.list(scratch.path, hidden: true).filter { $0.hasPrefix(".writing") }
                #expect(isKill || left.isEmpty, "a failed write cleans up")
            } else {
                #expect(found == new)
            }
        }
        #expect(failures == 3, "creating, filling and renaming were each interrupted")
    }

    @Test func fullDiskNamesTheFileAndTheReason() {
        #expect(throws: FileFault(.cannotWrite(ENOSPC), path: "/dev/full", "cannot write: No space left on device")) {
            try DiskFiles.writeWhole([1], to: "/dev/full")
        }
    }

    @Test func devicesAreWrittenToAndNotReplaced() throws {
        try DiskFiles.writeWhole([1], to: "/dev/null")
        var facts = stat()
        #expect(stat("/dev/null", &facts) == 0 && facts.st_mode & S_IFMT == S_IFCHR)
    }

    @Test func unwritableFolderIsAFaultWithItsReason() throws {
        chmod(scratch.path, 0o555)
        // The superuser may write anywhere, so this thread becomes nobody; the call is not in Swift's headers.
        typealias SetUser = @convention(c) (UInt32) -> Int32
        let setfsuid = unsafeBitCast(dlsym(nil, "setfsuid"), to: SetUser.self)
        _ = setfsuid(65534)
        defer { _ = setfsuid(getuid()) }
        let path = "\(scratch.path)/file"
        let denied = FileFault(.cannotWrite(EACCES), path: path, "cannot write: Permission denied")
        #expect(throws: denied) { try DiskFiles.writeWhole([1], to: path) }
        #expect(throws: denied) { try DiskFiles.makeFolder(path) }
        #expect(throws: denied) { try DiskFiles.appendLine("a", to: path) }
    }

    @Test func aFileInTheWayOfAFolderIsAFault() throws {
        try DiskFiles.writeWhole([1], to: "\(scratch.path)/file")
        for path in ["\(scratch.path)/file", "\(scratch.path)/file/inner"] {
            let fault = #expect(throws: FileFault.self) { try DiskFiles.makeFolder(path) }
            #expect(fault?.kind == .cannotWrite(ENOTDIR))
        }
        let fault = #expect(throws: FileFault.self) { try DiskFiles.writeWhole([1], to: scratch.path) }
        #expect(fault?.kind == .cannotWrite(EISDIR))
    }

    @Test func readingRefusesWhatIsMissingTooLargeOrNoFile() throws {
        let path = "\(scratch.path)/file"
        #expect(throws: FileFault(.missing, path: path, "there is no such file or folder")) { try DiskFiles.read(path, limit: 10) }
        try DiskFiles.writeWhole([1, 2, 3], to: path)
        #expect(throws: FileFault(.tooLarge, path: path, "is larger than the 2 bytes that are accepted here")) {
            try DiskFiles.read(path, limit: 2)
        }
        let folder = #expect(throws: FileFault.self) { try DiskFiles.read(scratch.path, limit: 10) }
        #expect(folder?.kind == .cannotRead(EISDIR))
        mkfifo("\(scratch.path)/pipe", 0o644)
        // Nobody writes to this pipe: reading it must not wait.
        let pipe = #expect(throws: FileFault.self) { try DiskFiles.read("\(scratch.path)/pipe", limit: 10) }
        #expect(pipe?.kind == .malformed)
        let endless = #expect(throws: FileFault.self) { try DiskFiles.read("/dev/zero", limit: 10) }
        #expect(endless?.kind == .malformed)
    }

    @Test func linesAreAppendedWholeAfterAnInterruption() throws {
        let path = "\(scratch.path)/log"
        for line in ["one", "two"] { try DiskFiles.appendLine(line, to: path) }
        for isKill in [false, true] {
            let interruption = Interruption(after: 1, code: ENOSPC, isKill: isKill)
            #expect(throws: FileFault.self) {
                try Interruption.$current.withValue(interruption) { try DiskFiles.appendLine("never whole", to: path) }
            }
            let text = String(decoding: try DiskFiles.read(path, limit: 1000), as: UTF8.self)
            #expect(text == (isKill ? "one\ntwo\nthree\nnever " : "one\ntwo\n"))
            try DiskFiles.appendLine("three", to: path)
        }
        #expect(String(decoding: try DiskFiles.read(path, limit: 1000), as: UTF8.self) == "one\ntwo\nthree\nthree\n")
    }

    @Test func removingATreeDoesNotFollowLinks() throws {
        try DiskFiles.makeFolder("\(scratch.path)/kept")
        try DiskFiles.writeWhole([1], to: "\(scratch.path)/kept/file")
        try DiskFiles.makeFolder("\(scratch.path)/gone/deep")
        symlink("\(scratch.path)/kept", "\(scratch.path)/gone/deep/link")
        try DiskFiles.removeTree("\(scratch.path)/gone")
        try DiskFiles.removeTree("\(scratch.path)/never-was")
        #expect(try DiskFiles.list(scratch.path) == ["kept"])
        #expect(DiskFiles.exists("\(scratch.path)/kept/file"))
    }
}
