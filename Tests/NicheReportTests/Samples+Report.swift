import Foundation
import NicheReport

extension Samples {
    /// A report with something in every section.
    static func report(pictureWidth: Int = 1400, edge: Double = 1000, times: Int = 7) -> ReportInput {
        let frames = (0..<times).map { step in
            tissue(radius: edge * (0.12 + 0.21 * Double(step) / Double(times - 1)), edge: edge, day: Double(step) * 0.875)
        }
        var dice = Dice(state: 3)
        let columns: [(name: String, unit: String)] = [
            ("time", "d"), ("tumour", "cells"), ("macrophage, inflammatory", "cells"), ("macrophage, repair", "cells"), ("T cell", "cells"),
            ("dead", "cells"), ("mean oxygen", "mmHg"), ("lowest oxygen", "mmHg"), ("perfused share", "1"), ("mean_load", "RBC"),
            ("heme", "uM"), ("eaten", "RBC"), ("dose", "mg/kg"),
        ]
        let rows = (0...600).map { step -> [Double] in
            let day = Double(step) / 600 * 5.25
            let growth = 280 * exp(day * 0.38)
            let wobble = dice.unit()
            return [
                day, growth.rounded(), 60 + 40 * sin(day), 40 + 20 * day + 3 * wobble, 20 + 60 / (1 + exp(3 - day)), 60 * day, 34 - 3 * day,
                20 * exp(-day) + 1 + 0.3 * wobble, 0.9 - 0.03 * day, day < 1 ? .nan : day * 1.4, 0.4 * day * day, 120 * day, 10,
            ]
        }
        var input = ReportInput(
            title: "Bleeding and red cells in a small tumour",
            about: "A growing tumour whose vessels leak; macrophages clear the red cells.",
            facts: [
                ("Seed", "1"), ("Simulated time", "5.25 days"), ("Steps", "1,260"), ("Version", "0.1.0"), ("Wall time", "48 s"),
                ("State digest", "6f1c9a2e77b01d34"),
            ], summary: (columns, rows), frames: frames,
            notes: ["The tumour grew from 280 to 2,060 living cells.", "Oxygen in the middle fell from 21 to 1.1 mmHg."],
            command: "niche run Models/bleeding.yaml --seed 1 --until 5.25d -o bleeding", background: "oxygen",
            stateToShow: [(nil, "load"), ("tumour", "hypoxia")])
        input.marks = [(2, "therapy"), (2.2, "second dose")]
        input.pictureWidth = pictureWidth
        return input
    }
}
