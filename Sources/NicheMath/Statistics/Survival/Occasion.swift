/// What happens at one time in two groups: how many are at risk just before it and how many have their event.
struct Occasion {
    let time: Double
    var atRisk: (first: Int, second: Int)
    var ended: (first: Int, second: Int)

    /// The occasions at which something ended, ascending; nil if a time is NaN. Who is censored at a time is at risk at it.
    static func all(_ first: [Lifetime], _ second: [Lifetime]) -> [Occasion]? {
        guard !(first + second).contains(where: \.time.isNaN) else { return nil }
        let (a, b) = (first.sorted { $0.time < $1.time }, second.sorted { $0.time < $1.time })
        let times = (a + b).filter(\.isEnded).map(\.time).sorted()
        var occasions: [Occasion] = []
        var (i, j) = (0, 0)
        for time in times where time != occasions.last?.time {
            while i < a.count, a[i].time < time { i += 1 }
            while j < b.count, b[j].time < time { j += 1 }
            func ended(_ group: ArraySlice<Lifetime>) -> Int { group.prefix { $0.time == time }.count(where: \.isEnded) }
            occasions.append(Occasion(time: time, atRisk: (a.count - i, b.count - j), ended: (ended(a[i...]), ended(b[j...]))))
        }
        return occasions
    }
}
