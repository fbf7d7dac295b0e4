import NicheModel

/// A measure of a trial: a number that a run comes to.
public indirect enum MeasureExpression: Arithmetic, Sendable {
    case number(Double)
    /// Another measure of the trial.
    case measure(String)
    case at(Series, Int64)
    case window(WindowFunction, Series, ClosedRange<Int64>)
    /// Days from the beginning of a window; infinite if it does not happen in it.
    case timeUntil(Series, isAbove: Bool, MeasureExpression, in: ClosedRange<Int64>)
    case spatial(SpatialMeasure)
    case assay(AssayMeasure)
    /// Of another measure along the dose axis.
    case overDose(DoseFunction, String)
    case call(NumberFunction, [MeasureExpression])

    public enum WindowFunction: String, Sendable, CaseIterable { case average, highest, lowest, integral, slope, growth }
    public enum DoseFunction: String, Sendable, CaseIterable {
        case halfDose = "half_dose"
        case steepness, spearman, crossing
    }

    /// What is recorded of a run, record by record.
    public struct Series: Sendable {
        /// As a name: of a measure of the model, or the text of a reduction.
        public var name: String
        /// What the model says that a measure of this name is; nil for what is no measure of it.
        var meaning: String?
        /// What has to be added to the model's measures, if it is none of them.
        var phrase: Phrase?
    }

    /// Calls `visit` with this and all that it is made of.
    func visit(_ visit: (MeasureExpression) -> Void) {
        visit(self)
        switch self {
        case .call(_, let arguments): for argument in arguments { argument.visit(visit) }
        case .timeUntil(_, _, let bound, _): bound.visit(visit)
        case .number, .measure, .at, .window, .spatial, .assay, .overDose: break
        }
    }
}
