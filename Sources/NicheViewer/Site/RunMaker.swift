import NicheFiles

/// Makes runs for whoever looks, where the server allows it.
public protocol RunMaker: Sendable {
    /// Begins a run like one that is shown, but for the gains of some couplings, and gives it while it goes.
    ///
    /// - Throws: what is wrong with it, in words for whoever asked.
    func begin(like run: ShownRun, gains: [RunGain]) throws -> ShownRun
}

/// How much a coupling is to count in a run: 0 takes it out, 1 is as the literature has it.
public struct RunGain: Sendable, Equatable {
    public let coupling: String
    public let gain: Double

    static let most = 64
    static let largest = 1000.0

    /// What is asked of the server: which run the new one is like, and what differs.
    static func read(_ body: [UInt8]) throws -> (like: Int, gains: [RunGain]) {
        let wish = try JSON.parse(body, path: "what was asked")
        guard let like = wish["like"]?.integer, let members = wish["gains"]?.members, (1...most).contains(members.count) else {
            throw ViewRefusal("expected {\"like\": 0, \"gains\": {\"name\": 0}} with up to \(most) gains")
        }
        let gains = try members.map { member in
            guard let gain = member.value.number, (0...largest).contains(gain) else {
                throw ViewRefusal("the gain of \(member.key) is a number from 0 to \(Int(largest))")
            }
            return RunGain(coupling: member.key, gain: gain)
        }
        return (like, gains)
    }
}

/// Why a wish of the page is not met.
public struct ViewRefusal: Error, CustomStringConvertible {
    public let description: String
    public init(_ reason: String) { description = reason }
}
