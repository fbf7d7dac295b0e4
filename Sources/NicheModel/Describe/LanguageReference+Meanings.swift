/// What each word of the language means, in a line; a test sees that none is left out.
extension LanguageReference {
    static let chapterMeanings = [
        "title": "the model's name, as people say it", "about": "what it is for, in a sentence", "source": "where it comes from",
        "use": "modules and models that it builds on, by name", "units": "units of things that are counted: `EV: counted`",
        "couplings": "mechanisms by number, each with its one meaning and, behind `|`, its gain unless that is 1; 0 switches it off",
        "parameters": "`name: value | range | source | about`; what nobody measured has the source `assumed`",
        "functions": "functions of one's own: `hat(y): min(max(y, 0), 1)`",
        "substances":
            "what diffuses: `{diffusion, decay, level, unit, start, edges, about}`; `start: {file: air.csv, columns: {value: oxygen}, length: um, value: mmHg}` for concentrations of a table; `edges: {x: 20 mmHg, ymax: 40 mmHg}` side by side, `at: voxels` at the centres of the outermost ones",
        "reactions": "what substances do with each other, wherever they are",
        "particles": "what is counted in voxels: red cells; with events of their own",
        "body": "the animal around the tissue: `state`, `let`, `change`", "signals": "what a therapy sends to cells, with what it carries",
        "vessels": "types of vessel: `state`, `let`, `change`, `exchange`, `admit`, `events`",
        "cells":
            "types of cell: `is`, `parameters`, `state`, `let`, `change`, `take`, `secrete`, `move`, `mechanics`, `daughters`, `phases`, `events`, `rules`; a dead phase may `take` and `secrete` too; `move: {keeps: speed}` is for cells that keep their speed, too, until they turn, `mix: directions` for those that follow each substance by the direction of its gradient, however steep; `mechanics: {reach: 1.5, affinities: {tumour: 0.3}}` for those that reach otherwise than `space` says or hold to some more than to others, `{attach: 0.1 /min, detach: 0.02 /min, attachments: 6, bond: 0.01 /min}` for those that attach to whom they touch, as by springs; `daughters: {progenitor: 0.3}` are types that the second daughter of a division may be of, each with its chance",
        "genotypes": "named sets of parameters: `Keap1_null: {leukocyte.keap1: 0.05}`",
        "therapies": "`give` raises, `hold` keeps a state of the body, `send` a signal; `from`, `every`, `times`, `until`",
        "with": "what holds only where another module is used too",
        "space":
            "size, voxel, edges, membranes, mechanics; `daughters: aside` for a new cell a radius from its mother's place, rather than both half a radius",
        "time":
            "`end`, `step`, `record`, `snapshot`; `hazards: linear` for chances of rate times step of what cells do alone, `changes: euler` for states that take one explicit step, `exchange: on the way` for cells that take and secrete half of a step where they came from, `start: as given` for substances that begin unsolved",
        "place": "what is where at the start, in order",
        "clamp": "what replaces a value wherever it is read: a number, a formula, or a course of time",
        "measures": "numbers of the whole, recorded over time", "set": "values over those of modules", "genotype": "genotypes that hold",
        "therapy": "therapies that are given",
    ]

    static let verbMeanings = [
        "become": "turns into another type; states of the same name go with it, unless they are `copy anew`",
        "divide": "makes two cells, whose states are shared, copied or drawn anew",
        "engulf": "takes a dying cell or a particle away", "enter": "goes into another phase",
        "fuse": "becomes one with a neighbour, in the middle between them",
        "hold": "takes hold of a neighbour, one at a time, until it lets go", "release": "lets go of whom it holds",
        "leave": "goes out of the tissue, and is counted",
        "note": "nothing but what `set` and `tally` say", "occlude": "closes a vessel for a while", "regress": "takes a vessel away",
        "spill": "sets particles free around a vessel", "sprout": "grows a branch that follows its gradient", "vanish": "is gone",
    ]

