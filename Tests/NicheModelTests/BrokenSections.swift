@testable import NicheModel

extension Broken {
    private static let body = "state:\n  volume: 5 pL | split\n  z: 0.3 | copy\n  age: 2 h | copy\n"
    private static func cell(_ lines: String) -> String { Sample.cell(body + lines) }
    private static func top(_ lines: String) -> String { Sample.cell(body) + lines }

    /// Cell types: the lines added begin at line 12.
    static let cells: [Broken] = [
        Broken(
            "a misspelt key", cell("chnage:\n  z: -z / 1 h"), "12:5",
            "unknown key \"chnage\" in the cell type tumour; did you mean \"change\"?"),
        Broken(
            "a missing volume", Sample.cell("let:\n  q: 1"), "6:3", "tumour has no volume; write \"state: {volume: 2494 um^3 | split}\""),
        Broken("a volume that is none", Sample.cell("state:\n  volume: 5 um | copy"), "9:7", "must be in volume, found length"),
        Broken("a state twice", cell("let:\n  z: 1"), "13:7", "z is already defined at m.yaml:10:7 as a state"),
        Broken("a let like a substance", cell("let:\n  oxygen: 1"), "13:7", "oxygen is already defined at m.yaml:3:3 as a substance"),
        Broken("a unit as the name of a let", cell("let:\n  h: 1"), "13:7", "h is the unit hour and cannot be a name"),
        Broken("a joining word as a name", cell("let:\n  over: 1"), "13:7", "\"over\" joins the words of a sentence"),
        Broken("a function as a name", cell("let:\n  hill: 1"), "13:7", "\"hill\" is a word of the language"),
        Broken("a name with a hyphen", cell("let:\n  pd-l1: 1"), "13:7", "\"pd-l1\" is not a name"),
        Broken("lets in a circle", cell("let:\n  a: b + 1\n  b: c\n  c: a"), "13:7", "in a circle: a -> b -> c -> a"),
        Broken("a let that reads itself", cell("let:\n  a: a + 1"), "13:7", "a depends on itself"),
        Broken("a term for nothing", cell("let:\n  speedy +: 1"), "13:7", "no let \"speedy\" in tumour to add to"),
        Broken("a term for a state", cell("let:\n  z +: 1"), "13:7", "z is a state; terms can be added only to a let"),
        Broken("a term in another unit", cell("let:\n  a: 1 /h\n  a +: 2"), "14:12", "2 has no unit; 1/time expected as a term of a"),
        Broken("a factor with a unit", cell("let:\n  a: 1 /h\n  a *: 2 h"), "14:12", "a factor of a must be in no unit, found time"),
        Broken(
            "a rate without time", cell("change:\n  z: -z"), "13:10", "the rate of z must be in 1/time, found no unit",
            "z [no unit] (m.yaml:10:7)"),
        Broken("a relaxation without time", cell("change:\n  z: toward 1"), "13:10", "\"over TIME\" is missing"),
        Broken("a time that is a number", cell("change:\n  z: toward 1 over 6"), "13:24", "6 has no unit; time expected"),
        Broken("a time that is zero", cell("change:\n  z: toward 1 over 0 h"), "13:24", "the time of z must be above 0"),
        Broken(
            "a noise without its root", cell("change:\n  z: toward 1 over 6 h with noise 0.02 /h"), "13:39",
            "the noise of z must be in 1/time^0.5"),
        Broken(
            "a change of a let", cell("let:\n  a: 1\nchange:\n  a: toward 1 over 1 h"), "15:7",
            "a is a let, which is computed; only states change"),
        Broken("a change of nothing", cell("change:\n  zz: 1 /h"), "13:7", "no state \"zz\" in tumour; did you mean \"z\"?"),
        Broken(
            "a volume that nobody says how to share", Sample.cell("state:\n  volume: 5 pL"), "9:7",
            "say whether daughters copy, split or redraw it"),
        Broken(
            "a misspelt inheritance", cell("").replacing("| copy", "| cpoy | about"), "10:16",
            "copy, split or redraw, found \"cpoy\"; did you mean \"copy\"?"),
        Broken("an unknown substance to take", cell("take: {oxigen: up to 1 mmHg/min}"), "12:12", "unknown substance \"oxigen\""),
        Broken(
            "taking without saying how", cell("take: {oxygen: 5 mmHg/min}"), "12:20",
            "cells take \"up to MOST\" (saturating) or \"at RATE\""),
        Broken("saturating without half", cell("take: {VEGF: up to 1 /min}"), "12:18", "VEGF has no \"uptake half\""),
        Broken("taking a negative rate", cell("take: {oxygen: at -1 /min}"), "12:23", "must not be negative"),
        Broken(
            "secreting a number without level", cell("secrete: {VEGF: 0.5}"), "12:21",
            "0.5 has no unit; length^3/time expected as the output of VEGF, which has no level"),
        Broken("walking without persistence", cell("move: {speed: 1 um/min}"), "12:12", "a walk needs its persistence"),
        Broken(
            "a weight without unit", cell("move: {speed: 1 um/min, persistence: 5 min, toward: {oxygen: 1}}"), "12:66",
            "1 has no unit; 1/pressure expected"),
        Broken("rules that are no list", cell("rules: oxygen increases z"), "12:12", "rules are a list of sentences"),
        Broken("a rule without a bound", cell("rules:\n  - oxygen increases q"), "13:26", "a rule is \"oxygen decreases necrosis"),
        Broken("a rule without a verb", cell("rules:\n  - oxygen to 3 with half-max 1"), "13:9", "it says what increases or decreases"),
        Broken(
            "a rule on a state", cell("rules:\n  - oxygen increases z to 1 with half-max 3 mmHg"), "13:26",
            "no let \"z\" in tumour for a rule to change; z is a state"),
        Broken(
            "a rule without half-max", cell("let:\n  q: 1\nrules:\n  - oxygen increases q to 1 with power 3"), "15:38", "needs its half-max"
        ),
        Broken(
            "a half-max of another kind", cell("let:\n  q: 1\nrules:\n  - oxygen increases q to 1 with half-max 3 uM"), "15:47",
            "must be in pressure, found concentration"),
        Broken(
            "a bound of another kind", cell("let:\n  q: 1 /h\nrules:\n  - oxygen increases q to 1 with half-max 3 mmHg"), "15:31",
            "1 has no unit"),
        Broken(
            "a rule with a word too many", cell("let:\n  q: 1\nrules:\n  - oxygen increases q to 1 with half-max 3 mmHg, when dead"),
            "15:55",
            "once each; found \"when dead\""),
        Broken(
            "rules in a circle",
            cell("let:\n  q: 1\n  r: 2\nrules:\n  - q increases r to 1 with half-max 3\n  - r increases q to 1 with half-max 3"), "13:7",
            "these lets depend on each other in a circle"),
        Broken("affinities to nobody named", cell("mechanics: {affinities: 1}"), "12:29", "affinities is a map"),
        Broken("a bond that is a speed", cell("mechanics: {bond: 0.1 um/min}"), "12:23", "must be in 1/time"),
        Broken(
            "a parameter of the type in another unit", cell("parameters:\n  share: 1 | 0 to x"), "13:18",
            "a range is \"10 to 100\" or \"fixed\""),
        Broken("a parent that nobody knows", cell("is: leucocyte"), "12:9", "unknown cell type \"leucocyte\"; known: tumour, cell"),
        Broken("a colour that is none", Sample.cell(body).replacing("\"#b5485d\"", "red"), "7:13", "a colour is written \"#3b6ea5\""),
    ]

