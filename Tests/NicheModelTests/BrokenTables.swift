@testable import NicheModel

extension Broken {
    private static let body = "state:\n  volume: 5 pL | split\n"
    private static func cell(_ lines: String) -> String { Sample.cell(body + lines) }
    private static func clamp(_ value: String) -> String { cell("") + "clamp:\n  oxygen:  \(value)\n" }
    private static func space(_ keys: String, edges: String = "closed") -> String {
        cell("") + "space: {size: [100 um, 100 um, 200 um], edges: \(edges), \(keys)}\ntime: {end: 1 d}\n"
    }
    private static func place(_ item: String) -> String {
        space("voxel: 20 um") + "vessels:\n  pipe: {segment: 20 um, radius: 5 um}\nplace:\n  - {\(item)}\n"
    }

    /// Clamps by a table: the value begins at 12:12.
    static let courses: [Broken] = [
        Broken(
            "a state held at another", cell("  z: 0 | copy\n  y: 1 | copy") + "clamp:\n  tumour.z: 2 * y\n", "13:17",
            "y is a state of tumour, which a clamp of tumour does not have"),
        Broken("a time without unit", clamp("[[0 h, 40 mmHg], [12, 5 mmHg]]"), "12:30", "12 has no unit; time expected"),
        Broken("a value in another unit", clamp("[[0 h, 40 um]]"), "12:19", "must be in pressure, found length"),
        Broken(
            "times that go back", clamp("[[12 h, 40 mmHg], [0 h, 5 mmHg]]"), "12:31", "times of the clamp of oxygen must ascend, found 0 h"),
        Broken("a time twice", clamp("[[1 h, 4 mmHg], [1 h, 5 mmHg]]"), "12:29", "must ascend, found 1 h after 60 min"),
        Broken("a point that is no pair", clamp("[[0 h]]"), "12:13", "a list of [TIME, VALUE], found 1 values"),
        Broken("points that are text", clamp("[0 h, 40 mmHg]"), "12:13", "a list of [TIME, VALUE], found text"),
        Broken("an empty list", clamp("[]"), "12:12", "is an empty list"),
        Broken("a value below 0", clamp("[[0 h, -1 mmHg]]"), "12:19", "must not be negative, found -1 mmHg"),
        Broken("a table without file", clamp("{time: h, value: mmHg}"), "12:12", "the clamp of oxygen needs its table"),
        Broken("a table without unit of time", clamp("{file: a.csv, value: mmHg}"), "12:12", "the unit in which its table has the time"),
        Broken("a table without unit of value", clamp("{file: a.csv, time: h}"), "12:12", "has the value (pressure): value: UNIT"),
        Broken("a time in millimetres", clamp("{file: a.csv, time: mm, value: mmHg}"), "12:32", "\"mm\" is a unit of length; for the time"),
        Broken("a pressure in hours", clamp("{file: a.csv, time: h, value: h}"), "12:42", "for the value pressure is expected"),
        Broken("a unit that is none", clamp("{file: a.csv, time: hrs, value: mmHg}"), "12:32", "\"hrs\" is not a unit"),
        Broken("a column that is a list", clamp("{file: a.csv, time: h, value: mmHg, columns: {time: [a]}}"), "12:64", "named by text"),
        Broken("a column of nothing", clamp("{file: a.csv, time: h, value: mmHg, columns: {tme: a}}"), "12:58", "did you mean \"time\"?"),
    ]

