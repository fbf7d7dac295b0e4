import NicheModel

extension Manifest {
    /// Most moments of one therapy that are listed.
    private static let mostMoments = 100

    /// The therapies that a model is run with, and when they are given within its time.
    public static func therapies(of model: Model) -> [Therapy] {
        model.therapies.filter(\.isActive).map { therapy in
            guard case .at(let first) = therapy.from else { return Therapy(name: therapy.name, times: []) }
            let end = min(therapy.until ?? .max, model.time.end)
            var times: [Int64] = []
            var moment = first
            while moment < end, times.count < min(therapy.times ?? mostMoments, mostMoments) {
                times.append(moment)
                guard let every = therapy.every, every > 0 else { break }
                moment += every
            }
            return Therapy(name: therapy.name, times: times)
        }
    }
}
