import CLinux
import Glibc

/// Files and folders written beside their places, which appear there together once they are on the disk.
///
///     try Draft.publish(by: "run.zarr/.writing-60") { draft in
///         try draft.write(bytes, to: "run.zarr/fields/t/zarr.json")
///         try write(to: draft.folder(for: "run.zarr/cells/60"))
///     }
///
/// The last piece vouches for the others: it appears only when they are known to stay. The file system is synced twice and no file by
/// itself, since each file's own sync is a commit of the journal: a snapshot of 170 files took a second, and takes ten milliseconds.
/// - The first sync, before any name is given, puts every content on the disk, also of files that were written under their own names
///   meanwhile: a name never comes to stand for less than all of its bytes.
/// - The second one, before the last name is given, does so with the other names, as renames may reach the disk in any order.
public final class Draft {
    private let folder: String
    /// Held open from the start: a sync reports what failed to be written since its file was opened.
    private let handle: Int32
    private var pieces: [(draft: String, place: String)] = []
    /// Where the folders went that are being replaced.
    private var replaced: [(old: String, place: String)] = []

    /// Has pieces written, then puts them all in their places; if any of it fails, none of the folders is touched.
    ///
    /// - Parameter folder: a hidden folder for the drafts, on the same disk as their places; it is gone afterwards.
    /// - Throws: `FileFault.cannotWrite`, or what `write` throws.
    public static func publish(by folder: String, _ write: (Draft) throws -> Void) throws {
        let draft = try Draft(folder)
        do {
            try write(draft)
            try draft.publish()
        } catch {
            // What stays behind on a disk that refuses this too is cleared by the next process.
            try? draft.putBack()
            try? DiskFiles.removeTree(folder)
            throw error
        }
        for (old, _) in draft.replaced { try? DiskFiles.removeTree(old) }
        try? DiskFiles.removeTree(folder)
    }

    private init(_ folder: String) throws {
        self.folder = folder
        try DiskFiles.removeTree(folder)
        try DiskFiles.makeFolder(folder)
        handle = open(folder, O_RDONLY | O_CLOEXEC)
        if handle < 0 { throw FileFault.writing(folder, errno) }
    }

    deinit { close(handle) }

    /// Writes a file that is to have, or to replace, the name `place`.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func write(_ bytes: [UInt8], to place: String) throws {
        do {
            try DiskFiles.writeInPlace(bytes, to: piece(place))
        } catch var fault as FileFault {
            fault.path = place
            throw fault
        }
    }

    /// A path to write a folder to, which is to have, or to replace, the name `place`.
    public func folder(for place: String) -> String { piece(place) }

    private func piece(_ place: String) -> String {
        pieces.append(("\(folder)/\(pieces.count)", place))
        return pieces[pieces.count - 1].draft
    }

    private func publish() throws {
        guard let last = pieces.last else { return }
        try sync()
        for (index, piece) in pieces.enumerated() {
            if index > 0, index == pieces.count - 1 { try sync() }
            // A folder cannot be renamed over one with contents.
            if DiskFiles.isFolder(piece.place) {
                let parent = DiskFiles.folder(of: piece.place)
                let old = "\(parent)/.replaced-\(piece.place.dropFirst(parent.count + 1))"
                try DiskFiles.removeTree(old)
                try DiskFiles.move(piece.place, to: old)
                replaced.append((old, piece.place))
            }
            try DiskFiles.move(piece.draft, to: piece.place)
        }
        try DiskFiles.sync(DiskFiles.folder(of: last.place))
    }

    private func putBack() throws {
        for (old, place) in replaced where !DiskFiles.exists(place) { try DiskFiles.move(old, to: place) }
    }

    private func sync() throws {
        if syncfs(handle) != 0 { throw FileFault.writing(folder, errno) }
        DiskWitness.note(.syncAll)
    }
}
