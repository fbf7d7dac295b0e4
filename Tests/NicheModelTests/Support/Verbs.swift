@testable import NicheModel

private typealias Key = VerbEntry.Key

extension Vocabulary {
    /// The verbs of the language, as the engine states them.
    static let ofTests = Vocabulary([
        VerbEntry("divide", subjects: [.cell], object: .optionalPhase),
        VerbEntry("enter", subjects: [.cell], object: .phase, mayActOnNeighbour: true, keys: Key.common.union(Key.pairs)),
        VerbEntry("become", subjects: [.cell], object: .type),
        VerbEntry("leave", subjects: [.cell], keys: Key.common.union(Key.pairs)),
        VerbEntry("vanish", subjects: [.cell]),
        VerbEntry("vanish", subjects: [.particle], keys: [.at, .yield, .tally]),
        VerbEntry("engulf", subjects: [.cell], needsPair: true, keys: Key.common.union(Key.pairs)),
        VerbEntry("note", subjects: [.cell, .vessel]),
        VerbEntry("sprout", subjects: [.vessel]), VerbEntry("regress", subjects: [.vessel]),
        VerbEntry("occlude", subjects: [.vessel], keys: Key.common.union([.lasting])),
        VerbEntry(
            "spill", subjects: [.vessel], object: .particle, keys: Key.common.union([.amount, .within])),
    ])
}

func read(_ text: String, _ options: ReadOptions = ReadOptions(), modules: [String: String] = [:]) throws(ModelFault) -> Model {
    try Model.read(text: text, file: "m.yaml", vocabulary: .ofTests, options: options, modules: modules)
}

/// The problems of a broken model, "line:column: message" each.
func problems(_ text: String, _ options: ReadOptions = ReadOptions(), modules: [String: String] = [:]) -> [String] {
    do {
        _ = try read(text, options, modules: modules)
        return []
    } catch { return error.problems.map { "\($0)" } }
}

/// A model of one cell type to which tests add what they need.
enum Sample {
    static let head = """
        title: a sample
        substances:
          oxygen: {unit: mmHg, diffusion: 1e5 um^2/min, decay: 0 /min, uptake half: 1 mmHg}
          VEGF: {diffusion: 600 um^2/min, decay: 0.04 /min}

        """

    /// `lines` stand inside the cell type; the first of them is line 8 of the file.
    static func cell(_ lines: String) -> String {
        let indented = lines.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n")
        return head + "cells:\n  tumour:\n    colour: \"#b5485d\"\n" + indented + "\n"
    }

    /// A let of the cell type; the expression begins at 9:11.
    static func value(_ expression: String) -> String {
        cell("let:\n  q:  \(expression)\nstate:\n  volume: 5 pL | split\n  z: 0.3 | copy\n  age: 2 h | copy")
    }
}
