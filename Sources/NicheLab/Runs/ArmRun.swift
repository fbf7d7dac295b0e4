import NicheModel

/// The first run of an arm as one would ask for it alone: a model with what is laid on it, and a seed.
public struct ArmRun: Sendable {
    /// Of the arm.
    public let name: String
    /// The file of the model.
    public let model: String
    /// What is laid on top of it, in order, as YAML.
    public let changes: [String]
    public let settings: [(name: String, value: String)]
    public let seed: UInt64
    /// Until when it goes [s].
    public let until: Int64
}

extension Trial {
    /// The first run of each arm, up to so many arms.
    public func firstRuns(most: Int) -> [ArmRun] {
        let plan = TrialPlan(self)
        return plan.first(most).map { need in
            ArmRun(
                name: plan.arms.arms[need.arm].name, model: model, changes: plan.layers(need).map(\.written), settings: plan.settings(need),
                seed: plan.seed(need), until: plan.readings(need).until)
        }
    }
}

extension TrialPlan {
    /// What the first seed of each arm needs, up to so many arms.
    func first(_ most: Int) -> [Need] {
        Array(needs.filter { $0.variant == .plain && $0.seed == 0 && ($0.dose ?? 0) == 0 }.prefix(most))
    }
}
