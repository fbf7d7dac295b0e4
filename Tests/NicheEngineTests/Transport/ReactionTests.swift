import Glibc
import NicheEngine
import Testing

/// Reactions within one voxel.
@Suite struct ReactionTests {
    /// The extent of A + B → C by the classical Runge-Kutta method in many steps.
    private func extent(_ a: Double, _ b: Double, _ k: Double, _ dt: Double) -> Double {
        let steps = 20_000
        let h = dt / Double(steps)
        var x = 0.0
        func slope(_ x: Double) -> Double { k * (a - x) * (b - x) }
        for _ in 0..<steps {
            let s1 = slope(x)
            let s2 = slope(x + h / 2 * s1)
            let s3 = slope(x + h / 2 * s2)
            let s4 = slope(x + h * s3)
            x += h / 6 * (s1 + 2 * s2 + 2 * s3 + s4)
        }
        return x
    }

    @Test(
        arguments: [
            (1.0, 1.0, 1.0, 1.0), (1, 1 + 1e-13, 2, 3), (1, 1 - 1e-7, 2, 3), (3, 0.5, 0.7, 2), (0.5, 3, 0.7, 2), (100, 1e-3, 0.1, 1),
            (2, 1, 40, 2), (5, 4.99, 1e-4, 1), (1e-6, 2e-6, 1e4, 60), (7, 6.5, 0.5, 0.98), (7, 6.5, 0.5, 1.02),
        ] as [(Double, Double, Double, Double)])
    func bindingFollowsTheDifferentialEquation(a: Double, b: Double, k: Double, dt: Double) {
        var (left, right) = (a, b)
        let x = Reaction.bind(&left, &right, rate: k, over: dt)
        #expect(isNear(x, extent(a, b, k, dt), within: 1e-9))
        // The other way round is the same.
        var (first, second) = (b, a)
        #expect(Reaction.bind(&first, &second, rate: k, over: dt) == x)
        #expect(first == right && second == left)
    }

    @Test func bindingConservesBothAndNeverOverdraws() {
        var numbers = Numbers(1)
        for _ in 0..<20_000 {
            let a = pow(10, 12 * numbers.next() - 8)
            let b = numbers.next() < 0.1 ? a : pow(10, 12 * numbers.next() - 8)
            let k = pow(10, 30 * numbers.next() - 15)
            var (left, right) = (a, b)
            let x = Reaction.bind(&left, &right, rate: k, over: 1)
            #expect(left >= 0 && right >= 0 && x >= 0)
            #expect((a < b ? left : right) + x == min(a, b))
            #expect(abs(left + x - a) <= a.ulp && abs(right + x - b) <= b.ulp)
        }
    }

    @Test func bindingHasItsLimits() {
        var (a, b) = (2.0, 3.0)
        #expect(Reaction.bind(&a, &b, rate: 0, over: 1) == 0)
        #expect(a == 2 && b == 3)
        #expect(Reaction.bind(&a, &b, rate: 1e308, over: 1e10) == 2)
        #expect(a == 0 && b == 1)
        #expect(Reaction.bind(&a, &b, rate: 1, over: 1) == 0)
        (a, b) = (4, 4)
        #expect(Reaction.bind(&a, &b, rate: 1e300, over: 1e300) == 4)
        #expect(a == 0 && b == 0)
    }

    @Test func conversionIsExponential() {
        for (k, dt) in [(0.0, 1.0), (1e-9, 1), (0.1, 2), (0.3, 1), (5, 3), (1e200, 1e200)] {
            var a = 8.0
            let x = Reaction.convert(&a, rate: k, over: dt)
            #expect(abs(x - 8 * -expm1(-k * dt)) <= 4 * 8.0.ulp)
            #expect(a + x == 8 && a >= 0)
        }
        // A chain of steps loses nothing.
        var (a, b) = (1.0, 0.0)
        for _ in 0..<1_000 { b += Reaction.convert(&a, rate: 0.01, over: 0.5) }
        #expect(isNear(a, exp(-5), within: 1e-12))
        #expect(isNear(a + b, 1, within: 1e-13))
    }
}
