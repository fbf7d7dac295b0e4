import Glibc
import NicheFiles

/// A folder for one test, removed with its contents at the end.
final class Scratch: Sendable {
    let path: String

    init() {
        // In memory where there is such a place: waiting for a disk thousands of times takes minutes.
        let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
        var template = Array("\(parent)/niche-store-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template)!)
    }

    deinit { try? DiskFiles.removeTree(path) }
}
