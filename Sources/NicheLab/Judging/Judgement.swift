import NicheMath
import NicheModel

/// A sentence that a trial judges: a number made of arms, and what it must be.
public struct Judgement: Sendable {
    public var name: String
    /// As written.
    public var text: String
    /// The sentence without its bound.
    public var subject: String
    public var contrast: Contrast
    public var bound: Bound
    public var place: Place

    /// A direction counts for the effect, a size is reported beside it.
    public var isDirection: Bool { if case .between = bound { false } else { true } }

    /// The arms that it is about.
    var arms: Set<Int> { Set(contrast.references.map(\.0.arm)) }

    /// Whether it compares arms, or doses.
    var isComparison: Bool { Set(contrast.references.map(\.0)).count > 1 }

    /// The value that means no effect: 1 for ratios, 0 for differences; of other numbers the bound of a direction, else 0.
    public var null: Double {
        if contrast.isRatio { return 1 }
        if contrast.isDifference { return 0 }
        switch bound {
        case .above(let value), .below(let value): return value
        case .between: return 0
        }
    }
}

/// Which run of a trial is meant: an arm, and a dose where the trial has an axis of them.
public struct ArmReference: Sendable, Hashable {
    /// Index into the arms of the trial.
    public var arm: Int
    /// nil stands for the first dose, or for all of them where a measure takes the whole axis.
    public var dose: Int?
}

/// A number made of measures in arms.
public indirect enum Contrast: Arithmetic, Sendable {
    /// A measure, on logs or as it is.
    public struct Value: Sendable {
        public var name: String
        public var isLog = false
    }

    case number(Double)
    case value(Value, ArmReference)
    case ratio(ArmReference, ArmReference, Value)
    case difference(ArmReference, ArmReference, Value)
    /// Second level against first of one factor, at the second level of the other less at its first.
    case interaction([ArmReference], Value)
    case call(NumberFunction, [Contrast])
    /// The dose at which a number made of arms changes sign, of all doses.
    case crossing(Contrast, over: [Double])
    /// The mean or median over seeds, the same for each.
    case typical(isMedian: Bool, Contrast)
    // Of all seeds at once.
    case hazardRatio(ArmReference, ArmReference, Value)
    case correlation(Contrast, Contrast, controlling: Contrast?)
    case share(Value, isAbove: Bool, Double, ArmReference)
    case spread(Value, [ArmReference])

    /// Whether no effect is 1 and the scale is that of logs.
    var isRatio: Bool {
        switch self {
        case .ratio, .hazardRatio: true
        default: false
        }
    }

    /// Whether it is 0 where arms are alike.
    var isDifference: Bool {
        switch self {
        case .difference, .interaction, .spread: true
        default: false
        }
    }

    /// Whether it holds seeds against what is typical of all of them.
    var hasTypical: Bool {
        switch self {
        case .typical: true
        case .call(_, let arguments): arguments.contains(where: \.hasTypical)
        case .crossing(let inner, _): inner.hasTypical
        default: false
        }
    }

    /// The arms it is made of, with what is measured there.
    var references: [(ArmReference, Value)] {
        switch self {
        case .number: []
        case .value(let value, let arm): [(arm, value)]
        case .ratio(let a, let b, let value), .difference(let a, let b, let value), .hazardRatio(let a, let b, let value):
            [(a, value), (b, value)]
        case .interaction(let arms, let value), .spread(let value, let arms): arms.map { ($0, value) }
        case .call(_, let arguments): arguments.flatMap(\.references)
        case .typical(_, let inner), .crossing(let inner, _): inner.references
        case .correlation(let a, let b, let c): a.references + b.references + (c?.references ?? [])
        case .share(let value, _, _, let arm): [(arm, value)]
        }
    }
}

extension Contrast {
    /// The same at one dose, where it names none itself.
    func at(dose: Int) -> Contrast {
        func at(_ arm: ArmReference) -> ArmReference { ArmReference(arm: arm.arm, dose: arm.dose ?? dose) }
        return switch self {
        case .number: self
        case .value(let value, let arm): .value(value, at(arm))
        case .ratio(let a, let b, let value): .ratio(at(a), at(b), value)
        case .difference(let a, let b, let value): .difference(at(a), at(b), value)
        case .interaction(let arms, let value): .interaction(arms.map(at), value)
        case .call(let function, let arguments): .call(function, arguments.map { $0.at(dose: dose) })
        case .crossing(let inner, let doses): .crossing(inner, over: doses)
        case .typical(let isMedian, let inner): .typical(isMedian: isMedian, inner.at(dose: dose))
        case .hazardRatio(let a, let b, let value): .hazardRatio(at(a), at(b), value)
        case .correlation(let a, let b, let c):
            .correlation(a.at(dose: dose), b.at(dose: dose), controlling: c?.at(dose: dose))
        case .share(let value, let isAbove, let bound, let arm): .share(value, isAbove: isAbove, bound, at(arm))
        case .spread(let value, let arms): .spread(value, arms.map(at))
        }
    }
}

extension Judgement {
    /// How far a value is from no effect, on the scale on which effects add: logs of ratios.
    func effect(_ value: Double) -> Double { contrast.isRatio ? Elementary.log(value) : value - null }
}
