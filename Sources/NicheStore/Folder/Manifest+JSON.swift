import NicheFiles

extension Manifest {
    /// The manifest as `run.json` holds it.
    public var json: JSON {
        .object([
            .init("format", JSON(format)), .init("niche_version", JSON(version)), .init("model_title", JSON(modelTitle)),
            .init("model_digest", JSON(modelDigest)),
            // JSON readers agree on whole numbers only up to 2^53.
            .init("seed", seed <= 1 << 53 ? JSON(Int(seed)) : JSON(String(seed))),
            .init("threads", JSON(threads)), .init("command", JSON(command)), .init("host", JSON(host)),
            .init("started", JSON(started)), .init("finished", finished.isEmpty ? .null : JSON(finished)),
            .init("status", JSON(status.rawValue)), .init("steps", .integer(steps)), .init("time_s", .integer(time)),
            .init("state_digest", stateDigest.isEmpty ? .null : JSON(stateDigest)),
            .init("snapshots", .array(snapshots.map { .object([.init("name", JSON($0.name)), .init("time_s", .integer($0.time))]) })),
            .init("settings", .object(settings.map { .init($0.name, JSON($0.value)) })),
            .init("therapies", .array(therapies.map { ["name": JSON($0.name), "times_s": .array($0.times.map { .integer($0) })] })),
            .init("inputs", .array(inputs.map(\.json))),
        ])
    }

    /// - Throws: `FileFault` malformed, or unsupported for a later layout.
    public init(_ json: JSON, path: String) throws {
        func fault(_ name: String, _ expected: String) -> FileFault {
            FileFault(.malformed, path: path, "\(name) is \(json[name]?.text.prefix(80) ?? "missing"); expected \(expected)")
        }
        func text(_ name: String) throws -> String {
            switch json[name] {
            case .string(let text): return text
            case .null: return ""
            default: throw fault(name, "text")
            }
        }
        func whole(_ name: String) throws -> Int64 {
            guard case .integer(let value) = json[name] else { throw fault(name, "a whole number") }
            return value
        }
        let format = try whole("format")
        guard format == Int64(Manifest.currentFormat) else {
            throw FileFault(
                .unsupported, path: path,
                "format is \(format), this version reads \(Manifest.currentFormat); read it with the version that made it")
        }
        version = try text("niche_version")
        modelTitle = try text("model_title")
        modelDigest = try text("model_digest")
        guard let seed = json["seed"]?.string.flatMap({ UInt64($0) }) ?? json["seed"]?.integer.flatMap({ UInt64(exactly: $0) }) else {
            throw fault("seed", "a whole number")
        }
        self.seed = seed
        threads = Int(try whole("threads"))
        guard let command = json["command"]?.array else { throw fault("command", "a list of texts") }
        self.command = command.compactMap(\.string)
        host = try text("host")
        started = try text("started")
        finished = try text("finished")
        guard let status = Status(rawValue: try text("status")) else { throw fault("status", "running, done or stopped") }
        self.status = status
        steps = try whole("steps")
        time = try whole("time_s")
        stateDigest = try text("state_digest")
        snapshots = try (json["snapshots"]?.array ?? []).map { item in
            guard let name = item["name"]?.string, case .integer(let time) = item["time_s"] else {
                throw fault("snapshots", "a list of name and time_s")
            }
            return Snapshot(name: name, time: time)
        }
        settings = (json["settings"]?.members ?? []).map { Setting(name: $0.key, value: $0.value.string ?? $0.value.text) }
        therapies = (json["therapies"]?.array ?? []).map { item in
            Therapy(name: item["name"]?.string ?? "", times: (item["times_s"]?.array ?? []).compactMap { $0.integer.map { Int64($0) } })
        }
        inputs = try (json["inputs"]?.array ?? []).map { item in
            guard let file = item["file"]?.string, let path = item["path"]?.string else { throw fault("inputs", "a list of file and path") }
            return Input(file: file, path: path, module: item["module"]?.string)
        }
    }
}

extension Manifest.Input {
    fileprivate var json: JSON {
        .object([.init("file", JSON(file)), .init("path", JSON(path)), .init("module", module.map { JSON($0) } ?? .null)])
    }
}
