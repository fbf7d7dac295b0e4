import NicheModel

extension Trial {
    /// A first look at the trial: whether its directions come out with few seeds, and with neither ablations, controls nor probes.
    ///
    /// Arms that no direction compares are not run. No verdict can come of it.
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
        let directions = judgements.filter(\.isDirection)
        if !directions.isEmpty {
            trial.judgements = directions
            trial.armsRun = Set(directions.flatMap(\.contrast.references).map(\.0.arm))
        }
        return trial
    }

    /// Whether an arm is run at all.
    func runs(_ arm: Int) -> Bool { armsRun?.contains(arm) ?? true }
}
