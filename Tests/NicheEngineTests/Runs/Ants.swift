import NicheEngine
import NicheModel

/// A model about ants: the engine knows no biology, and every verb has something to do here.
enum Ants {
    static let text = """
        title: Ants on a table
        about: Workers forage on crumbs, follow scent, grow, guard and fight; honey pipes leak crumbs
        units:
          crumb: counted
        couplings:
          M1: scent draws workers
        parameters:
          appetite:   20 crumb/h    | 1 to 100 | assumed | crumbs an ant eats at most
        substances:
          scent:      {diffusion: 600 um^2/min, decay: 0.05 /min, level: 1 at 1e-4 /um^3}
          sugar:      {unit: uM, diffusion: 300 um^2/min, decay: 0 /min, start: 2 uM, uptake half: 1 uM}
          water:      {unit: mM, diffusion: 5e4 um^2/min, decay: 0 /min, solve: steady, uptake half: 1 mM, edges: 10 mM}
          syrup:      {unit: uM, diffusion: 100 um^2/min, decay: 0.01 /min}
        reactions:
          sugar -> syrup:  0.02 /h
        particles:
          crumb_pile:
            unit: crumb
            volume: 10 um^3/crumb
            most: 50 crumb / 8 pL
            events:
              melting: {do: vanish, at: 0.05 /h, yield: {sugar: 1 fmol/crumb}}
        body:
          state:
            season:   1             | warmth of the house
          change:
            season:   toward 0.5 over 48 h
        signals:
          whistle:    {loudness: 0}
        vessels:
          pipe:
            segment:  20 um
            radius:   5 um
            carried:  yes
            state:
              rust:   0             | how far it is eaten away
            change:
              rust:   toward 1 over 24 h
            exchange:
              water:  20 mM * perfused through 1e4 um/min
            admit:
              worker: 0.3 /h * season
            sprout:   {speed: 60 um/h, toward: {scent: 1}, joins: 10 um, most: 120 um, start: {rust: 0.1}}
            events:
              branching:  sprout at 0.1 /h
              falling:    regress at 0.01 /h * rust
              blocking:   occlude at 0.3 /h lasting uniform(0.5 h, 2 h)
              leaking:
                do:       spill crumb_pile
                at:       0.3 /h * rust
                amount:   lognormal(60 crumb, 0.5)
                within:   60 um
                tally:    {leaks: 1}
        cells:
          ant:
            is: cell
            abstract: true
            parameters:
              greed:    1           | 0 to 3   | assumed | appetite relative to a worker
            state:
              volume:   2 pL        | split    | volume of the ant
              fed:      0 crumb     | split    | crumbs in the stomach
              mood:     normal(1, 0.1) | redraw | differs from ant to ant
            change:
              fed:      -0.1 /h * fed
              volume:   toward 2 pL over 6 h
            take:
              water:    up to 5 mM/min
              sugar:    up to 3 uM/h
            secrete:
              scent:    0.2 + 0.1 * mood
            mechanics:  {repulsion: 10 um/min, adhesion: 0.1 um/min}
            phases:
              carcass:
                dead: true
                change: {volume: toward 0.5 pL over 3 h}
                leave behind: {sugar: 1 fmol/crumb * fed}
                events: {rotting: "vanish after uniform(4 h, 8 h)"}
          worker:
            is: ant
            colour: "#c56a2d"
            let:
              crowd:    touching(ant) + near(guard, 40 um)
            move:
              speed:       0.6 um/min
              persistence: 20 min
              toward:      {scent: M1}
              bias:        20 um * slope / (0.1 * (1 + level)^2 + 20 um * slope)
            events:
              meal:
                do:     engulf
                at:     appetite * greed * hill(in_reach, 5 crumb)
                each:   crumb_pile within 20 um
                set:    {fed: fed + eaten}
                tally:  {meals: 1}
              growth:   divide at 0.04 /h / (1 + crowd) in 2 stages
              ageing:   enter carcass at 0.004 /h
              promotion: become guard at 0.02 /h
              startle:  {do: note, on: whistle, chance: 0.5, tally: {startled: 1}}
              walkabout: leave at 0.002 /h
              funeral:  {do: engulf, each: touching carcass ant, at: 0.5 /h, set: {fed: fed + 1 crumb}, tally: {funerals: 1}}
          guard:
            is: ant
            colour: "#2d5ac5"
            state:
              fights:   0           | copy    | fights won
            events:
              fight:
                do:     they enter carcass
                at:     0.05 /h * their.mood * if(since(drill) < 6 h, 2, 1)
                one of: touching worker
                set:    {fights: fights + 1}
                tally:  {fights: 1}
              drill:    {do: note, every: 12 h}
              retire:   enter carcass when fights > 5
        therapies:
          alarm:      {signal: whistle, loudness: 1, from: 6 h, every: 6 h, times: 3}
          heating:    {hold: {season: 2}, from: 12 h, until: 18 h}
        space:  {size: [400 um, 400 um, 20 um], voxel: 20 um, edges: closed}
        time:   {end: 2 d, step: 6 min, record: 6 h}
        place:
          - {what: worker, disc: 100 um, at: [200 um, 200 um], packed: 0.8}
          - {what: guard, random: 60 /mm^2}
          - {what: pipe, random: 100 /mm^2, apart: 30 um}
        measures:
          workers:  count(worker)
          dead:     count(carcass ant)
          full:     count(worker, fed > 1 crumb)
          stickiness: mean(syrup)
        """

    static func model(_ settings: [(name: String, value: String)] = [], therapies: [String] = ["alarm", "heating"]) throws -> Model {
        var options = ReadOptions()
        options.settings = settings
        options.therapies = therapies
        return try Model.read(text: text, file: "ants.yaml", vocabulary: .standard, options: options)
    }
}
