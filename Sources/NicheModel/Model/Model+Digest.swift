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
        if type(of: value) == Term.self { return add(value as! Term, to: &digest) }
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
        if isUnordered {
            digest.add(UInt64(mirror.children.count))
            for part in mirror.children.map({ Self.digest(of: $0.value) }).sorted() { digest.add(part) }
        } else if mirror.children.isEmpty {
            // A case without a payload, a truth value, a number of another kind.
            digest.add("\(value)")
        } else {
            let isList = mirror.displayStyle == .collection
            let said = mirror.children.filter { isList || !words.contains($0.label ?? "") && !isNothing($0.value) }
            digest.add(UInt64(said.count))
            for (label, part) in said {
                if let label { digest.add(label) }
                add(part, to: &digest)
            }
        }
    }

    /// Whether a member says nothing: no value, or a list of nothing. A member that models may do without can then be added without making
    /// other models of those that have none.
    private static func isNothing(_ value: Any) -> Bool {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .collection, .dictionary, .set: return mirror.children.isEmpty
        default: return false
        }
    }

    /// Most of a model is terms, and reflection is slow: what it would add, said outright. The switch leaves no case out.
    private static func add(_ term: Term, to digest: inout Digest) {
        digest.add(UInt64(1))
        /// The payload of a case: its name, and the parts in order, if there are several.
        func begin(_ name: String, parts: UInt64? = nil) {
            digest.add(name)
            if let parts { digest.add(parts) }
        }
        switch term {
        case .number(let number):
            begin("number")
            digest.add(number)
        case .parameter(let name, let value):
            begin("parameter", parts: 2)
            digest.add(".0")
            digest.add(name)
            digest.add(".1")
            digest.add(value)
        case .reference(let reference):
            begin("reference")
            add(reference as Any, to: &digest)
        case .negate(let a):
            begin("negate")
            add(a, to: &digest)
        case .not(let a):
            begin("not")
            add(a, to: &digest)
        case .binary(let operation, let a, let b):
            begin("binary", parts: 3)
            digest.add(".0")
            add(operation as Any, to: &digest)
            for (label, part) in [(".1", a), (".2", b)] {
                digest.add(label)
                add(part, to: &digest)
            }
        case .choice(let condition, let a, let b):
            begin("choice", parts: 3)
            for (label, part) in [(".0", condition), (".1", a), (".2", b)] {
                digest.add(label)
                add(part, to: &digest)
            }
        case .call(let function, let arguments):
            begin("call", parts: 2)
            digest.add(".0")
            add(function as Any, to: &digest)
            digest.add(".1")
            digest.add(UInt64(arguments.count))
            for argument in arguments { add(argument, to: &digest) }
        }
    }

    private static func digest(of value: Any) -> String {
        var digest = Digest()
        add(value, to: &digest)
        return digest.hex
    }
}