    /// Membranes, boxes, hazards and reach: `space` is line 11.
    static let divisions: [Broken] = [
        Broken("an axis that is none", space("membranes: {w: 100 um}"), "11:68", "an axis is x, y or z, found \"w\""),
        Broken("a membrane without axis", space("membranes: 100 um"), "11:67", "planes across an axis: {z: 100 um}; found text"),
        Broken("a membrane without unit", space("membranes: {z: 100}"), "11:71", "100 has no unit; length expected"),
        Broken("a membrane outside", space("membranes: {x: 100 um}"), "11:71", "lies outside the space, which is 100 um wide"),
        Broken("membranes in another order", space("membranes: {z: [90 um, 30 um]}"), "11:79", "ascending order, found 30 um after 90 um"),
        Broken("a membrane across a circle", space("membranes: {z: 90 um}", edges: "periodic"), "11:73", "where z is periodic"),
        Broken(
            "a membrane in the plane of a slice", space("voxel: 200 um, membranes: {z: 90 um}").replacingWidth(), "11:86",
            "has no place in a slice"),
        Broken(
            "a membrane in a well", cell("") + "space: {well: 1 nL, membranes: {z: 10 um}}\ntime: {end: 1 d}\n", "11:21",
            "a well is one compartment"),
        Broken("a box without sides", place("what: tumour, number: 1, box: {z: 10 um}"), "16:40", "are two lengths: [100 um, 200 um]"),
        Broken("a box upside down", place("what: tumour, number: 1, box: {z: [90 um, 10 um]}"), "16:40", "its lower side first"),
        Broken(
            "a box beside a disc", place("what: tumour, number: 1, disc: 10 um, box: {z: [1 um, 9 um]}"), "16:44",
            "\"box\" beside \"disc\": a place has one region"),
        Broken(
            "a law of hazards that is none", cell("") + "time: {end: 1 d, hazards: linaer}\n", "11:27",
            "hazards is exponential or linear, found \"linaer\"; did you mean \"linear\"?"),
        Broken(
            "a mechanics that is none", space("mechanics: presure"), "11:67",
            "mechanics is pairs or pressure, found \"presure\"; did you mean \"pressure\"?"),
        Broken("a reach below 1", cell("mechanics: {reach: 0.5}"), "10:24", "at least 1, found 0.5"),
        Broken("a reach in micrometres", cell("mechanics: {reach: 5 um}"), "10:24", "reach must be in no unit, found length"),
        Broken(
            "a reach of its own under one smoothed pressure",
            "space: {size: [100 um, 100 um, 100 um], mechanics: pressure}\ntime: {end: 1 d}\n" + cell("mechanics: {reach: 1.5}")
                + "  other:\n    state: {volume: 5 pL | split}\n", "12:24",
            "one smoothed pressure does not know; write \"mechanics: pairs\""),
        Broken(
            "an affinity to nobody", cell("mechanics: {affinities: {tumor: 0.5}}"), "10:30",
            "unknown cell type \"tumor\"; did you mean \"tumour\"?"),
        Broken(
            "an affinity below 0", cell("mechanics: {affinities: {tumour: -0.5}}"), "10:38",
            "the affinity to tumour must not be negative, found -0.5"),
        Broken(
            "a mix of walks that is none", cell("move: {speed: 1 um/min, persistence: 1 min, mix: direction}"), "10:54",
            "what a walk mixes is gradients or directions, found \"direction\"; did you mean \"directions\"?"),
    ]

    /// Vessels of a table: the item is line 16 and begins at column 5.
    static let networks: [Broken] = [
        Broken("cells of a file with a type", place("what: tumour, file: a.csv"), "16:12", "leave out \"what\""),
        Broken(
            "vessels that nobody knows", place("what: pipes, file: a.csv"), "16:12", "unknown cell type \"pipes\"; did you mean \"pipe\"?"),
        Broken("vessels of a file, and how many", place("what: pipe, file: a.csv, number: 3"), "16:31", "\"number\" does not stand beside"),
        Broken("vessels of the file of cells", place("what: pipe, file: cells"), "16:24", "name the table of the vessels"),
        Broken("a length in hours", place("what: pipe, file: a.csv, length: h"), "16:39", "\"h\" is not a unit of length"),
        Broken(
            "a column that no vessel has", place("what: pipe, file: a.csv, columns: {x3: a}"), "16:41", "unknown key \"x3\" in columns"),
    ]
}

extension String {
    /// Makes the space of the sample as wide as its voxels.
    fileprivate func replacingWidth() -> String {
        split(separator: "100 um, 100 um,", omittingEmptySubsequences: false).joined(separator: "200 um, 200 um,")
    }
}
