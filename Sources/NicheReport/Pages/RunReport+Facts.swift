import Foundation
import NicheEngine
import NicheFiles
import NicheStore

extension RunReport {
    static func facts(_ manifest: Manifest) -> [(String, String)] {
        var facts: [(String, String)] = [
            ("Status", manifest.status.rawValue), ("Simulated time", Numeral.time(seconds: Double(manifest.time))),
            ("Steps", Numeral.count(Int(manifest.steps))), ("Seed", String(manifest.seed)),
        ]
        let clock = ISO8601DateFormatter()
        if let start = clock.date(from: manifest.started), let end = clock.date(from: manifest.finished), end >= start {
            facts.append(("Took", "\(Numeral.time(seconds: end.timeIntervalSince(start))) on \(manifest.threads) threads"))
        }
        facts += [("Started", manifest.started), ("Machine", manifest.host), ("Version", manifest.version)]
        facts += [("Model digest", manifest.modelDigest), ("State digest", manifest.stateDigest)]
        facts += manifest.therapies.map { therapy in
            let days = therapy.times.map { Numeral.text(Double($0) / 86_400) }
            let shown = days.prefix(8).joined(separator: ", ") + (days.count > 8 ? "…" : "")
            return ("Therapy: \(words(therapy.name))", days.isEmpty ? "when the run calls for it" : "on day \(shown)")
        }
        facts += manifest.settings.map { ("Set: \($0.name)", $0.value) }
        return facts.filter { !$0.1.isEmpty }
    }

    /// What happened to the cells, in plain words.
    static func notes(_ frames: [Frame], _ manifest: Manifest) -> [String] {
        guard let first = frames.first?.cells, let last = frames.last else {
            return ["The run has no snapshots yet, so there are no pictures."]
        }
        let time = Numeral.time(seconds: Double(last.time))
        let dead = last.cells.isAlive.count { !$0 }
        var notes = [
            "After \(time) the tissue holds \(Numeral.count(last.cells.count - dead)) living and \(Numeral.count(dead)) dead cells."
        ]
        if frames.count > 1 {
            let (before, after) = (first.aliveByType, last.cells.aliveByType)
            let changes = after.indices.filter { $0 < before.count && (before[$0] > 0 || after[$0] > 0) }.map { type in
                "\(words(last.cells.typeNames[type])) from \(Numeral.count(before[type])) to \(Numeral.count(after[type]))"
            }
            if !changes.isEmpty { notes.append("Living cells went: " + changes.joined(separator: "; ") + ".") }
        }
        if manifest.status != .done { notes.append("The run is not complete: its status is \(manifest.status.rawValue).") }
        return notes
    }

    /// The first field that is no count and differs from place to place.
    public static func ground(_ frame: Frame) -> String? {
        let counted = Set(frame.fields.particleNames)
        return frame.fields.columns.first { column in
            guard !counted.contains(column.name), let (low, high) = Axis.ends(column.values) else { return false }
            return high > low
        }?.name
    }

    /// The states that differ from cell to cell.
    static func varying(_ cells: Frame.Cells) -> [String] {
        cells.states.filter { column in Axis.ends(column.values).map { $0.0 < $0.1 } ?? false }.map(\.name)
    }

    /// The line `about:` of the model among the inputs, known by its title.
    static func about(_ run: RunFolder, title: String) throws -> String {
        func line(_ key: String, in text: String) -> String? {
            let found = text.split(separator: "\n").first { $0.hasPrefix(key + ":") }
            return found.map { $0.dropFirst(key.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\"'")) }
        }
        for name in (try? run.inputs()) ?? [] where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            let text = String(decoding: try run.input(name), as: UTF8.self)
            if line("title", in: text) == title, let about = line("about", in: text), !about.hasPrefix("|"), !about.hasPrefix(">") {
                return about
            }
        }
        return ""
    }

    /// An argument as a shell reads it back.
    static func shellWord(_ argument: String) -> String {
        let isPlain = !argument.isEmpty && argument.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0)) }
        return isPlain ? argument : "'" + argument.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
