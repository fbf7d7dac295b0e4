import NicheEngine
import NicheFiles
import NicheImport
import NicheModel
import NicheTestSupport
import Testing

@Suite("A PhysiCell project")
struct PhysiCellTests {
    private static let library =
        String(#filePath.prefix(#filePath.count - "/Tests/NicheImportTests/PhysiCellTests.swift".count)) + "/Models"

    private func model(of project: Project) throws -> Model {
        let imported = try ImportedProject(path: project.path, table: "ants-cells.csv", libraryFolders: [Self.library])
        #expect(imported.omissions.isEmpty, "\(imported.omissions)")
        try DiskFiles.writeWhole(Array(imported.model.utf8), to: "\(project.scratch.path)/ants.yaml")
        try DiskFiles.writeWhole(imported.cells ?? [], to: "\(project.scratch.path)/ants-cells.csv")
        var options = ReadOptions()
        options.libraryFolders = [Self.library]
        return try Model.read(path: "\(project.scratch.path)/ants.yaml", vocabulary: .standard, options: options)
    }

    @Test("becomes a model that says the same") func says() throws {
        let project = try Project()
        let text = try ImportedProject(path: project.path, table: "ants-cells.csv", libraryFolders: [Self.library]).model
        for line in [
            "  size: [200 um, 120 um, 20 um]", "  edges: walls", "    unit: mmHg", "    start: 5 mmHg",
            "    edges: {xmax: 8 mmHg, ymin: 8 mmHg, ymax: 8 mmHg, at: voxels}", "      live_rate: 0.001 /min",
            "      resting_apoptosis: 0.0002 /min",
            "      - sweet_food increases cycle_entry to 0.01 /min with half-max 2 mmHg, power 4",
            "      - 0.5 * pressure decreases cycle_entry to 0 /min with half-max 1, power 3",
            "      - dead increases sweet_food_secretion to 0.02 /min with half-max 0.1, power 10, also when dead",
            "      - touching(any red_ant) decreases speed to 0.1 um/min with half-max 0.5, power 4",
            "          sweet_food: at 0.1 * sweet_food_uptake",
            // What a child inherits, and a time that is a whole number of steps.
            "    is: separated_cycle", "      S_lasts: 480 min", "      toward: {sweet_food: -1 /mmHg}",
            "        do: become red_ant\n        at: to_red_ant", "        each: touching apoptotic cell\n        at: 0.05 /min",
            "      keeps: speed", "      apoptosis_lasts: 516 min",
        ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
        let scout = try #require(text.range(of: "  scout:"))
        #expect(text[scout.lowerBound...].contains("resting_apoptosis: 0.0002 /min"))
    }

    @Test("runs, with the same bits on two threads") func runs() throws {
        let model = try model(of: try Project())
        let cells = [CellPoint(position: SIMD3(10, 60, 10), type: 0), CellPoint(position: SIMD3(110, 80, 10), type: 1)]
        let one = try Simulation(model, seed: 1, threads: 1, cellPoints: cells)
        let two = try Simulation(model, seed: 1, threads: 2, cellPoints: cells)
        try one.run { _ in true }
        try two.run { _ in true }
        #expect(one.digest == two.digest && one.cellCount >= 2)
    }

    @Test("that attacks, eats the living, fuses and divides unevenly does so") func interactions() throws {
        let rules = """
            scout,damage,increases,apoptosis,1,2,3,0
            red ant,sweet food,increases,attack scout,0.2,1,2,0
            scout,custom:mood,increases,immunogenicity to red ant,2,1,2,0
            scout,attacking,increases,custom:mood,3,0.5,4,0
            red ant,contact with scout,increases,asymmetric division to scout,0.5,1,2,0
            """
        let project = try Project(rules: rules) {
            $0.replacing(
                "<death>",
                with: """
                    <cell_interactions><attack_rates><attack_rate name="scout">0.1</attack_rate></attack_rates><attack_duration>5</attack_duration>
                    <live_phagocytosis_rates><phagocytosis_rate name="red ant">0.01</phagocytosis_rate></live_phagocytosis_rates>
                    <fusion_rates><fusion_rate name="red ant">0.02</fusion_rate></fusion_rates></cell_interactions>
                    <cell_integrity><damage_repair_rate>0.3</damage_repair_rate></cell_integrity><death>
                    """
            ).replacing("</cell_definition>", with: "<custom_data><mood conserved=\"false\">1</mood></custom_data></cell_definition>")
        }
        let text = try ImportedProject(path: project.path, table: "t.csv", libraryFolders: [Self.library]).model
        for line in [
            "use: [physicell/attack, physicell/death, physicell/flow-separated, physicell/live]", "      resting_repair_rate: 0.3 /min",
            "        do: hold\n        each: touching live scout\n        at: min(attacks_scout * their.immunogenic_to_red_ant, 10 /min)",
            "        do: release\n        at: 1 / max(attack_lasts, 0.1 min)", "      immunogenic_to_red_ant: 1",
            "      - holding(cell) increases custom_mood to 3 with half-max 0.5, power 4", "      custom_mood: 1 | copy anew",
            "        do: fuse\n        each: touching live red_ant\n        at: 0.02 /min",
            "        each: touching live red_ant\n        at: 0.01 /min",
            "    daughters:\n      scout: daughter_scout", "      - damage increases apoptosis to 1 /min with half-max 2, power 3",
        ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
        let model = try model(of: project)
        let cells = (0..<20).map { CellPoint(position: SIMD3(60 + 4 * Double($0), 60, 10), type: $0 % 2) }
        let simulation = try Simulation(model, seed: 1, threads: 2, cellPoints: cells)
        try simulation.run { _ in true }
        #expect(simulation.cellCount > 0)
    }

    @Test("whose cells start with values of their own gives them to these cells alone") func ownValues() throws {
        let project = try Project(
            rules: "scout,sweet food,increases,apoptosis,1,2,3,0\n",
            cells:
                "x,y,z,type,volume,migration speed,apoptosis,custom:mood\n-90,0,0,red ant,,skip,0.5,\n10,20,0,scout,4988,2,0.5,7\n10,30,0,scout,,,,\n"
        ) { $0.replacing("</cell_definition>", with: "<custom_data><mood>1</mood></custom_data></cell_definition>") }
        let imported = try ImportedProject(path: project.path, table: "t.csv", libraryFolders: [Self.library])
        let lines = String(decoding: try #require(imported.cells), as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        func value(_ row: Int, _ name: String) -> String {
            lines[0].firstIndex { $0 == name }.map { String(lines[row][$0]) } ?? "no such column"
        }
        // A volume of twice the type's is twice of each part; a behaviour that rules change is theirs.
        #expect(
            value(2, "fluid") == "3741.0" && value(2, "own_speed") == "2.0" && value(2, "custom_mood") == "7.0"
                && value(3, "own_speed").isEmpty)
        #expect(value(1, "own_apoptosis") == "0.5" && value(1, "own_speed").isEmpty && value(3, "fluid").isEmpty)
        #expect(imported.model.contains("own_speed: own_speed | um/min\n") && imported.model.contains("      apoptosis +: own_apoptosis\n"))
        let model = try model(of: project)
        #expect(
            model.cellTypes[1].states.contains { $0.name == "own_speed" }
                && !model.cellTypes[1].states.contains { $0.name == "own_apoptosis" })
    }

    @Test("that Niche cannot honour in full says what is missing, and where") func omissions() throws {
        let project = try Project(
            rules: Project.rules + "\nscout,sweet food gradient,increases,apoptosis,1,2,3,0\n",
            cells: "x,y,z,type,is_movable\n0,0,0,scout,0\n"
        ) {
            $0.replacing(
                "<death>",
                with: "<intracellular type=\"maboss\"/><mechanics><attachment_rate>0.1</attachment_rate></mechanics><death>")
        }
        let told = try ImportedProject(path: project.path, table: "t.csv", libraryFolders: [Self.library]).omissions.map(\.description)
        for words in ["the intracellular model of red ant (maboss)", "red ant attaches to neighbours", "rules.csv:8:1", "cells.csv:2:1"] {
            #expect(told.contains { $0.contains(words) }, "\(words): \(told)")
        }
    }

    @Test(
        "that is broken is refused with file, line and a suggestion",
        arguments: [
            (
                "red ant,sweet fod,increases,cycle entry,1,2,3,0",
                "rules.csv:1:1: unknown signal \"sweet fod\"; did you mean \"sweet food\"?"
            ),
            (
                "red ant,sweet food,increases,cycle entri,1,2,3,0",
                "rules.csv:1:1: unknown behavior \"cycle entri\"; did you mean \"cycle entry\"?"
            ),
            ("red aunt,sweet food,increases,cycle entry,1,2,3,0", "unknown cell type \"red aunt\"; did you mean \"red ant\"?"),
            ("red ant,sweet food,increases,cycle entry,1,2,3", "rules.csv:1:1: a rule has 8 columns"),
            ("red ant,sweet food,raises,cycle entry,1,2,3,0", "increases or decreases, found \"raises\""),
            ("\nred ant,sweet food,increases,cycle entry,much,2,3,0", "rules.csv:2:1: max response is a number, found \"much\""),
        ])
    func brokenRules(rules: String, words: String) throws {
        let project = try Project(rules: rules)
        let fault = #expect(throws: ModelFault.self) {
            try ImportedProject(path: project.path, table: "t.csv", libraryFolders: [Self.library])
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test(
        "whose XML is wrong likewise",
        arguments: [
            ("<filename>rules.csv", "<filename>ruls.csv", "there is no such file"),
            ("version=\"3.0\"", "version=\"1.0\"", "from version 2 on"),
            ("<dx>20", "<dx>wide", "<dx> needs a number, found \"wide\""),
            ("code=\"6\"", "code=\"4\"", "a cycle has the code 0, 1, 2, 5, 6 or 7"),
            ("parent_type=\"red ant\"", "parent_type=\"rad ant\"", "did you mean \"red ant\"?"),
            ("<substrate>sweet food", "<substrate>sweat food", "unknown substance \"sweat food\"; did you mean \"sweet food\"?"),
            ("<filename>cells.csv", "<filename>sells.csv", "there is no such file"),
            ("PhysiCell_settings>", "Settings>", "is no PhysiCell project"),
            ("<uptake_rate>2", "<uptake_rate>-2", "expected 0 or more"),
        ])
    func brokenXML(part: String, broken: String, words: String) throws {
        let project = try Project { $0.replacing(part, with: broken) }
        let fault = #expect(throws: ModelFault.self) {
            try ImportedProject(path: project.path, table: "t.csv", libraryFolders: [Self.library])
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }
}
