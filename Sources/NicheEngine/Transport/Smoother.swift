/// Red-black Gauss-Seidel: half-sweeps over the voxels of one colour.
extension Level {
    /// Solves each voxel's own equation over the voxels of one colour, 0 or 1, of some rows of a plane.
    /// - Returns: the largest magnitude of the new values.
    /// - Complexity: per voxel of the colour 24 bytes of coefficients (32 with uptake) and 16 of concentrations, of which 8 are
    ///   written; 1 division and, with uptake, 1 square root in 20 multiplications.
    func relax(colour: Int, _ rows: Range<Int>) -> Double {
        guard !rows.isEmpty else { return 0 }
        var most = Lanes()
        let k = rows.lowerBound / y.count
        let part = rows.lowerBound &- k &* y.count..<rows.upperBound &- k &* y.count
        // The places of a colour have one parity in every second row, and the other in those between.
        for first in part.lowerBound..<min(part.lowerBound &+ 2, part.upperBound) {
            var stencil = Stencil(self, first, k, parity: (colour &+ first &+ k) & 1)
            var j = first
            while true {
                switch (isFlat, isCurved) {
                case (true, false): stencil.relaxFlat(&most)
                case (true, true): stencil.relaxFlatCurved(&most)
                case (false, false): stencil.relaxDeep(&most)
                case (false, true): stencil.relaxDeepCurved(&most)
                }
                j &+= 2
                if j >= part.upperBound { break }
                stencil.advance(to: j, self, k)
            }
        }
        return most.largest
    }
}
