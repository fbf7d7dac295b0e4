import NicheLab
import Testing

@Suite("Bounds")
struct BoundTests {
    @Test("A direction asks for the whole interval")
    func direction() {
        #expect(Bound.above(1).holds(for: 1.1...2))
        #expect(!Bound.above(1).holds(for: 0.9...2))
        #expect(!Bound.above(1).isBroken(by: 0.9...2))
        #expect(Bound.below(1).isBroken(by: 1.1...2))
    }

    @Test("A size holds at its ends")
    func size() {
        #expect(Bound.between(0.3, 0.6).admits(0.3))
        #expect(!Bound.between(0.3, 0.6).admits(0.61))
    }
}