    /// Events, in the lines from 13 on.
    static let events: [Broken] = [
        Broken("an unknown verb", event("divde at 1 /h"), "13:11", "unknown verb \"divde\"; did you mean \"divide\"?"),
        Broken("a verb of vessels", event("sprout at 1 /h"), "13:11", "a cell cannot sprout; vessels can"),
        Broken("a verb of no one", event("grasp at 1 /h"), "13:11", "unknown verb \"grasp\""),
        Broken("no trigger", event("divide"), "13:7", "nothing triggers e"),
        Broken("two triggers", event("divide at 1 /h after 5 h"), "13:7", "two triggers, after, at"),
        Broken("a hazard without unit", event("divide at 20"), "13:21", "20 has no unit; 1/time expected as a hazard, for example 0.02 /h"),
        Broken("a negative hazard", event("divide at -1 /h"), "13:21", "a hazard must not be negative"),
        Broken("a hazard in hours", event("divide at 20 h"), "13:21", "a hazard must be in 1/time, found time"),
        Broken("an unknown phase", event("enter apoptotic at 1 /h"), "13:17", "tumour has no phase \"apoptotic\"; known: live"),
        Broken("entering nothing", event("enter at 1 /h"), "13:17", "\"enter\" needs a phase after it"),
        Broken("becoming nobody", event("become macrophage at 1 /h"), "13:18", "unknown cell type \"macrophage\""),
        Broken("half a stage", event("divide at 1 /h in 2.5 stages"), "13:29", "expected \"in 4 stages\""),
        Broken("stages of a delay", event("divide after 1 h in 2 stages"), "13:31", "stages belong to a rate"),
        Broken("an unknown signal", event("vanish on radiation"), "13:21", "unknown signal \"radiation\""),
        Broken("a condition that is a number", event("leave when z"), "13:22", "\"z\" is a number; a comparison"),
        Broken("eating nobody", event("engulf at 1 /h"), "13:11", "\"engulf\" needs to know whom"),
        Broken("they without a pair", event("they enter live at 1 /h"), "13:16", "\"they\" needs to know who"),
        Broken(
            "making a neighbour divide", event("{do: they divide, one of: touching tumour, at: 1 /h}"), "13:21",
            "a cell cannot make its neighbour divide"),
        Broken(
            "an unknown key", event("{do: divide, at: 1 /h, chnace: 1}"), "13:34",
            "unknown key \"chnace\" in an event; did you mean \"chance\"?"),
        Broken(
            "a key of another verb", event("{do: divide, at: 1 /h, lasting: 3 h}"), "13:34", "\"lasting\" does not stand beside"),
        Broken("setting a let", event("{do: divide, at: 1 /h, set: {zz: 1}}"), "13:40", "no state \"zz\" in tumour; did you mean \"z\"?"),
        Broken("setting in another unit", event("{do: divide, at: 1 /h, set: {age: 1}}"), "13:45", "1 has no unit; time expected as age"),
        Broken("a chance above 1", event("{do: divide, at: 1 /h, chance: 1.5}"), "13:42", "a chance is from 0 to 1"),
        Broken(
            "neighbours without touching", event("{do: they enter live, at: 1 /h, one of: tumour}"), "13:51",
            "neighbours are \"touching CELLS\""),
        Broken("a vessel that closes for how long?", vessel("occlude at 1 /h"), "14:46", "\"occlude\" needs \"lasting\""),
        Broken("a tally with a unit", event("{do: divide, at: 1 /h, tally: {n: 1 h}}"), "13:45", "a tally counts"),
        Broken(
            "an event twice", event("divide at 1 /h\n  e +: 1 /h\n  f +: 1 /h"), "15:7", "no event \"f\" to add to; did you mean \"e\"?"),
        Broken("adding to a delay", event("divide after 1 h\n  e +: 1 /h"), "14:12", "e has no rate to add to"),
    ]

