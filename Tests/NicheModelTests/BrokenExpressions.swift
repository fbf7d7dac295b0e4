@testable import NicheModel

extension Broken {
    /// What a text can be that is no expression: word by word.
    static let words: [Broken] = [
        Broken("nothing where a value should be", Sample.value("if(, 1, 2)"), "9:14", "unexpected \",\""),
        Broken("a relaxation toward nothing", Sample.changing("toward over 6 h"), "12:17", "an expression is missing here"),
        Broken("a sign at the beginning", Sample.value("z - * 2"), "9:15", "unexpected \"*\""),
        Broken("a star at the beginning", Sample.value("/ 2"), "9:11", "unexpected \"/\""),
        Broken("a power by two stars", Sample.value("2 ** 3"), "9:14", "write ^ for a power"),
        Broken("an and that is a sign", Sample.value("if(z > 0 & z < 1, 1, 2)"), "9:20", "unexpected \"&\"; write and"),
        Broken("a not that is a sign", Sample.value("if(!(z > 0), 1, 2)"), "9:14", "unexpected \"!\"; write not"),
        Broken("a rest of a division", Sample.value("z % 2"), "9:13", "unexpected \"%\"; % follows a number"),
        Broken("a value that joins", Sample.value("z + over"), "9:15", "\"over\" does not belong here; a value is expected"),
        Broken("two values in a bracket", Sample.value("(z 2) * 2"), "9:14", "unexpected \"2\""),
        Broken("a point at the end", Sample.value("position. + 1"), "9:21", "a name is expected after \"position.\""),
        Broken("words as a value", Sample.value("sqrt(z age)"), "9:16", "\"z age\": an operator is missing between these words"),
        Broken("a misspelt unit", Sample.value("5 mmHgg"), "9:13", "\"mmHgg\" is not a unit", "did you mean the unit mmHg?"),
        Broken("a unit to the seventh", Sample.value("5 um^7"), "9:13", "the power of a unit is whole or half, and at most 6; found um^7"),
        Broken("a third of a power of a unit", Sample.value("5 um^0.3"), "9:13", "found um^0.3"),
        Broken(
            "seventeen units", Sample.value("1" + String(repeating: " /h", count: 17)), "9:12", "a unit of more than 16 words"),
        Broken("a number too large in its unit", Sample.value("1e307 d"), "9:11", "the number 1e307 d is too large"),
        Broken(
            "ten thousand and one words", Sample.value(String(repeating: "z ", count: 10_001)), "9:11",
            "an expression of more than 10000 words; split it with let"),
        Broken(
            "a call around a long chain", Sample.value("abs(" + Array(repeating: "z", count: 256).joined(separator: "+") + ")"), "9:527",
            "nested more than 256 deep"),
        Broken(
            "a unit without a long name as a name",
            Sample.cell("state:\n  volume: 5 pL | split\nlet:\n  drop: 1") + "units: {drop: counted}\n", "11:7",
            "drop is the unit drop and cannot be a name"),
        Broken("no name at all", Sample.cell("state:\n  volume: 5 pL | split\nlet:\n  \"\": 1"), "11:7", "\"\" is not a name"),
    ]

