/// Weights of points by a continuous mark.
public enum Mark {
    /// 1 at the target, falling in straight lines to 0 at a distance `width` from it.
    /// - Source: Bull & Byrne, PLoS Computational Biology 19 (2023) e1010994.
    public static func nearness(_ value: Double, to target: Double, width: Double) -> Double {
        let left = 1 - (value - target).magnitude / width
        return left > 0 ? left : 0
    }
}
