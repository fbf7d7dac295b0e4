import NicheModel

/// The main loop. Each phase of a step stands in a file of its name.
extension Simulation {
    public var isDone: Bool { state.time >= model.time.end }

    /// Whether numbers are to be kept of this moment: on the model's own schedule, and of the last one.
    public var isRecordDue: Bool { isDone || state.time % model.time.record == 0 }

    /// Runs to the end, or until `observe` says to stop; it is called with every state worth recording, the first one included.
    public func run(observe: (Simulation) throws -> Bool) throws {
        guard try observe(self) else { return }
        while !isDone {
            try step()
            guard try observe(self) else { return }
        }
    }

    /// From t to t + dt. What every cell sees is frozen at the head of the step; no cell changes another while cells decide.
    public func step() throws {
        try phase("treat") { try treat() }
        phase("sense") { sense() }
        try phase("grip") {
            try grip()
            try attach()
        }
        try phase("decide") { try decide() }
        try phase("act") { try act() }
        try phase("vessels") { try growVessels() }
        try phase("move") { try move() }
        try phase("body") { try advanceBody() }
        state.tick += 1
        state.time += model.time.step
        // Transport comes last, so that the fields of every snapshot belong to its cells.
        try phase("transport") { try exchange() }
        try phase("publish") { try publish() }
    }

    private func phase(_ name: String, _ body: () throws -> Void) rethrows {
        let start = ContinuousClock.now
        let count = meter?() ?? 0
        try body()
        if let meter { counts[name, default: 0] += meter() - count }
        let spent = ContinuousClock.now - start
        costs[name, default: 0] += Double(spent.components.seconds) + Double(spent.components.attoseconds) * 1e-18
    }
}