    static let keyMeanings: [VerbEntry.Key: String] = [
        .at: "a rate: `at 0.02 /h`, which may change with all that the cell sees", .after: "a time since the phase began: `after 8.6 h`",
        .when: "a condition, the first time that it holds", .on: "a signal", .every: "a period",
        .chance: "how likely it then is, 0 to 1", .set: "states that change with it", .tally: "counters of the model, and by how much",
        .yield: "what is left in the voxel, by substance", .amount: "how many", .within: "how far", .lasting: "for how long",
        .each: "every neighbour of a kind, each by itself: `touching apoptotic cell`",
        .stages: "the rate as a chain of stages: `in 3 stages`",
        .oneOf: "one neighbour of a kind, drawn by weight",
    ]

    static let functionMeanings: [String: (form: String, meaning: String)] = [
        "min": ("`min(a, b)`", "the smaller"), "max": ("`max(a, b)`", "the larger"), "abs": ("`abs(a)`", "without its sign"),
        "sqrt": ("`sqrt(a)`", "square root"), "exp": ("`exp(a)`", "e to the a"), "log": ("`log(a)`", "natural logarithm"),
        "hill": ("`hill(a, half, n)`", "aⁿ / (aⁿ + halfⁿ); n is 1 unless given"),
        "ramp": ("`ramp(a, low, high)`", "0 below low, 1 above high, straight between"),
        "floor": ("`floor(a)`", "the whole number below"), "sin": ("`sin(a)`", "sine"), "cos": ("`cos(a)`", "cosine"),
        "if": ("`if(condition, a, b)`", "a where it holds, else b"),
        "uniform": ("`uniform(low, high)`", "a draw, at the start or in `set`"),
        "normal": ("`normal(mean, sd)`", "a draw"), "lognormal": ("`lognormal(median, sigma)`", "a draw; sigma of its logarithm"),
        "exponential": ("`exponential(mean)`", "a draw"),
        "touching": ("`touching(cells, their.x)`", "sum over such neighbours in touch; without a second argument their number"),
        "near": ("`near(cells, 30 um, their.x)`", "the same within a distance of at most 60 um"),
        "held_by": ("`held_by(cells, their.x)`", "sum over those that hold this cell, each by the share of the step for which it does"),
        "holding": ("`holding(cells, their.x)`", "the same over whom this cell holds"),
        "since": ("`since(event)`", "time since it last happened to this cell"),
        "gradient": ("`gradient(substance)`", "how steeply it changes with place at the cell"),
        "taken": ("`taken(substance)`", "amount per time that the cell took up in the last step"),
        "filled": ("`filled(cells)`", "share of the voxel that such cells take, in events of particles"),
        "chance": ("`chance(p)`", "1 with this probability, else 0; only as a whole tally"),
        "count": ("`count(cells, condition)`", "how many there are, in measures"),
        "sum": ("`sum(cells, value, condition)`", "sum over cells or vessels, in measures"),
        "mean": ("`mean(cells, value, condition)`", "mean over them, in measures"),
        "quantile": ("`quantile(cells, value, share)`", "quantile over them, in measures"),
        "area": ("`area(condition)`", "area, or volume, of voxels where it holds"),
    ]

    static let nameMeanings = [
        "dead": "1 in a dead cell, else 0; the name of a phase is 1 in that phase",
        "time": "since the start; therapies and the body count from there too",
        "pressure": "with which neighbours push; 1 in a slice that is just full", "radius": "of the cell",
        "position": "`position.x` and so on",
        "slope": "in the `bias` of a walk: the weighted gradient that it follows, and `level` the weighted sum",
        "eaten": "how many particles an `engulf` got",
        "in_reach": "how many of them are within reach", "perfused": "1 where blood flows in the vessel",
        "their": "`their.x`: a value of the neighbour",
    ]
}
