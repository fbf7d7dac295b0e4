import Testing

@testable import NicheMath

struct DistributionTests {
    @Test func gamma() throws {
        for row in try Reference.cases("logGamma") { try row.expect(row["x"].map(Gamma.log), "value", tolerance: 1e-14, floor: 1e-14) }
        for row in try Reference.cases("incompleteGamma") {
            let pairs = zip(row["a"], row["x"])
            try row.expect(pairs.map(Gamma.lower), "lower", tolerance: 1e-12)
            try row.expect(pairs.map(Gamma.upper), "upper", tolerance: 1e-12)
        }
        #expect(Gamma.log(0).isNaN && Gamma.log(.nan).isNaN && Gamma.log(.infinity) == .infinity)
        #expect(Gamma.upper(0.5, .infinity) == 0 && Gamma.lower(0.5, 0) == 0 && Gamma.lower(-1, 1).isNaN && Gamma.upper(1, -1).isNaN)
    }

    @Test func beta() throws {
        for row in try Reference.cases("incompleteBeta") {
            let found = zip(row["x"], zip(row["a"], row["b"])).map { Beta.regularised($0, $1.0, $1.1) }
            try row.expect(found, "value", tolerance: 1e-11)
        }
        #expect(Beta.regularised(0, 2, 3) == 0 && Beta.regularised(1, 2, 3) == 1 && Beta.regularised(1.1, 2, 3).isNaN)
    }

    @Test func errorFunction() throws {
        for row in try Reference.cases("errorFunction") {
            try row.expect(row["x"].map(ErrorFunction.value), "value", tolerance: 1e-13)
            try row.expect(row["x"].map(ErrorFunction.complement), "complement", tolerance: 1e-12)
        }
    }

    @Test func normal() throws {
        for row in try Reference.cases("normal") {
            try row.expect(row["x"].map(Normal.cumulative), "cumulative", tolerance: 1e-12, floor: 0)
            try row.expect(row["x"].map(Normal.upper), "upper", tolerance: 1e-12, floor: 0)
            try row.expect(row["p"].map(Normal.quantile), "quantile", tolerance: 1e-13)
        }
        #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity && Normal.quantile(2).isNaN)
    }

    @Test func student() throws {
        for row in try Reference.cases("student") {
            let pairs = zip(row["t"], row["freedom"])
            try row.expect(pairs.map { Student.cumulative($0, freedom: $1) }, "cumulative", tolerance: 1e-10)
            try row.expect(pairs.map { Student.twoSided($0, freedom: $1) }, "twoSided", tolerance: 1e-9, floor: 0)
            try row.expect(zip(row["p"], row["freedom"]).map { Student.quantile($0, freedom: $1) }, "quantile")
        }
        #expect(
            Student.twoSided(.infinity, freedom: 3) == 0 && Student.twoSided(1, freedom: 0).isNaN && Student.twoSided(0, freedom: 3) == 1)
        #expect(Student.quantile(0, freedom: 3) == -.infinity && Student.quantile(0.5, freedom: 3) == 0)
    }

    @Test func ratiosOfSquares() throws {
        for row in try Reference.cases("chiSquare") {
            try row.expect(zip(row["x"], row["freedom"]).map { ChiSquare.upper($0, freedom: $1) }, "upper", tolerance: 1e-12, floor: 0)
        }
        for row in try Reference.cases("fisherSnedecor") {
            let found = zip(row["f"], zip(row["above"], row["below"])).map { FisherSnedecor.upper($0, above: $1.0, below: $1.1) }
            try row.expect(found, "upper", tolerance: 1e-11, floor: 0)
        }
        #expect(ChiSquare.upper(0, freedom: 1) == 1 && FisherSnedecor.upper(-1, above: 1, below: 1) == 1)
    }
}
