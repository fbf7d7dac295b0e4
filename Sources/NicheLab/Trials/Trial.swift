import NicheMath
import NicheModel

/// A question to a model: arms that differ in one thing each, what is measured in every run, and what must come out.
public struct Trial: Sendable {
    /// The file, and what of it people read.
    public var path: String
    public var claim = ""
    public var sentence = ""
    public var source = ""
    public var means = ""
    public var against = ""
    /// What its authors make of what came out: where it breaks, and what would have to be true for it to hold.
    public var finding = ""
    /// Which numbers of the models were chosen looking at it; nil if nobody says.
    public var tuning: String?

    /// The file of the model, and how long it runs [s].
    public var model = ""
    public var until: Int64 = 0
    public var replicates = 10
    /// What is laid on top of the model for all arms, in order.
    public var base: [Tree] = []
    /// The arms that are run; nil for all of them.
    var armsRun: Set<Int>?
    /// What cells express, if a measure reads an assay.
    var signatures: Signatures?
    /// The units that the model and its base know.
    var units = Units()
    public var factors: [Factor] = []
    /// Arms beside the table of factors.
    public var also: [Level] = []
    public var dose: Dose?
    public var variations: [Variation] = []
    public var measures: [Measure] = []
    public var judgements: [Judgement] = []
    public var ablations: [Ablation] = []
    public var controls: [Control] = []
    public var probes: [Probe] = []
    /// There is no right answer; what comes out is reported.
    public var isMeasured = false
    /// The claims that answer this one too.
    public var see: [String] = []
    /// A question of which coupling matters, in place of arms.
    public var sensitivity: Sensitivity?

    init(path: String) { self.path = path }

    /// The claim, or the file without its folder.
    public var name: String { claim.isEmpty ? Self.stem(path) : claim }

    /// `see A8, B3b`: other claims answer this one.
    var seeText: String { "see \(see.joined(separator: ", "))" }

    /// `slice`, of `Models/slice.yaml`.
    var modelName: String { Self.stem(model) }

    private static func stem(_ path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    }

    /// The sentence that stands for the trial: the one that ablations are about, or the first direction.
    var leading: Judgement? {
        let name = ablations.first?.judgement
        return judgements.first { $0.name == name } ?? judgements.first(where: \.isDirection) ?? judgements.first
    }

    func measure(_ name: String) -> Measure? { measures.first { $0.name == name } }

    /// What some arm sets to another value than the model.
    var namesSet: Set<String> {
        let changes = factors.flatMap(\.levels).map(\.change) + also.map(\.change)
        return Set(changes.flatMap { $0["set"]?.entries?.compactMap(\.key.text) ?? [] } + (dose.map { [$0.name] } ?? []))
    }

    /// The measures of some names, each followed by those it is made of; each once.
    func measures(behind names: [String]) -> [Measure] {
        var waiting = names
        var found: [Measure] = []
        while !waiting.isEmpty {
            let name = waiting.removeFirst()
            guard let measure = measure(name), !found.contains(where: { $0.name == name }) else { continue }
            found.append(measure)
            var parts: [String] = []
            measure.expression.visit { part in
                switch part {
                case .measure(let other), .overDose(_, let other): parts.append(other)
                case .number, .at, .window, .timeUntil, .spatial, .assay, .call: break
                }
            }
            waiting = parts + waiting
        }
        return found
    }

    /// One of the things by which arms differ, and how it may stand.
    public struct Factor: Sendable {
        public var name: String
        public var levels: [Level]
    }

    /// A named change of the model.
    public struct Level: Sendable {
        public var name: String
        public var change: Tree
    }

    /// A parameter that takes several values, as written, and as numbers in its own unit.
    public struct Dose: Sendable {
        public var name: String
        public var values: [Tree]
        public var numbers: [Double]
    }

    /// A parameter that each seed draws for itself.
    public struct Variation: Sendable {
        public var name: String
        public var range: ClosedRange<Double>
        public var unit: String
        /// Whether its logarithm is drawn evenly, not itself.
        public var isLogarithmic = false

        /// The value at a share of the way through the range, from 0 to 1, as written.
        func text(at share: Double) -> String {
            let (low, high) = (range.lowerBound, range.upperBound)
            // Of two numbers of one sign; both below none are below it by their sizes.
            let value = isLogarithmic ? low * Elementary.pow(high / low, share) : low + share * (high - low)
            return unit.isEmpty ? "\(value)" : "\(value) \(unit)"
        }
    }

    /// A number of each run.
    public struct Measure: Sendable {
        public var name: String
        public var text: String
        public var expression: MeasureExpression
    }

    /// What a change takes away from an effect.
    public struct Ablation: Sendable {
        public var change: Tree
        public var share: Double
        public var judgement: String
        public var place: Place
        /// The couplings it turns off.
        public var couplings: [String]
    }

    /// A change under which a sentence is looked at again, to see which link carries the effect or breaks it. Nothing is asked of it.
    public struct Probe: Sendable {
        public var change: Tree
        public var judgement: String
        /// How far off what is only assumed may be; each seed then has such values of its own.
        public var fold: Double?
        /// The parameters that are assumed.
        public var doubts: [Variation] = []
    }

    /// What must show no effect.
    public struct Control: Sendable {
        public enum Kind: Sendable {
            /// Groups of one level of a factor, with seeds of their own.
            case relabel(factor: Int, level: Int)
            /// A change of all arms that takes the effect away, or none of whose making it is.
            /// With seeds of its own no two arms are alike by their bits.
            case sham(Tree, hasOwnSeeds: Bool)
            /// Two changes of the first arm that come to the same in a measure.
            case equality(Tree, Tree, measure: String)
        }
        public var kind: Kind
        /// The effect that must be absent; empty for an equality.
        public var judgement: String
        /// As written.
        public var text: String
        public var place: Place
    }

    /// Which of some couplings or parameters matter for the measures.
    public struct Sensitivity: Sendable {
        public var inputs: [String]
        public var trajectories: Int
        public var place: Place
    }
}
