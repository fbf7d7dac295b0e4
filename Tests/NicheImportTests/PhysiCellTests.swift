import NicheEngine
import NicheFiles
import NicheImport
import NicheModel
import NicheStore
import NicheTestSupport
import Testing

@Suite("A PhysiCell project")
struct PhysiCellTests {
    private static let library =
        String(#filePath.prefix(#filePath.count - "/Tests/NicheImportTests/PhysiCellTests.swift".count)) + "/Models"

    private func model(of project: AntProject) throws -> Model {
        let imported = try ImportedProject(path: project.path, table: "ants", libraryFolders: [Self.library])
        #expect(imported.omissions.isEmpty, "\(imported.omissions)")
        try DiskFiles.writeWhole(Array(imported.model.utf8), to: "\(project.folder)/ants.yaml")
        try DiskFiles.writeWhole(imported.cells ?? [], to: "\(project.folder)/ants-cells.csv")
        var options = ReadOptions()
        options.libraryFolders = [Self.library]
        var model = try Model.read(path: "\(project.folder)/ants.yaml", vocabulary: .standard, options: options)
        try model.readTables()
        return model
    }

    /// With cells of both types, side by side.
    private func runToTheEnd(_ project: AntProject) throws {
        let model = try model(of: project)
        let cells = (0..<20).map { CellPoint(position: SIMD3(60 + 4 * Double($0), 60, 10), type: $0 % 2) }
        let simulation = try Simulation(model, seed: 1, threads: 2, cellPoints: cells)
        try simulation.run { _ in true }
        #expect(simulation.cellCount > 0)
    }

    @Test("becomes a model that says the same") func says() throws {
        let project = try AntProject()
        let text = try ImportedProject(path: project.path, table: "ants", libraryFolders: [Self.library]).model
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
        let model = try model(of: try AntProject())
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
        let project = try AntProject(rules: rules) {
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
        let text = try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library]).model
        for line in [
            "use: [physicell/attack, physicell/death, physicell/flow-separated, physicell/live]", "      resting_repair_rate: 0.3 /min",
            "        do: hold\n        each: touching live scout\n        at: min(attacks_scout * their.immunogenic_to_red_ant, 10 /min)",
            "        do: release\n        at: 1 / max(attack_lasts, 0.1 min)", "      immunogenic_to_red_ant: 1",
            "      - holding(cell) increases custom_mood to 3 with half-max 0.5, power 4", "      custom_mood: 1 | copy anew",
            "        do: fuse\n        each: touching live red_ant\n        at: 0.02 /min",
            "        each: touching live red_ant\n        at: 0.01 /min",
            "    daughters:\n      scout: daughter_scout", "      - damage increases apoptosis to 1 /min with half-max 2, power 3",
        ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
        try runToTheEnd(project)
    }

    @Test("whose cells start with values of their own gives them to these cells alone") func ownValues() throws {
        let project = try AntProject(
            rules: "scout,sweet food,increases,apoptosis,1,2,3,0\n",
            cells:
                "x,y,z,type,volume,migration speed,apoptosis,custom:mood\n-90,0,0,red ant,,skip,0.5,\n10,20,0,scout,4988,2,0.5,7\n10,30,0,scout,,,,\n"
        ) { $0.replacing("</cell_definition>", with: "<custom_data><mood>1</mood></custom_data></cell_definition>") }
        let imported = try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library])
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

