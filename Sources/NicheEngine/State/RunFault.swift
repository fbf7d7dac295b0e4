import NicheModel

/// A run that cannot go on: what happened, to which cell or voxel, in which expression, when.
public struct RunFault: Error, Sendable, CustomStringConvertible {
    public var message: String
    public var place: Place?
    /// Simulated time [s].
    public var time: Int64

    public init(_ message: String, place: Place? = nil, time: Int64) {
        self.message = message
        self.place = place
        self.time = time
    }

    public var description: String {
        let moment = "at \(Double(time) / 3600) h"
        guard let place, place.line > 0 else { return "\(moment): \(message)" }
        return "\(place): \(moment): \(message)"
    }
}
