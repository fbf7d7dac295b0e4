/// The coefficients of one substance's balance, per voxel:
///
///     -D ∇²c + loss c + capacity c / (half + c) = source
///
/// A step of the implicit Euler method over `dt` has the same form with `loss + 1/dt` and `source + c_old/dt`.
/// The pointers hold one number per voxel, x fastest, and must outlive the call they are passed to.
public struct Balance {
    /// D [µm²/min], not negative.
    public var diffusion: Double
    /// The concentration of half uptake, in the substance's unit; above 0 wherever there is a capacity.
    public var half: Double
    /// First-order loss [1/min], not negative.
    public var loss: UnsafePointer<Double>
    /// Greatest saturable uptake [conc/min], not negative; nil where there is none.
    public var capacity: UnsafePointer<Double>?
    /// [conc/min]. Concentrations never get negative as long as no source is negative.
    public var source: UnsafePointer<Double>
    public var edges: Edges

    public init(
        diffusion: Double, half: Double = 1, loss: UnsafePointer<Double>, capacity: UnsafePointer<Double>? = nil,
        source: UnsafePointer<Double>, edges: Edges
    ) {
        self.diffusion = diffusion
        self.half = half
        self.loss = loss
        self.capacity = capacity
        self.source = source
        self.edges = edges
    }
}
