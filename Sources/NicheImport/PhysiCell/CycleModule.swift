/// The module of the library that holds a cycle of PhysiCell, by its code.
struct CycleModule {
    var name: String
    /// The abstract cell type in it.
    var type: String
    /// In PhysiCell's order; the parameters `PHASE_rate` and `PHASE_lasts` are named after them.
    var phases: [String]

    static func with(code: Int) -> CycleModule? {
        switch code {
        case 0: CycleModule(name: "ki67-advanced", type: "ki67_advanced_cycle", phases: ["Ki67_negative", "premitotic", "postmitotic"])
        case 1: CycleModule(name: "ki67-basic", type: "ki67_basic_cycle", phases: ["Ki67_negative", "Ki67_positive"])
        case 2: CycleModule(name: "flow", type: "flow_cycle", phases: ["G0G1", "S", "G2M"])
        case 5: CycleModule(name: "live", type: "live_cycle", phases: ["live"])
        case 6: CycleModule(name: "flow-separated", type: "separated_cycle", phases: ["G0G1", "S", "G2", "M"])
        case 7: CycleModule(name: "cycling-quiescent", type: "quiescent_cycle", phases: ["quiescent", "cycling"])
        default: nil
        }
    }

    /// The let that a rule on leaving a phase changes.
    func exit(of phase: Int) -> String { phase == 0 ? "cycle_entry" : "\(phases[phase])_exit" }
}
