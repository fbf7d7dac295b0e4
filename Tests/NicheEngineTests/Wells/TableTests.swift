import Testing

@testable import NicheEngine

/// The tables of exact cells, from the same modules that the tissue uses.
@Suite("Tables in wells")
struct TableTests {
    @Test(
        "HIF follows oxygen",
        arguments: [(3.8, 0.98, 0.99), (7, 0.86, 0.985), (13, 0.50, 0.909), (20, 0.2155, 0.73), (30, 0.0752, 0.45), (38, 0.04, 0.29)])
    func hypoxia(_ oxygen: Double, _ hif1: Double, _ hif2: Double) throws {
        let well = try Well("wells/hypoxia", [("air", "\(oxygen) mmHg")])
        #expect(isNear(well.last("HIF1"), hif1))
        #expect(isNear(well.last("HIF1_lasting"), hif1))
        #expect(isNear(well.last("HIF2"), hif2))
    }

    @Test("HIF-1 that adapts settles at 0.4") func adaptation() throws {
        let well = try Well("wells/hypoxia", [("air", "3.8 mmHg"), ("M02", "1")])
        #expect(well.peak("HIF1").hour < 6)
        #expect(isNear(well.last("HIF1"), 0.40, 0.05))
    }

    @Test("a red cell switches NRF2 on for half a day") func oneMeal() throws {
        let well = try Well("wells/heme")
        #expect(isNear(well.peak("NRF2").value, 0.90))
        #expect(abs(well.peak("NRF2").hour - 8) <= 1)
        #expect(abs(well.hours("NRF2", above: 0.5) - 11) <= 0.5)
        #expect(isNear(well.peak("HO1").value, 6.9))
        #expect(abs(well.peak("HO1").hour - 11) <= 1)
        #expect(well.at(96, "NRF2") < 0.08)
    }

    @Test("more red cells switch it on for longer", arguments: [(4, 26.0), (8, 42.0)])
    func meals(_ meal: Int, _ hours: Double) throws {
        let well = try Well("wells/heme", [("meal", "\(meal) RBC")])
        #expect(abs(well.hours("NRF2", above: 0.5) - hours) <= 0.5 + 0.03 * hours)
    }

    @Test("Keap1-null has NRF2 without heme, Nrf2-KO none with it") func genotypes() throws {
        let null = try Well("wells/heme", [("meal", "0 RBC")], genotypes: ["Keap1_null"])
        #expect(isNear(null.last("NRF2"), 1))
        #expect(isNear(null.last("HO1"), 3, 0.05))
        let knockout = try Well("wells/heme", [("meal", "4 RBC")], genotypes: ["Nrf2_KO"])
        #expect(knockout.peak("NRF2").value < 1e-6)
        #expect(isNear(knockout.peak("HO1").value, 3.7))
    }

    /// 2.16: x, y, N at 72 h, just before the cues; x after 48 h of them.
    @Test(
        "red cells make a macrophage deaf to interferon and anti-CD40",
        arguments: [(0.0, 0.14, 2.42, 0.01), (1.0, 0.27, 1.17, 0.04), (2.0, 0.92, 0.09, 0.90), (4.0, 0.94, 0.07, 0.93)])
    func feeding(_ meal: Double, _ repairBefore: Double, _ inflamed: Double, _ repairAfter: Double) throws {
        let well = try Well("well", [("meal_size", "\(meal) RBC")])
        #expect(isNear(well.at(72, "repair"), repairBefore, floor: 0.011))
        #expect(isNear(well.last("inflammatory"), inflamed, floor: 0.011))
        #expect(isNear(well.last("repair"), repairAfter, floor: 0.011))
    }

    @Test("it hears again once the meals stop, or without NRF2") func rescue() throws {
        let stopped = try Well("well", [("meals_end", "72 h")])
        #expect(isNear(stopped.last("inflammatory"), 2.37))
        let knockout = try Well("well", genotypes: ["Nrf2_KO"])
        #expect(isNear(knockout.last("inflammatory"), 2.43))
        let null = try Well("well", [("meal_size", "0 RBC")], genotypes: ["Keap1_null"])
        #expect(isNear(null.last("inflammatory"), 0.07, floor: 0.011))
        #expect(isNear(null.at(72, "repair"), 0.94))
    }

