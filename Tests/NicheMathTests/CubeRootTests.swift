import NicheMath
import Testing

@Suite struct CubeRootTests {
    @Test func cubesComeBack() {
        for exponent in -60...60 {
            for k in 1...50 {
                let x = Double(k) * 0.37 * Double(sign: .plus, exponent: exponent, significand: 1)
                let y = Elementary.cubeRoot(x)
                #expect(abs(y * y * y - x) < 1e-15 * x)
            }
        }
        #expect(Elementary.cubeRoot(0) == 0 && Elementary.cubeRoot(27) == 3)
    }
}
