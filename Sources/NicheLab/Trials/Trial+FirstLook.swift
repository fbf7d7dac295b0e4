import NicheModel

extension Trial {
    /// A first look at the trial: whether the direction that stands for it comes out with few seeds, and with neither ablations, controls
    /// nor probes.
    ///
    /// Only the arms that it compares are run; other directions are told where these arms tell them. No verdict can come of it.
    /// - Parameter change: laid on top of the model for all arms, such as a small domain.
    public func firstLook(replicates: Int, change: Tree? = nil) -> Trial {
        var trial = self
        trial.replicates = replicates
        (trial.ablations, trial.controls, trial.probes) = ([], [], [])
        if let change { trial.base.append(change) }
        // Two trajectories of one seed rank nothing, but show that it runs.
        if trial.sensitivity != nil {
            trial.sensitivity?.trajectories = 2
            trial.replicates = 1
        }
        if let leading, leading.isDirection {
            let arms = leading.arms
            trial.armsRun = arms
            trial.judgements = [leading] + judgements.filter { $0.isDirection && $0.name != leading.name && $0.arms.isSubset(of: arms) }
        }
        return trial
    }

    /// Whether an arm is run at all.
    func runs(_ arm: Int) -> Bool { armsRun?.contains(arm) ?? true }
}
