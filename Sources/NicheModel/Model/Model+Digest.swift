import NicheMath

extension Model {
    /// A hash of what the model says, whatever words say it: a checkpoint belongs to models that have it.
    ///
    /// Comments, places in files, descriptions and the order of dictionaries do not count, and neither does when a run ends, so that one
    /// may go on for longer. Everything else does, by reflection, so that a part of the model that is added later cannot be forgotten.
    public var digest: String {
        var model = self
        (model.title, model.about, model.source, model.units) = ("", "", "", Units())
        (model.files, model.data, model.modules, model.settings, model.warnings) = ([], [], [], [], [])
        model.time.end = 0
        var digest = Digest()
        Self.add(model, to: &digest)
        return digest.hex
    }

    /// Members that describe, and decide nothing.
    private static let words: Set<String> = ["about", "source", "range", "text", "parts", "module", "title"]

    private static func add(_ value: Any, to digest: inout Digest) {
        switch value {
        case is Place, is DataFile: return
        case let number as Double: return digest.add(number)
        case let number as Int: return digest.add(UInt64(bitPattern: Int64(number)))
        case let text as String: return digest.add(text)
        case let point as SIMD3<Double>:
            for axis in 0..<3 { digest.add(point[axis]) }
            return
        default: break
        }
        let mirror = Mirror(reflecting: value)
        let isUnordered = mirror.displayStyle == .dictionary || mirror.displayStyle == .set
        digest.add(UInt64(mirror.children.count))
        if isUnordered {
            for part in mirror.children.map({ Self.digest(of: $0.value) }).sorted() { digest.add(part) }
        } else if mirror.children.isEmpty {
            // A case without a payload, a truth value, a number of another kind.
            digest.add("\(value)")
        } else {
            for (label, part) in mirror.children where !words.contains(label ?? "") {
                if let label { digest.add(label) }
                add(part, to: &digest)
            }
        }
    }

    private static func digest(of value: Any) -> String {
        var digest = Digest()
        add(value, to: &digest)
        return digest.hex
    }
}
