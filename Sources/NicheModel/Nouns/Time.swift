extension Assembly {
    static let timeKeys = ["end", "step", "record", "settle", "snapshot", "hazards", "start", "changes", "exchange"]

    func readTime() {
        var first: Place?
        for chapter in chapters {
            guard let tree = chapter["time"], let place = chapter.key("time")?.place else { continue }
            if let first {
                problems.add(place, "time is already defined at \(first)")
                continue
            }
            first = place
            problems.attempt { try readTime(tree, place) }
        }
        guard first == nil else { return }
        if let text = options.endOverride { problems.attempt { model.time.end = try end(text) } }
        for key in ["place", "space"] {
            guard let key = chapters.lazy.compactMap({ $0.key(key) }).first else { continue }
            if options.endOverride == nil {
                problems.add(key.place, "the model has no time; write \"time: {end: 14 d, step: 6 min, record: 6 h}\"")
            }
            return
        }
    }

    private func end(_ text: String) throws -> Int64 {
        let source = Source(file: "--until \(text)", text: text)
        let tree = Tree(content: .text(text), place: Place(file: source.file, line: 1, column: 1), source: source)
        return try seconds(phrase(tree), "the end", .positive, wholeSteps: true)
    }

    private func readTime(_ tree: Tree, _ place: Place) throws {
        var fields = Fields(tree, "time", known: Self.timeKeys, problems)
        for key in Self.timeKeys { if let setting = setting("time.\(key)") { fields.replace(key, setting.value) } }
        func seconds(_ key: String, _ bound: Bound, wholeSteps: Bool = true) -> Int64? {
            guard let tree = fields[key] else { return nil }
            return problems.attempt { try self.seconds(phrase(tree), "the \(key) of time", bound, wholeSteps: wholeSteps) }
        }
        if let step = seconds("step", .positive, wholeSteps: false) { model.time.step = step }
        // Defaults follow the step, so that a long step alone is no fault.
        model.time.record = Self.roundedUp(model.time.record, model.time.step)
        model.time.snapshot = Self.roundedUp(model.time.snapshot, model.time.step)
        if let record = seconds("record", .positive) { model.time.record = record }
        if let snapshot = seconds("snapshot", .positive) { model.time.snapshot = snapshot }
        if let settle = seconds("settle", .notNegative) { model.time.settle = settle }
        if let tree = fields["hazards"], let law = problems.attempt({ try choice(tree, ["exponential", "linear"], "hazards") }) {
            model.time.hazards = law == "linear" ? .linear : .exponential
        }
        if let tree = fields["start"], let start = problems.attempt({ try choice(tree, ["solved", "as given"], "start") }) {
            model.time.start = start == "as given" ? .asGiven : nil
        }
        if let tree = fields["changes"], let law = problems.attempt({ try choice(tree, ["adaptive", "euler"], "changes") }) {
            model.time.changes = law == "euler" ? .euler : nil
        }
        if let tree = fields["exchange"], let place = problems.attempt({ try choice(tree, ["at the end", "on the way"], "exchange") }) {
            model.time.exchange = place == "on the way" ? .onTheWay : nil
        }
        if let text = options.endOverride {
            model.time.end = try end(text)
        } else if fields["end"] == nil {
            problems.add(place, "time has no end; write end: 14 d")
        } else if let end = seconds("end", .positive) {
            model.time.end = end
        }
    }

    private static func roundedUp(_ time: Int64, _ step: Int64) -> Int64 { (time + step - 1) / step * step }

    /// A duration in whole seconds, rounded up; if asked, in whole steps, with a warning where that changes it.
    func seconds(_ phrase: Phrase, _ what: String, _ bound: Bound, wholeSteps: Bool) throws -> Int64 {
        let minutes = try constant(phrase, .time, what, bound)
        guard minutes < 1e10 else { throw ModelFault(phrase.place, "\(what) is too long, found \(phrase.text)") }
        // 0.1 min is 6 s although 0.1 has no exact binary form.
        let exact = minutes * 60
        let whole = Int64(abs(exact - exact.rounded()) < 1e-6 ? exact.rounded() : exact.rounded(.up))
        if Double(whole) != exact.rounded() || abs(exact - exact.rounded()) >= 1e-6 {
            problems.warn(phrase.place, "\(what), \(phrase.text), is rounded up to \(whole) s: time goes in whole seconds")
        }
        guard wholeSteps else { return whole }
        let rounded = Self.roundedUp(whole, model.time.step)
        if rounded != whole {
            problems.warn(
                phrase.place,
                "\(what), \(phrase.text), is rounded up to \(duration(rounded)), a whole number of steps of \(duration(model.time.step))")
        }
        return rounded
    }

    private func duration(_ seconds: Int64) -> String { Numeral.duration(seconds) }
}

extension Numeral {
    /// "6 h", "14 d", "90 s".
    static func duration(_ seconds: Int64) -> String {
        for (unit, length) in [("d", Int64(86_400)), ("h", 3600), ("min", 60)] where seconds != 0 && seconds % length == 0 {
            return "\(seconds / length) \(unit)"
        }
        return "\(seconds) s"
    }
}
