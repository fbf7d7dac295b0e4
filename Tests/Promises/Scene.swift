import NicheEngine
import NicheModel

/// Small scenes of our own, jittered by their seed, each of which does one kind of thing all the time.
enum Scene: String, CaseIterable {
    /// Yeasts that divide, change and die.
    case growth
    /// Cats that hold mice, kill them and eat them, and owls that eat the carcasses.
    case hunt
    /// Pipes that grow, leak and close, and what drinks from the puddles.
    case pipes
    /// Crabs that attach, hold on, melt together and reach otherwise far.
    case bonds
    /// Bees that are called, fed and smoked.
    case therapy

    /// - Parameters:
    ///   - size: how many times as many cells there are, in as many times the space.
    func model(size: Int = 1, settings: [(name: String, value: String)] = []) throws -> Model {
        var options = ReadOptions()
        options.settings = settings
        options.therapies = self == .therapy ? ["call", "feed", "smoking"] : []
        let edge = "[\(160 * size) um, 160 um, \(self == .bonds || self == .growth ? 60 : 20) um]"
        let text = body.replacing("SIZE", with: edge)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
            guard let range = line.range(of: "number: ") else { return String(line) }
            let digits = line[range.upperBound...].prefix { $0.isNumber }
            return String(line).replacing("number: \(digits)", with: "number: \(Int(digits)! * size)")
        }
        return try Model.read(text: lines.joined(separator: "\n"), vocabulary: .standard, options: options)
    }

    private var body: String {
        switch self {
        case .growth:
            """
            title: growth
            substances:
              sugar: {unit: uM, diffusion: 300 um^2/min, decay: 0 /min, start: 5 uM, uptake half: 1 uM}
            cells:
              yeast:
                state: {volume: 1 pL | split, age: "normal(2, 0.3) | redraw", fed: 0 | split}
                change: {volume: toward 1 pL over 3 h, fed: toward 1 over 3 h with noise 0.2 /h^0.5 above 0}
                take: {sugar: up to 4 uM/h}
                move: {speed: 0.3 um/min, persistence: 9 min, toward: {sugar: 1 /uM}, bias: 0.4}
                mechanics: {repulsion: 10 um/min, adhesion: 0.3 um/min}
                events:
                  budding: {do: divide, at: 0.25 /h * sugar / (1 uM + sugar), in: 2 stages}
                  dying: enter dry at 0.12 /h * age / 2
                  turning: become mould at 0.02 /h
                phases:
                  dry: {dead: true, change: {volume: toward 0.3 pL over 2 h}, leave behind: {sugar: 2 fmol}, events: {rotting: "vanish after uniform(2 h, 5 h)"}}
              mould:
                state: {volume: 1 pL | split, fed: 0 | copy}
                mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
                events: {spreading: {do: divide, at: 0.05 /h}, fading: vanish at 0.07 /h}
            space: {size: SIZE, voxel: 20 um, edges: closed}
            time: {end: 400 h, step: 6 min, record: 1 h}
            place: [{what: yeast, number: 150, everywhere: yes}, {what: mould, number: 20, everywhere: yes}]
            """
        case .hunt:
            """
            title: hunt
            cells:
              cat:
                state: {volume: 1 pL | split, prey: 0 | split}
                change: {prey: -0.1 /h * prey}
                move: {speed: 1.5 um/min, persistence: 15 min}
                mechanics: {repulsion: 10 um/min, adhesion: 0 um/min}
                events:
                  catch: {do: hold, each: touching live mouse, at: 0.05 /min}
                  loosen: release at 0.05 /min
                  breeding: {do: divide, at: 0.02 /h * prey}
                  parting: leave at 0.03 /h
              owl:
                state: {volume: 1 pL | split, meals: 0 | split}
                move: {speed: 1 um/min, persistence: 15 min}
                mechanics: {repulsion: 10 um/min, adhesion: 0 um/min}
                events:
                  meal: {do: engulf, each: touching lying mouse, at: 0.5 /h, set: {meals: meals + 1}}
                  pounce: {do: they enter lying, one of: touching live mouse, at: 0.2 /h}
              mouse:
                state: {volume: 0.5 pL | split, wounds: 0 | copy}
                change: {wounds: 0.3 /h * held_by(cat) + 0.01 /h * pressure}
                move: {speed: 1 um/min, persistence: 10 min}
                mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
                events: {litter: {do: divide, at: 0.12 /h / (1 + pressure)}, killed: enter lying when wounds > 0.2}
                phases: {lying: {dead: true, events: {gone: vanish after 6 h}}}
            space: {size: SIZE, voxel: 20 um, edges: closed}
            time: {end: 400 h, step: 6 min, record: 1 h}
            place: [{what: cat, number: 25, everywhere: yes}, {what: owl, number: 15, everywhere: yes}, {what: mouse, number: 120, everywhere: yes}]
            """
        case .pipes:
            """
            title: pipes
            units: {bead: counted}
            substances:
              wet: {unit: uM, diffusion: 500 um^2/min, decay: 0.05 /min}
            particles:
              drop: {unit: bead, volume: 10 um^3/bead, most: 60 bead / 8 pL, events: {drying: {do: vanish, at: 0.3 /h, yield: {wet: 1 fmol/bead}}}}
            vessels:
              pipe:
                segment: 20 um
                radius: 4 um
                carried: yes
                state: {rust: 0}
                change: {rust: toward 1 over 8 h}
                exchange:
                  wet: 5 uM * perfused through 1e3 um/min
                admit: {rat: 0.02 /h}
                sprout: {speed: 40 um/h, toward: {wet: 1 /uM}, joins: 10 um, most: 100 um, start: {rust: 0.2}}
                events:
                  branching: sprout at 0.05 /h
                  falling: regress at 0.05 /h * rust
                  blocking: occlude at 0.3 /h lasting uniform(0.5 h, 2 h)
                  leaking: {do: spill drop, at: 0.5 /h * rust, amount: "lognormal(30 bead, 0.5)", within: 40 um, tally: {leaks: 1}}
            cells:
              rat:
                state: {volume: 1 pL | split, drunk: 0 bead | split}
                change: {drunk: -0.2 /h * drunk}
                move: {speed: 1 um/min, persistence: 20 min, toward: {wet: 1 /uM}, bias: 0.5}
                mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
                events:
                  drinking: {do: engulf, at: 5 bead/h * in_reach / (5 bead + in_reach), each: drop within 20 um, set: {drunk: drunk + eaten}, tally: {drinks: 1}}
                  leaving: vanish at 0.04 /h
            space: {size: SIZE, voxel: 20 um, edges: closed}
            time: {end: 400 h, step: 6 min, record: 1 h}
            place: [{what: rat, number: 60, everywhere: yes}, {what: pipe, random: 800 /mm^2, apart: 15 um}]
            """
        case .bonds:
            """
            title: bonds
            cells:
              crab:
                state: {volume: 1 pL | split, grip: 0 min | copy}
                change: {grip: holding(any shell) + held_by(crab) + 0.1 * pressure}
                move: {speed: 0.5 um/min, persistence: 12 min}
                mechanics:
                  repulsion: 10 um/min
                  adhesion: 0.4 um/min
                  reach: 1.3 + 0.2 * grip / (60 min + grip)
                  affinities: {shell: 0.3}
                  attach: 0.01 /min
                  detach: 0.02 /min
                  attachments: 3
                  bond: 0.01 /min
                events:
                  pinch: {do: hold, each: touching shell, at: 0.02 /min}
                  loosen: release at 0.1 /min
                  melting: {do: fuse, each: touching crab, at: 0.0002 /min, set: {volume: volume + their.volume}}
                  splitting: {do: divide, at: 0.03 /h / (1 + pressure)}
                  dying: enter empty at 0.01 /h
                daughters: {shell: 0.3}
                phases: {empty: {dead: true, events: {washed: vanish after 8 h}}}
              shell:
                state: {volume: 0.8 pL | split, grip: 0 min | copy}
                mechanics:
                  repulsion: 10 um/min
                  adhesion: 0.4 um/min
                  attach: 0.005 /min
                  detach: 0.01 /min
                  bond: 0.01 /min
                events: {hatching: become crab at 0.02 /h, crumbling: vanish at 0.01 /h}
            space: {size: SIZE, voxel: 20 um, edges: closed}
            time: {end: 400 h, step: 6 min, record: 1 h}
            place: [{what: crab, number: 150, everywhere: yes}, {what: shell, number: 100, everywhere: yes}]
            """
        case .therapy:
            """
            title: therapy
            substances:
              smoke: {unit: uM, diffusion: 200 um^2/min, decay: 0.02 /min, solve: steady}
            body:
              state: {syrup: 0, season: 1}
              change: {syrup: -syrup / 3 h, season: toward 0.5 over 30 h}
            signals:
              buzz: {loudness: 0}
            cells:
              bee:
                state: {volume: 1 pL | split, calm: 1 | copy, alarms: 0 | copy}
                change: {calm: toward season over 4 h with noise 0.1 /h^0.5 above 0}
                secrete: {smoke: 4 uM * 1 um^3/min}
                move: {speed: 1 um/min, persistence: 10 min}
                mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
                events:
                  brood: {do: divide, at: 0.2 /h * (syrup + 0.5)}
                  swarm: {do: note, on: buzz, chance: 0.5, set: {alarms: alarms + loudness}, tally: {alarmed: 1}}
                  sting: vanish at 0.1 /h * (1 + alarms)
            therapies:
              call: {signal: buzz, loudness: 1, from: 3 h, every: 2 h, times: 100}
              feed: {give: {syrup: 2}, from: when count(bee) < 90, every: 6 h, times: 50}
              smoking: {hold: {season: 2}, from: 8 h, until: 30 h}
            space: {size: SIZE, voxel: 20 um, edges: closed}
            time: {end: 400 h, step: 6 min, record: 1 h}
            place: [{what: bee, number: 100, everywhere: yes}]
            """
        }
    }
}