    /// What an expression can be that has no meaning here: function by function, and unit by unit.
    static let meanings: [Broken] = [
        Broken("a point in a name", Sample.value("z.x"), "9:11", "\"z.x\": only their.name and position.x, .y, .z have a point"),
        Broken("a fourth axis", Sample.value("position.w"), "9:11", "position has x, y and z; found position.w"),
        Broken("too many for one", Sample.value("sqrt(1, 2)"), "9:11", "sqrt(x) takes 1 argument, found 2"),
        Broken("too few for three", Sample.value("ramp(1, 2)"), "9:11", "ramp(x, a, b) takes 3 arguments, found 2"),
        Broken("the root of a root", Sample.value("sqrt(sqrt(age))"), "9:16", "the root of", "is not a unit"),
        Broken("no half", Sample.value("hill(z, 1 - 1)"), "9:19", "the half of hill must be above 0; 1 - 1 is 0"),
        Broken("a ramp without a slope", Sample.value("ramp(z, 1, 1)"), "9:22", "ramp needs two different ends"),
        Broken("a first value without its unit", Sample.value("if(z > 0, 2, 1 h)"), "9:21", "2 has no unit; time expected"),
        Broken("a number less a time", Sample.value("z - age"), "9:15", "\"age\" (time) cannot be subtracted from \"z\" (no unit)"),
        Broken(
            "time added to what the language gives", Sample.value("z + time"), "9:15", "\"z\" (no unit) cannot be added to \"time\" (time)",
            "time [time]"),
        Broken("a minus without its unit", Sample.value("min(age, -5)"), "9:20", "-5 has no unit; time expected"),
        Broken("a division by what a choice leaves", Sample.value("1 / if(0 > 1, 5, 0)"), "9:15", "division by zero"),
        Broken("a division by what a choice takes", Sample.value("1 / if(not (0 > 1), 0, 5)"), "9:15", "division by zero"),
        Broken("a division by a choice the other way", Sample.value("1 / if(not (1 > 0), 5, 0)"), "9:15", "division by zero"),
        Broken("a distance that varies", Sample.value("near(tumour, z * 20 um)"), "9:24", "must be known before the run"),
        Broken("cells that are a number", Sample.value("touching(1)"), "9:20", "cells are expected here", "found \"1\""),
        Broken("a neighbour's number", Sample.value("touching(tumour, z)"), "9:28", "a quantity of the neighbour is expected (their.x)"),
        Broken("an event that is a number", Sample.value("since(1) / 1 h"), "9:17", "the name of an event is expected in since(…)"),
        Broken("a substance that is a number", Sample.value("taken(1)"), "9:17", "a substance is expected in taken(…)"),
        Broken("what particles know", Sample.value("filled(tumour)"), "9:11", "known only in events of particles"),
        Broken("a chance that is a part", Sample.value("1 + chance(0.5)"), "9:15", "chance(p) stands only as a whole tally"),
        Broken("a position of the body", Sample.ofBody("position.x / 1 um"), "11:10", "the body has no position"),
        Broken("an event of the body", Sample.ofBody("since(growth) / 1 h"), "11:10", "the body has no events to remember"),
        Broken("what a body takes", Sample.ofBody("taken(oxygen)"), "11:10", "taken(…) is known only in cells"),
        Broken("what a body touches", Sample.ofBody("touching(tumour)"), "11:10", "the body does not feel cells"),
        Broken("what holds a body", Sample.ofBody("held_by(tumour)"), "11:10", "the body neither holds nor is held; cells are"),
        Broken("a mean of nothing", Sample.measuring("mean()"), "10:8", "mean(…) needs to know of what"),
        Broken("a mean of unknown cells", Sample.measuring("mean(live tomato, z)"), "10:13", "tomato"),
        Broken("a mean of what of them", Sample.measuring("mean(tumour)"), "10:8", "mean(cells, value) needs a value"),
        Broken("a count of a number", Sample.measuring("count(1)"), "10:14", "cells are expected here"),
        Broken("a quantile of a substance", Sample.measuring("quantile(oxygen, 0.5)"), "10:17", "is of cells, found \"oxygen\""),
        Broken("a quantile without its share", Sample.measuring("quantile(tumour, volume)"), "10:8", "needs a share, for example 0.5"),
        Broken("a share beyond all", Sample.measuring("quantile(tumour, volume, 2)"), "10:33", "a number from 0 to 1, found \"2\""),
        Broken("one argument more", Sample.measuring("mean(tumour, volume, volume > 1 pL, 2)"), "10:44", "has too many arguments"),
        Broken(
            "a mean of two units",
            Sample.head + "cells:\n  cell: {abstract: yes}\n"
                + "  a: {is: cell, state: {volume: 1 pL | split, x: 1 | copy}}\n  b: {is: cell, state: {volume: 1 pL | split, x: 1 h | copy}}\n"
                + "measures:\n  n: \"mean(cell, x)\"\n", "10:18", "is in no unit in one of these cell types and in time in another"),
        Broken(
            "a function that has no body", Sample.value("f(z)") + "functions:\n  f(x): x +\n", "15:12", "the expression ends too early"),
        Broken(
            "functions that double each other",
            Sample.value("fe(z)") + "functions:\n  fa(x): x + x\n  fb(x): fa(fa(fa(x)))\n  fc(x): fb(fb(fb(x)))\n  fe(x): fc(fc(x))\n",
            "15:10", "too long once the functions in it are written out; split it with let"),
    ]
}

extension Sample {
    /// The change of a state of the cell type; it begins at 12:10.
    static func changing(_ change: String) -> String {
        cell("state:\n  volume: 5 pL | split\n  z: 0.3 | copy\nchange:\n  z: \(change)")
    }

    /// A let of the body; it begins at 11:10.
    static func ofBody(_ expression: String) -> String {
        cell("state: {volume: 5 pL | split}") + "body:\n  let:\n    q:  \"\(expression)\"\n"
    }

    /// A measure; it begins at 10:8.
    static func measuring(_ expression: String) -> String {
        cell("state: {volume: 5 pL | split}") + "measures:\n  q:  \"\(expression)\"\n"
    }
}
