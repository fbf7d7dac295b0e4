import Testing

@testable import NicheModel

/// A model that cannot be run, the place that is to blame, and words its reader must find in the message.
struct Broken: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var place: String
    var words: [String]

    init(_ name: String, _ text: String, _ place: String, _ words: String...) {
        self.name = name
        self.text = text
        self.place = place
        self.words = words
    }

    var testDescription: String { name }
}

extension Broken {
    static let expressions: [Broken] = [
        Broken("a name that nothing has", Sample.value("zz * 2"), "9:11", "unknown name \"zz\" in tumour"),
        Broken("a misspelt name", Sample.value("oxigen / 5 mmHg"), "9:11", "did you mean \"oxygen\"?"),
        Broken("a unit as name", Sample.value("1 + h"), "9:15", "h is the unit hour", "write 1 h"),
        Broken("a missing unit", Sample.value("age + 20"), "9:17", "20 has no unit; time expected, for example 20 h"),
        Broken(
            "time added to a number", Sample.value("age + z"), "9:17", "\"age\" (time) cannot be added to \"z\" (no unit)",
            "age [time] (m.yaml:13:7)"),
        Broken("an unknown unit", Sample.value("5 hours + age"), "9:13", "\"hours\" is not a unit"),
        Broken("a number before a function", Sample.value("3 min(z, 1)"), "9:13", "an operator is missing before \"min(\""),
        Broken("words side by side", Sample.value("z age"), "9:13", "an operator (+ - * / ^) is missing before \"age\""),
        Broken("an unclosed bracket", Sample.value("(z + 1"), "9:17", "a closing bracket is missing"),
        Broken("a bracket too many", Sample.value("z + 1)"), "9:16", "unexpected \")\"", "no bracket was opened"),
        Broken("an expression that ends early", Sample.value("z +"), "9:14", "ends too early"),
        Broken("a chained comparison", Sample.value("if(0 < z < 1, 1, 2)"), "9:20", "write a < b and b < c"),
        Broken("a comparison as a number", Sample.value("1 + (z > 0)"), "9:16", "yes or no; a number is expected"),
        Broken("a number as a condition", Sample.value("if(z, 1, 2)"), "9:14", "a comparison (yes or no) is expected"),
        Broken("two units in one if", Sample.value("if(z > 0, 1 h, 2)"), "9:26", "2 has no unit; time expected"),
        Broken("hill with too few arguments", Sample.value("hill(z)"), "9:11", "hill(x, half, power) takes 2 to 3 arguments, found 1"),
        Broken("hill with two units", Sample.value("hill(oxygen, 10)"), "9:24", "10 has no unit; pressure expected", "40 mmHg"),
        Broken("an unknown function", Sample.value("tanhh(z)"), "9:11", "unknown function \"tanhh\""),
        Broken("a logarithm by its other name", Sample.value("ln(z)"), "9:11", "did you mean \"log\"?"),
        Broken("a power with a unit", Sample.value("2^age"), "9:13", "a power must be in no unit, found time"),
        Broken("an odd power of a unit", Sample.value("age^0.3"), "9:15", "whole or half number"),
        Broken("a product without sign", Sample.value("z (1 + z)"), "9:11", "z is not a function; write z * (…)"),
        Broken("a division by a constant zero", Sample.value("z / (1 - 1)"), "9:16", "division by zero: 1 - 1 is 0"),
        Broken("a number that is none", Sample.value("nan + 1"), "9:11", "unknown name \"nan\""),
        Broken("an infinity", Sample.value("1e999"), "9:11", "the number 1e999 is too large"),
        Broken("a huge power", Sample.value("10^400"), "9:11", "is not a finite number"),
        Broken("a foreign letter", Sample.value("β + 1"), "9:11", "unexpected \"β\""),
        Broken("an equals sign", Sample.value("if(z = 1, 1, 2)"), "9:16", "to compare write =="),
        Broken("a draw in the middle", Sample.value("1 + normal(1, 0.1)"), "9:15", "normal(…) draws a value"),
        Broken("their outside a pair", Sample.value("their.z"), "9:11", "their.z is known only in an event"),
        Broken("since an event that is none", Sample.value("since(growth) / 1 h"), "9:17", "no event \"growth\" in tumour"),
        Broken("touching an unknown type", Sample.value("touching(macrophag)"), "9:20", "unknown cell type \"macrophag\""),
        Broken(
            "touching an unknown phase", Sample.value("touching(rotten tumour)"), "9:20", "no tumour has a phase \"rotten\"",
            "known: any, dead, live"),
        Broken("near without cells", Sample.value("near()"), "9:11", "near(cells, distance, their.x) takes 2 to 3 arguments, found 0"),
        Broken("near too far", Sample.value("near(tumour, 80 um)"), "9:24", "near reaches at most 60 um; found 80 um"),
        Broken("near without unit", Sample.value("near(tumour, 30)"), "9:24", "30 has no unit; length expected"),
        Broken(
            "a neighbour's unknown quantity", Sample.value("touching(tumour, their.zeta)"), "9:28",
            "tumour has no \"zeta\" that a neighbour could read"),
        Broken(
            "taken of an unknown substance", Sample.value("taken(oxigen)"), "9:17", "unknown substance \"oxigen\"; did you mean \"oxygen\"?"
        ),
        Broken("counting in a cell", Sample.value("count(tumour)"), "9:11", "known only in measures"),
        Broken("slope outside a walk", Sample.value("slope * 1 um"), "9:11", "slope is known only in the bias of a walk"),
        Broken("a type as a number", Sample.value("tumour + 1"), "9:11", "tumour is a cell type, not a number"),
        Broken("a joining word in an expression", Sample.value("z over 2"), "9:13", "\"over\" does not belong here"),
        Broken("a second point in a number", Sample.value("1.2.3"), "9:14", "two points"),
        Broken("an error in the second line of a folded text", Sample.value("z + 1\n      + zz * 2"), "10:13", "unknown name \"zz\""),
        Broken("an error in quotes", Sample.value("\"z + zz\""), "9:16", "unknown name \"zz\""),
        Broken("an escape", Sample.value("\"z \\x2b z\""), "9:14", "escapes"),
        Broken("a block text", Sample.value("|\n        z + 1"), "9:11", "without | or >"),
        Broken(
            "a sum of 10,000 terms", Sample.value(Array(repeating: "z", count: 3000).joined(separator: " + ")), "9:11",
            "more than 256 operations in a chain"),
        Broken("300 minus signs", Sample.value("0 " + String(repeating: "- ", count: 300) + "z"), "9:529", "nested more than 256 deep"),
    ]
}
