/// The folder names of snapshots: whole minutes in eight digits, and seconds behind a hyphen where there are any.
///
/// Names and times determine each other, and names sort as times do.
enum SnapshotName {
    /// The name for a time [s].
    static func name(of time: Int64) -> String {
        precondition(time >= 0, "a snapshot at \(time) s")
        return padded(time / 60, 8) + (time % 60 == 0 ? "" : "-" + padded(time % 60, 2))
    }

    /// The time [s] of a name, or nil for what is no snapshot.
    static func time(of name: String) -> Int64? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, name.utf8.count <= 16, let minutes = Int64(parts[0]), let seconds = parts.count == 2 ? Int64(parts[1]) : 0,
            minutes >= 0, seconds >= 0
        else { return nil }
        let time = minutes * 60 + seconds
        return SnapshotName.name(of: time) == name ? time : nil
    }

    private static func padded(_ number: Int64, _ length: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
