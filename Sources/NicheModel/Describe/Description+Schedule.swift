extension Description {
    func writeSchedule(_ page: inout Markdown) {
        page.heading(2, "3. Process overview and scheduling")
        page.paragraph(
            "A step goes from t to t + \(Self.duration(model.time.step)). What cells see is frozen at its head, "
                + "so that no cell acts on another while cells decide and no order of cells matters."
        )
        let stepped = model.substances.filter { !$0.isSteady }.count
        let steady = model.substances.count - stepped
        page.list(
            [
                "**treat**: therapies due in this step act on the body, and signals are given "
                    + "(\(count(model.therapies.filter(\.isActive).count, "therapy", "therapies")) in this run).",
                "**sense**: each cell reads substances, pressure and neighbours where it is.",
                "**grip**: cells take hold of others, attach to others and let go, in continuous time; "
                    + "what is felt of holds is a share of the step.",
                "**decide**: states change by their equations (\(changes); noise is added once, exactly), then each event draws whether and when it happens\(hazards).",
                "**act**: events are carried out. Of proposals that concern one cell, that with the lowest rank of its verb, then of the "
                    + "lowest cell, is carried out; the others lapse and may be drawn again.",
                "**vessels**: segments change, sprout, regress, are occluded, spill and let cells in "
                    + "(\(count(model.vesselTypes.count, "type", "types")) of vessels).",
                "**move**: cells walk, and push and hold each other.",
                "**body**: the body's states change by their equations (\(count(model.body.states.count, "state", "states"))).",
                "**transport**: substances diffuse, decay, react, are taken and secreted "
                    + "(\(stepped) stepped, \(steady) at their steady state).",
                "**publish**: what neighbours and measures will see is computed from the new states.",
            ], isNumbered: true)
    }

    private var changes: String {
        model.time.changes == .euler
            ? "one explicit step, however long" : "exponential Heun, in sub-steps until the error of a cell is below 0.001"
    }

    private var hazards: String {
        model.time.hazards == .linear ? " (at a rate r with the chance r dt in a step, at most 1)" : ""
    }

    func count(_ count: Int, _ one: String, _ many: String) -> String { "\(count == 0 ? "no" : "\(count)") \(count == 1 ? one : many)" }
}
