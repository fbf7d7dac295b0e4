import NicheFiles

/// A run's folder as a research object: RO-Crate 1.1 with the profile of a process run, which repositories and workflow tools read.
///
/// Everything in it is from the manifest; `niche rerun` repeats what it tells.
public struct ResearchObject {
    private let manifest: Manifest
    private let folder: RunFolder

    public init(_ manifest: Manifest, _ folder: RunFolder) { (self.manifest, self.folder) = (manifest, folder) }

    /// Writes `ro-crate-metadata.json`.
    ///
    /// - Throws: `FileFault.cannotWrite`.
    public func write() throws {
        try DiskFiles.writeWhole(Array(json.text(isIndented: true).utf8), to: "\(folder.path)/ro-crate-metadata.json")
    }

    private var json: JSON { ["@context": "https://w3id.org/ro/crate/1.1/context", "@graph": .array(entities)] }

    private var entities: [JSON] {
        [
            [
                "@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": reference("./"),
                "conformsTo": reference("https://w3id.org/ro/crate/1.1"),
            ], root, profile, program, action,
        ] + settings + inputs.map { $0.entity } + outputs.map { $0.entity }
    }

    private var root: JSON {
        [
            "@id": "./", "@type": "Dataset", "name": JSON("A run of: \(manifest.modelTitle)"),
            "description": JSON(
                "Seed \(manifest.seed), \(manifest.time) s of simulated time in \(manifest.steps) steps, \(manifest.status.rawValue). "
                    + "Repeat it with: niche rerun FOLDER"),
            "datePublished": JSON(manifest.finished.isEmpty ? manifest.started : manifest.finished),
            "license": "No license was given for this run.", "conformsTo": reference("https://w3id.org/ro/wfrun/process/0.5"),
            "hasPart": .array((inputs + outputs).map { reference($0.id) }), "mentions": reference("#run"),
        ]
    }

    private var profile: JSON {
        [
            "@id": "https://w3id.org/ro/wfrun/process/0.5", "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5",
        ]
    }

    private var program: JSON {
        [
            "@id": "#niche", "@type": "SoftwareApplication", "name": "Niche", "softwareVersion": JSON(manifest.version),
            "description": "Simulates the cells, substances and vessels of a tissue.",
        ]
    }

    private var action: JSON {
        let ends: [Manifest.Status: String] = [.done: "Completed", .stopped: "Failed", .running: "Active"]
        return [
            "@id": "#run", "@type": "CreateAction", "name": JSON(manifest.command.joined(separator: " ")),
            "instrument": reference("#niche"),
            "object": .array(inputs.map { reference($0.id) } + (0..<settings.count).map { reference("#setting-\($0)") }),
            "result": .array(outputs.map { reference($0.id) }), "startTime": JSON(manifest.started), "endTime": JSON(manifest.finished),
            "actionStatus": reference("http://schema.org/\(ends[manifest.status]!)ActionStatus"),
            "description": JSON("On \(manifest.host), \(manifest.threads) threads; the result does not depend on them."),
        ]
    }

    /// What whoever repeats the run must know beside the files.
    private var settings: [JSON] {
        let values =
            [("seed", "\(manifest.seed)"), ("model_digest", manifest.modelDigest), ("state_digest", manifest.stateDigest)]
            + manifest.settings.map { ($0.name, $0.value) }
        return values.enumerated().map { index, pair in
            ["@id": JSON("#setting-\(index)"), "@type": "PropertyValue", "name": JSON(pair.0), "value": JSON(pair.1)]
        }
    }

    private typealias Part = (id: String, entity: JSON)

    private var inputs: [Part] {
        manifest.inputs.map { input in
            part(
                "inputs/\(input.file)", "File", input.module.map { "Module \($0) of the model" } ?? "A table that the model names",
                input.file.hasSuffix(".csv") ? "text/csv" : "application/yaml")
        }
    }

    private var outputs: [Part] {
        let known = [
            part("run.json", "File", "What was run and how far it came", "application/json"),
            part("summary.csv", "File", "The course in numbers, a row a record", "text/csv"),
            part("log.jsonl", "File", "What happened, a JSON object a line", "application/jsonl"),
            part("run.zarr/", "Dataset", "Snapshots: cells as AnnData, vessels, and fields as OME-Zarr", "application/vnd.zarr"),
        ]
        return known.filter { DiskFiles.exists("\(folder.path)/\($0.id)") }
    }

    private func part(_ id: String, _ type: String, _ name: String, _ format: String) -> Part {
        // An identifier is a URL: what is special in one is written by its number.
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        let escaped = id.utf8.reduce(into: "") { text, byte in
            let digits = String(byte, radix: 16, uppercase: true)
            text += plain.contains(byte) ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }
        return (escaped, ["@id": JSON(escaped), "@type": JSON(type), "name": JSON(name), "encodingFormat": JSON(format)])
    }

    private func reference(_ id: String) -> JSON { ["@id": JSON(id)] }
}