    @Test("whose cells differ in whom they hold to and how far they reach, and count what is inside, says so") func particulars() throws {
        let rules = """
            red ant,sweet food gradient,increases,apoptosis,0.1,2,3,0
            red ant,grad(sweet food),increases,necrosis,0.1,2,3,0
            red ant,intracellular sweet food,increases,cycle entry,0.002,2,3,0
            red ant,dead,increases,sweet food export,4,0.1,10,1
            red ant,contact with scout,increases,cell attachment rate,0.2,1,2,0
            red ant,pressure,decreases,cell-cell adhesion elastic constant,0.001,1,2,0
            scout,damage,increases,cell detachment rate,0.2,1,2,0
            scout,sweet food,increases,adhesive affinity to red ant,2,1,2,0
            scout,pressure,decreases,relative maximum adhesion distance,0.5,1,2,0
            """
        let project = try AntProject(rules: rules) {
            $0.replacing(
                "<uptake_rate>2</uptake_rate>",
                with: "<uptake_rate>2</uptake_rate><secretion_rate>3</secretion_rate><secretion_target>9</secretion_target>"
                    + "<net_export_rate>7</net_export_rate>"
            ).replacing(
                "<motility>",
                with: """
                    <mechanics><relative_maximum_adhesion_distance>1.5</relative_maximum_adhesion_distance>
                    <cell_adhesion_affinities><cell_adhesion_affinity name="scout">0.25</cell_adhesion_affinity></cell_adhesion_affinities>
                    <attachment_rate>0.05</attachment_rate><maximum_number_of_attachments>3</maximum_number_of_attachments>
                    <options><set_relative_equilibrium_distance enabled="true">1.8</set_relative_equilibrium_distance></options>
                    </mechanics><motility>
                    """
            ).replacing("<chemotaxis><enabled>true</enabled>", with: "<chemotaxis><enabled>false</enabled>").replacing(
                "</chemotaxis>",
                with: """
                    </chemotaxis><advanced_chemotaxis><enabled>true</enabled><normalize_each_gradient>true</normalize_each_gradient>
                    <chemotactic_sensitivities><chemotactic_sensitivity substrate="sweet food">0.5</chemotactic_sensitivity>
                    </chemotactic_sensitivities></advanced_chemotaxis>
                    """
            ).replacing(
                "</microenvironment_setup>",
                with: "<options><track_internalized_substrates_in_each_agent>true</track_internalized_substrates_in_each_agent></options>"
                    + "</microenvironment_setup>")
        }
        let text = try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library]).model
        for line in [
            "      - gradient(sweet_food) increases apoptosis to 0.1 /min with half-max 2 mmHg/um, power 3",
            "      - gradient(sweet_food) increases necrosis to 0.1 /min with half-max 2 mmHg/um, power 3",
            "      - sweet_food_inside / volume increases cycle_entry to 0.002 /min with half-max 2 mmHg, power 3",
            "      sweet_food_inside: 0 mmHg * 1 um^3 | split",
            "      sweet_food_inside: taken(sweet_food) - volume * 3 /min * (9 mmHg - sweet_food) - sweet_food_export",
            "      - dead increases sweet_food_export to 4 mmHg * 1 um^3/min with half-max 0.1, power 10, also when dead",
            "      sweet_food: 3 /min toward 9 mmHg with sweet_food_export",
            "          sweet_food: if(since(apoptosis) > 6 min, sweet_food_export, 0 mmHg * 1 um^3/min)",
            "          sweet_food_inside: taken(sweet_food)", "  reach: 1.25", "      reach: max(adhesion_reach, 1)",
            "      attach: attachment_rate", "      detach: 0 /min", "      attachments: 12", "      attach: 0.05 /min",
            "      detach: detachment_rate", "      attachments: 3", "      elastic_constant: 0.01 /min",
            "      - 0.5 * pressure decreases elastic to 0.001 /min with half-max 1, power 2",
            "use: [physicell/attack, physicell/bond, physicell/death, physicell/flow-separated, physicell/live]",
            "      affinities: {red_ant: affinity_to_red_ant, scout: 0.25}", "      adhesion_reach: 1.5",
            // 10 ((1 - 0.9) / (1 - 1.8 / 3))²
            "      adhesion: 0.6249999999999998 um/min", "      mix: directions", "      toward: {sweet_food: 0.5}",
        ] { #expect(text.contains(line + "\n"), "\(line)\n\(text)") }
        try runToTheEnd(project)
    }

    @Test("whose substances start from a file start so, voxel by voxel, and others as it says") func concentrations() throws {
        func project(_ table: String) throws -> AntProject {
            let project = try AntProject {
                $0.replacing(
                    "</microenvironment_setup>",
                    with: """
                        <options><initial_condition type="csv" enabled="true"><filename>./config/food.csv</filename></initial_condition>
                        </options></microenvironment_setup>
                        """)
            }
            try DiskFiles.writeWhole(Array(table.utf8), to: "\(project.folder)/config/food.csv")
            return project
        }
        let good = try project("x,y,z,sweet food\n-90,-50,0,7\n90,50,0,2.5\n")
        let imported = try ImportedProject(path: good.path, table: "ants", libraryFolders: [Self.library])
        try DiskFiles.writeWhole(try #require(imported.concentrations), to: "\(good.folder)/ants-substances.csv")
        let model = try model(of: good)
        let simulation = try Simulation(
            model, seed: 1, threads: 1, cellPoints: [CellPoint(position: SIMD3(100, 100, 10), type: 0)])
        let food = try #require(simulation.frame().fields.columns.first { $0.name == "sweet_food" }).values
        #expect(food.count == 60 && food[0] == 7 && food[10] == 5 && food[59] == 2.5, "\(food)")
        #expect(model.substances[0].startTable?.points.map(\.value).first == 7)
        for (table, words) in [
            ("x,y,z,sweet fod\n0,0,0,1\n", "food.csv:1:0: unknown substance \"sweet fod\"; did you mean \"sweet food\"?"),
            ("x,y,z,sweet food\n0,900,0,1\n", "food.csv:2:1: column x: the point lies outside the domain"),
            ("x,y,z,sweet food\n0,0,0,much\n", "food.csv:2:"),
        ] {
            let project = try project(table)
            let fault = #expect(throws: ModelFault.self) {
                try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library])
            }
            #expect("\(try #require(fault))".contains(words), "\(fault!) \(words)")
        }
    }

    @Test("that Niche cannot honour in full says what is missing, and where") func omissions() throws {
        let project = try AntProject(
            rules: AntProject.rules + "\nscout,sweet food,increases,is_movable,1,2,3,0\n",
            cells: "x,y,z,type,is_movable\n0,0,0,scout,0\n"
        ) {
            $0.replacing(
                "<death>",
                with: "<intracellular type=\"maboss\"/><death>")
        }
        let told = try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library]).omissions.map(\.description)
        for words in ["the intracellular model of red ant (maboss)", "rules.csv:8:1", "cells.csv:2:1"] {
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
        let project = try AntProject(rules: rules)
        let fault = #expect(throws: ModelFault.self) {
            try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library])
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
            ("<filename>cells.csv", "<filename>../../cells.csv", "../../cells.csv is not in the project's folder"),
            ("<filename>rules.csv", "<filename>../config/rules.csv", "is not in the project's folder"),
            ("PhysiCell_settings>", "Settings>", "is no PhysiCell project"),
            ("<uptake_rate>2", "<uptake_rate>-2", "expected 0 or more"),
        ])
    func brokenXML(part: String, broken: String, words: String) throws {
        let project = try AntProject { $0.replacing(part, with: broken) }
        let fault = #expect(throws: ModelFault.self) {
            try ImportedProject(path: project.path, table: "t", libraryFolders: [Self.library])
        }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }
}