    private static func vessel(_ sentence: String) -> String {
        top("vessels:\n  v: {segment: 20 um, radius: 5 um, events: {e: \(sentence)}}")
    }

    private static func event(_ sentence: String) -> String { cell("events:\n  e:  \(sentence)") }

    /// Sections of the model itself, from line 12 on.
    static let sections: [Broken] = [
        Broken(
            "a negative diffusion", top("").replacing("1e5 um^2/min", "-1e5 um^2/min"), "3:35",
            "the diffusion of oxygen must not be negative"),
        Broken("a diffusion without unit", top("").replacing("1e5 um^2/min", "1e5"), "3:35", "1e5 has no unit; length^2/time expected"),
        Broken("no decay", top("").replacing("decay: 0 /min, ", ""), "3:3", "oxygen has no decay; write decay: 0.02 /h"),
        Broken(
            "a unit that is none", top("").replacing("unit: mmHg", "unit: mmHgg"), "3:18", "\"mmHgg\" is not a unit; did you mean \"mmHg\"?"
        ),
        Broken("a parameter without number", top("parameters:\n  a:  five"), "14:7", "unknown name \"five\" in a constant"),
        Broken("parameters in a circle", top("parameters:\n  a: b\n  b: a"), "14:3", "in a circle: a -> b -> a"),
        Broken("division by a parameter that is 0", top("parameters:\n  a: 0\n  b: 1 / a"), "15:10", "division by zero: a is 0"),
        Broken(
            "a parameter twice as substance", top("parameters:\n  oxygen: 1"), "3:3",
            "oxygen is already defined at m.yaml:14:3 as a parameter"),
        Broken("a coupling nobody uses", top("couplings:\n  M1: something"), "14:3", "no expression uses the coupling M1"),
        Broken("a function that calls itself", top("functions:\n  f(x): f(x) + 1"), "14:9", "the function f calls itself"),
        Broken("a function without arguments", top("functions:\n  f: 1"), "14:3", "a function is written \"hat(v): v / (0.5 + v)\""),
        Broken("an unknown module", "use: [oxigen]\n" + top(""), "1:7", "no module \"oxigen\""),
        Broken("a module outside", "use: [../x]\n" + top(""), "1:7", "\"../x\" is not the name of a module"),
        Broken("a setting of nothing", top("set: {alpha: 1}"), "13:7", "nothing is called \"alpha\" that could be set"),
        Broken("an unknown genotype", top("genotype: Nrf2_KO"), "13:11", "unknown genotype \"Nrf2_KO\""),
        Broken(
            "a flag that is neither", top("").replacing("colour:", "abstract: perhaps\n    colour:"), "7:15",
            "abstract is yes or no, found \"perhaps\""),
        Broken(
            "a flag that is a list", top("").replacing("colour:", "abstract: [yes]\n    colour:"), "7:15",
            "abstract is yes or no, found a list"),
        Broken("therapies that are a map", top("therapy: {chemo: 1}"), "13:10", "therapy is a name or a list of names, found a map"),
        Broken("a therapy that is a list", top("therapy: [[chemo]]"), "13:11", "therapy: expected a name, found a list"),
        Broken("an unknown therapy", top("therapy: chemo"), "13:10", "unknown therapy \"chemo\""),
        Broken("a therapy on nothing", top("therapies:\n  t: {give: {drug: 1}}"), "14:14", "no state \"drug\" in the body"),
        Broken("a therapy that does nothing", top("therapies:\n  t: {from: 8 d}"), "14:3", "t does nothing"),
        Broken("a reaction of nothing", top("reactions:\n  heme -> oxygen: 1 /h"), "14:3", "unknown substance \"heme\""),
        Broken("a reaction in two units", top("reactions:\n  VEGF -> oxygen: 1 /h"), "14:3", "must have units of one kind"),
        Broken("space without size", top("space: {voxel: 20 um}\ntime: {end: 1 d}"), "13:1", "space needs its size"),
        Broken(
            "a size that voxels do not fill", top("space: {size: [1 mm, 1 mm, 15 um], voxel: 30 um}\ntime: {end: 1 d}"), "13:15",
            "1000 um is not a whole number of voxels of 30 um"),
        Broken("a well by another name", top("space: wel\ntime: {end: 1 d}"), "13:8", "did you mean \"well\"?"),
        Broken("no end of time", top("space: well\ntime: {step: 6 min}"), "14:1", "time has no end"),
        Broken("no time", top("space: well"), "13:1", "the model has no time"),
        Broken("placing without number", top("space: well\ntime: {end: 1 d}\nplace:\n  - {what: tumour}"), "16:5", "how many tumour?"),
        Broken(
            "placing nobody", top("space: well\ntime: {end: 1 d}\nplace:\n  - {what: tumuor, number: 1}"), "16:12",
            "did you mean \"tumour\"?"),
        Broken(
            "a file that nobody gave", top("space: {size: cells, thickness: 15 um}\ntime: {end: 1 d}\nplace:\n  - {file: cells}"), "16:12",
            "--cells FILE"),
        Broken("clamping nothing", top("clamp:\n  oxigen: 40 mmHg"), "14:3", "did you mean \"oxygen\"?"),
        Broken("clamping without unit", top("clamp:\n  oxygen: 40"), "14:11", "40 has no unit; pressure expected"),
        Broken(
            "a measure of nobody", top("measures:\n  n: count(tumuor)"), "14:12", "unknown cell type \"tumuor\"; did you mean \"tumour\"?"),
        Broken("a measure of an unknown state", top("measures:\n  n: mean(tumour, zz)"), "14:19", "unknown name \"zz\" in tumour"),
        Broken(
            "a share above 1", top("measures:\n  n: quantile(tumour, z, 1.5)"), "14:26", "the share of a quantile is a number from 0 to 1"),
        Broken(
            "a vessel that admits nobody", top("vessels:\n  v: {segment: 20 um, radius: 5 um, admit: {Tcell: 1 /h}}"), "14:45",
            "unknown cell type \"Tcell\""),
        Broken(
            "cells that are a vessel",
            top("vessels:\n  v: {segment: 20 um, radius: 5 um}\nmeasures:\n  m: count(tumour, near(v, 30 um) > 0)"),
            "16:25", "v is a type of vessel, and cells are asked for"),
        Broken("a vessel without radius", top("vessels:\n  v: {segment: 20 um}"), "14:3", "the vessel v has no radius"),
        Broken(
            "sprouting without a way", top("vessels:\n  v: {segment: 20 um, radius: 5 um, events: {e: sprout at 1 /h}}"), "14:46",
            "sprouts but does not say how"),
        Broken(
            "flow, as it was called",
            top("vessels:\n  v: {segment: 20 um, radius: 5 um, exchange: {oxygen: 40 mmHg * flow through 1 um/min}}"), "14:66",
            "did you mean \"perfused\"?"),
        Broken("particles without unit", top("particles:\n  red: {most: 1 / 8 pL}"), "14:3", "red needs the counted unit it comes in"),
        Broken("a counted unit that is no unit", top("units: {cells: many}"), "13:16", "a unit of one's own is \"counted\""),
    ]
}

extension String {
    fileprivate func replacing(_ part: String, _ other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(range, other)
    }

    private func firstRange(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }

    private func replacingCharacters(_ range: Range<Index>, _ other: String) -> String {
        self[..<range.lowerBound] + other + self[range.upperBound...]
    }
}
