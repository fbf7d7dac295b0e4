/// Red-black Gauss-Seidel: half-sweeps over the voxels of one colour.
extension Level {
    /// Solves each voxel's own equation over the voxels of one colour, 0 or 1, of some rows.
    /// - Returns: the largest magnitude of the new values.
    /// - Complexity: per voxel of the colour 24 bytes of coefficients (32 with uptake) and 16 of concentrations, of which 8 are
    ///   written; 1 division and, with uptake, 1 square root in 20 multiplications.
    func relax(colour: Int, _ rows: Range<Int>) -> Double {
        var most = Lanes()
        var j = rows.lowerBound % y.count
        var k = rows.lowerBound / y.count
        for _ in rows {
            let stencil = Stencil(self, j, k, parity: (colour &+ j &+ k) & 1)
            switch (isFlat, isCurved) {
            case (true, false): stencil.relaxFlat(&most)
            case (true, true): stencil.relaxFlatCurved(&most)
            case (false, false): stencil.relaxDeep(&most)
            case (false, true): stencil.relaxDeepCurved(&most)
            }
            j &+= 1
            if j == y.count {
                j = 0
                k &+= 1
            }
        }
        return most.largest
    }
}