    @Test("a naive macrophage turns at a repair cue of 0.218", arguments: [(0.216, false), (0.220, true)])
    func threshold(_ cue: Double, _ turns: Bool) throws {
        let value = "\(cue - 0.05)"
        let well = try Well("wells/polarisation", [("first_cue", value), ("later_cue", value), ("alert", "500 h")])
        #expect((well.last("repair") > 0.5) == turns)
    }

    @Test("a cue is remembered after it has gone", arguments: [(12.0, 30.5), (72.0, 54.3)])
    func retention(_ pulse: Double, _ hours: Double) throws {
        let well = try Well(
            "wells/polarisation", [("first_cue", "0.65"), ("later_cue", "0"), ("first_ends", "\(pulse) h"), ("alert", "500 h")],
            until: "200 h")
        let held = well.falls("repair", below: 0.5, after: pulse)
        #expect(held != nil && abs(held! - hours) <= 0.5 + 0.03 * hours)
    }

    @Test(
        "cues turn a naive macrophage, and a committed one only together",
        arguments: [
            ("0.07", 0.0, 0.0, 0.02, -1.0), ("0.07", 9, 0, 1.11, -1), ("0.07", 0, 9, 0.59, -1), ("0.07", 9, 9, 2.43, -1),
            ("0.30", 9, 0, 0.08, 1.03), ("0.30", 0, 9, 0.05, 1.05), ("0.30", 9, 9, 2.28, 0.03),
        ])
    func polarisation(_ cue: String, _ interferon: Double, _ antibody: Double, _ x: Double, _ y: Double) throws {
        let isNaive = cue == "0.07"
        let well = try Well(
            "wells/polarisation",
            [("first_cue", cue), ("later_cue", cue), ("interferon", "\(interferon)"), ("antibody", "\(antibody)")]
                + (isNaive ? [("alert", "0 h")] : []), until: isNaive ? "48 h" : nil)
        #expect(isNear(well.last("inflammatory"), x, floor: 0.011))
        if y >= 0 { #expect(isNear(well.last("repair"), y, floor: 0.011)) }
    }

    @Test("NRF2 holds a committed macrophage back", arguments: [(0.3, 1.75, 0.07), (0.5, 0.24, 0.84), (0.95, 0.07, 1.04)])
    func repression(_ nrf2: Double, _ x: Double, _ y: Double) throws {
        let well = try Well("wells/polarisation", [("NRF2_held", "\(nrf2)")])
        #expect(isNear(well.last("inflammatory"), x, floor: 0.011))
        #expect(isNear(well.last("repair"), y, floor: 0.011))
    }

    @Test("EMT outlasts its pulse", arguments: [(0.0, 40.0), (0.03, 54.0)]) func transition(_ hold: Double, _ hours: Double) throws {
        let well = try Well("wells/transition", [("hold", "\(hold)")])
        let held = well.falls("mesenchymal", below: 0.5, after: 72)
        #expect(held != nil && abs(held! - hours) <= 1 + 0.03 * hours)
    }

    @Test("heme-fed macrophages hold EMT for good") func held() throws {
        let well = try Well("wells/transition", [("hold", "0.12")])
        #expect(isNear(well.at(168, "mesenchymal"), 0.73))
    }

    /// 10,000 cells: the standard error of a surviving share is below half a percent.
    @Test("chemotherapy kills less where survival factors are", arguments: [(0.0, 0.487), (1, 0.698), (3, 0.835)])
    func chemotherapy(_ protection: Double, _ survival: Double) throws {
        let well = try Well("wells/drugs", [("protection", "\(protection)")], until: "24 h")
        #expect(isNear(well.last("alive") / 10_000, survival, 0.03))
    }

    @Test("radiation kills less without oxygen", arguments: [(0.0, 0.864), (3, 0.726), (40, 0.612), (160, 0.599)])
    func radiation(_ oxygen: Double, _ survival: Double) throws {
        let well = try Well("wells/drugs", [("air", "\(oxygen) mmHg"), ("drug", "0")], therapies: ["one_ray"], until: "30 h")
        #expect(isNear(1 - well.last("doomed") / 10_000, survival, 0.03))
    }
}
