import NicheEngine

/// What of the fields snapshots hold, where a run is to take less room than all of every field to the bit: fields are most of it.
///
/// Neither alters the run, and without either snapshots read back exactly.
public struct FieldThinning: Sendable, Equatable {
    /// Fields are kept where whole periods of this length [s] have gone by, and in the first and the last snapshot; nil for all.
    public var period: Int64?
    /// Bits of each value's fraction that are kept, of 52; nil for all. Ten keep three digits and pack to a third.
    public var bits: Int?

    public init(period: Int64? = nil, bits: Int? = nil) {
        precondition(period ?? 1 > 0 && (1...52).contains(bits ?? 1), "a period above 0, 1 to 52 bits")
        self.period = period
        self.bits = bits
    }

    /// Takes away from a frame what is not to be kept.
    public func apply(to frame: inout Frame, isLast: Bool) {
        if let period, !isLast, frame.time % period != 0 {
            frame.fields.columns = []
            return
        }
        guard let bits else { return }
        for column in frame.fields.columns.indices {
            for place in frame.fields.columns[column].values.indices {
                frame.fields.columns[column].values[place] = FieldThinning.rounded(frame.fields.columns[column].values[place], to: bits)
            }
        }
    }

    /// The nearest number with so many bits in its fraction; of two as near the even one. What is no number stays.
    static func rounded(_ value: Double, to bits: Int) -> Double {
        guard value.isFinite, bits < 52 else { return value }
        let dropped = UInt64(52 - bits)
        let half = UInt64(1) << (dropped - 1)
        let pattern = value.bitPattern
        let odd = (pattern >> dropped) & 1
        let rounded = Double(bitPattern: ((pattern + half - 1 + odd) >> dropped) << dropped)
        // Beyond the largest number there is none to round to.
        return rounded.isFinite ? rounded : value
    }
}
