/// How large the largest error of any voxel may be: the larger of an absolute bound and a part of the largest concentration.
struct Tolerance {
    /// In the unit of the concentration.
    var absolute = 0.0
    var relative = 0.0

    func absolute(_ largest: Double) -> Double { max(absolute, relative * largest) }
}
