import Foundation
import NicheFiles
import Testing

@testable import NicheReport

struct DataTableTests {
    private func text(_ value: Double) -> String {
        var bytes: [UInt8] = []
        ShortNumber.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            (0.25, "0.25"), (-0.25, "-0.25"), (1.0 / 3, "0.333333"), (2.0 / 3e5, "6.66667e-06"), (1234.5678, "1234.57"), (0.999_999_7, "1"),
            (999_999.7, "1000000"), (9.999_999_6, "10"), (123_456_789.5, "123457000"), (1e-4 / 3, "3.33333e-05"), (1.5e-12, "1.5e-12"),
            (0.0001, "0.0001"), (0, "0"), (-3, "-3"), (.nan, "NaN"), (.infinity, "inf"), (1e300, "1e+300"), (0.1 + 0.2, "0.3"),
        ] as [(Double, String)])
    func numbersHaveSixDigits(value: Double, shown: String) { #expect(text(value) == shown) }

    @Test func numbersReadBackToSixDigits() throws {
        var dice = Samples.Dice(state: 5)
        for _ in 0..<20_000 {
            let value = (dice.unit() - 0.5) * pow(10, dice.unit() * 60 - 30)
            let back = try #require(Double(text(value)))
            #expect(abs(back - value) <= 0.5000001e-5 * abs(value), "\(value) as \(text(value))")
            #expect(text(value).utf8.filter { $0 >= 0x31 && $0 <= 0x39 || $0 == 0x30 }.count < 14 || abs(value) > 1e6)
        }
    }

    @Test func columnsStandSideBySideAndNamesAreQuoted() {
        let table = DataTable(columns: [
            ("id", .naturals([7, 8])), ("type", .names([1, 5], ["a", "b, c"])), ("alive", .flags([true, false])),
            ("x [um]", .lengths([1.23456, -0.0004])), ("v", .numbers([0.5, .nan])),
        ])
        #expect(String(decoding: table.csv(rows: 2), as: UTF8.self) == "id,type,alive,x [um],v\n7,\"b, c\",1,1.235,0.5\n8,,0,0,NaN\n")
    }
}
