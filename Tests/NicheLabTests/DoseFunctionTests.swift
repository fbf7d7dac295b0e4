import Testing

@testable import NicheLab

@Suite("Functions of the dose axis")
struct DoseFunctionTests {
    private func crossing(_ doses: [Double], _ responses: [Double]) -> Double {
        MeasureExpression.DoseFunction.crossing.value(doses, responses)
    }

    @Test("A response crosses none half-way between the logarithms of doses, and between doses where one is none")
    func places() {
        #expect((crossing([1, 4, 16], [2, 1, -1]) - 8).magnitude < 1e-12)
        #expect((crossing([1, 4], [-3, 1]) - 4 / 1.41421356237309505).magnitude < 1e-12)
        #expect(crossing([0, 4], [1, -1]) == 2)
    }

    @Test("The first crossing counts; one at a dose is that dose, and none is no number")
    func edges() {
        #expect(crossing([0, 1, 2, 3], [1, -1, 1, -1]) == 0.5)
        #expect(crossing([1, 2, 3], [1, 0, -1]) == 2 && crossing([1, 2, 3], [3, 2, 0]) == 3 && crossing([1, 2], [0, 1]) == 1)
        #expect(crossing([1, 2, 3], [3, 2, 1]).isNaN && crossing([1, 2, 3], [.nan, .nan, 1]).isNaN)
        #expect(crossing([1, 2, 4], [.nan, 1, -1]) > 2, "a dose that gave no number is passed over")
    }
}
