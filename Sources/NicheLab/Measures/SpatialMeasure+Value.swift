import NicheEngine
import NicheMath

extension SpatialMeasure {
    /// The number at this moment of a run.
    func value(_ simulation: Simulation) throws -> Double {
        let window = Window(size: simulation.size, isFlat: simulation.isSlice)
        let members = populations.map { simulation.members(of: $0) ?? [] }
        let patterns = members.map { PointPattern($0.map(\.position), in: window) }
        let first = patterns[0]
        func graph() -> NeighbourGraph { NeighbourGraph(first, radius: lengths[0]) }
        func values() -> [Double] { members[0].map(\.value) }
        switch function {
        case .pairCorrelation: return first.pairCorrelation(with: patterns[1], in: lengths[0]..<lengths[1])
        case .labelCorrelation: return first.labelCorrelation(with: patterns[1], among: patterns[2], in: lengths[0]..<lengths[1])
        case .within: return first.share(within: lengths[0], of: patterns[1])
        case .distance: return first.medianDistance(to: patterns[1])
        case .moran: return graph().moran(values())
        case .hotShare: return graph().hotShare(values())
        case .ripley: return first.ripley(lengths[0])
        case .invaded: return first.spread()
        case .detached: return Double(graph().detached())
        case .modes: return Double(KernelDensity(values())?.peaks().count ?? 0)
        case .betweenModes: return KernelDensity(values()).map { $0.valley()?.share ?? 0 } ?? .nan
        case .radialDensity:
            let density = first.density(in: lengths[0]..<lengths[1], around: patterns[1].middle)
            return density * (window.isFlat ? 1e6 : 1e9)
        case .radialMean:
            let inside = first.indices(in: lengths[0]..<lengths[1], around: patterns[1].middle)
            return inside.reduce(0) { $0 + members[0][$1].value } / Double(inside.count)
        }
    }
}
