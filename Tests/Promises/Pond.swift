import NicheEngine
import NicheModel

/// A small busy scene, in which everything that a run can remember is remembered: cells divide, die, eat, walk, change their type and
/// come in; vessels grow, burst and are carried along; substances react; a therapy waits for its moment.
enum Pond {
    static let text = """
        title: A pond
        units:
          seed: counted
        parameters:
          appetite:   20 seed/h     | 1 to 100 | assumed | seeds a duck eats at most
        substances:
          scent:      {diffusion: 600 um^2/min, decay: 0.05 /min, level: 1 at 1e-4 /um^3}
          sugar:      {unit: uM, diffusion: 300 um^2/min, decay: 0 /min, start: 2 uM, uptake half: 1 uM}
          air:        {unit: mM, diffusion: 5e4 um^2/min, decay: 0 /min, solve: steady, uptake half: 1 mM, edges: 10 mM}
          syrup:      {unit: uM, diffusion: 100 um^2/min, decay: 0.01 /min}
        reactions:
          sugar -> syrup:  0.02 /h
        particles:
          grain:
            unit: seed
            volume: 10 um^3/seed
            most: 50 seed / 8 pL
            events:
              melting: {do: vanish, at: "0.05 /h * (1 + filled(duck))", yield: {sugar: 1 fmol/seed}}
        body:
          state:
            season:   1             | warmth of the year
            food:     0             | what the keeper gave
          let:
            plenty:   food / (1 + food)
          change:
            season:   toward 0.5 over 48 h
            food:     -food / 6 h
        signals:
          whistle:    {loudness: 0}
        vessels:
          reed:
            segment:  20 um
            radius:   5 um
            carried:  yes
            state:
              rust:   0             | how far it is eaten away
            let:
              crowd:  near(duck, 40 um)
            change:
              rust:   toward 1 + scent over 6 h
            exchange:
              air:    20 mM * perfused through 1e4 um/min
            admit:
              duck:   0.03 /h * season
            sprout:   {speed: 60 um/h, toward: {scent: 1}, joins: 10 um, most: 120 um, start: {rust: 0.1}}
            events:
              branching:  sprout at 0.1 /h
              falling:    regress at 0.05 /h * rust
              blocking:   occlude at 0.3 /h lasting uniform(0.5 h, 2 h)
              leaking:
                do:       spill grain
                at:       1 /h * rust / (1 + 0.2 * crowd)
                amount:   lognormal(60 seed, 0.5)
                within:   60 um
                tally:    {leaks: 1}
        cells:
          bird:
            is: cell
            abstract: true
            parameters:
              greed:    1           | 0 to 3   | assumed | appetite relative to a duck
            state:
              volume:   2 pL        | split    | volume of the bird
              fed:      0 seed      | split    | seeds in the stomach
              mood:     normal(1, 0.1) | redraw | differs from bird to bird
              calm:     1           | copy     | drifts
            change:
              fed:      -0.1 /h * fed
              volume:   toward 2 pL over 6 h
              calm:     toward 1 + 0.1 * pressure + 0.1 * scent + (taken(sugar) + taken(air)) / (1 mM * volume / 1 min) over 3 h with noise 0.05 /h^0.5 above 0
            take:
              air:      up to 5 mM/min
              sugar:    up to 3 uM/h
            secrete:
              scent:    0.2 + 0.1 * mood * plenty
            mechanics:  {repulsion: 10 um/min, adhesion: 0.1 um/min}
            phases:
              carcass:
                dead: true
                change: {volume: toward 0.5 pL over 3 h}
                leave behind: {sugar: 1 fmol/seed * fed}
                events: {rotting: "vanish after uniform(4 h, 8 h)"}
          duck:
            is: bird
            let:
              crowd:    touching(bird) + near(swan, 40 um)
            move:
              speed:       1 um/min
              persistence: 20 min
              toward:      {scent: 1}
              bias:        20 um * slope / (0.1 * (1 + level)^2 + 20 um * slope)
            events:
              meal:
                do:     engulf
                at:     appetite * greed * hill(in_reach, 5 seed)
                each:   grain within 20 um
                set:    {fed: fed + eaten}
                tally:  {meals: 1}
              growth:   {do: divide, at: 0.3 /h / (1 + 0.2 * crowd), in: 2 stages, tally: {broods: 1}}
              ageing:   {do: enter carcass, at: 0.03 /h, tally: {deaths: 1}}
              promotion: {do: become swan, at: 0.02 /h, tally: {swans: 1}}
              startle:  {do: note, on: whistle, chance: 0.5, tally: {startled: 1}}
              walkabout: leave at 0.002 /h
              funeral:  {do: engulf, each: touching carcass bird, at: 1 /h, set: {fed: fed + 1 seed}, tally: {funerals: 1}}
          swan:
            is: bird
            state:
              fights:   0           | copy    | fights won
            let:
              company:  near(duck, 60 um, their.mood) + near(duck, 60 um, their.fed) / 1 seed
            change:
              fights:   -0.01 /h * fights * company
            events:
              fight:
                do:     they enter carcass
                at:     0.1 /h * their.mood * if(since(drill) < 6 h, 2, 1)
                one of: touching duck
                set:    {fights: fights + 1}
                tally:  {fights: 1}
              drill:    {do: note, every: 5 h}
              retire:   enter carcass when fights > 5
        therapies:
          alarm:      {signal: whistle, loudness: 1, from: 6 h, every: 4 h, times: 3}
          heating:    {hold: {season: 2}, from: 8 h, until: 12 h}
          keeper:     {give: {food: 5}, from: when count(duck) > 90, every: 3 h, times: 3}
        space:  {size: [160 um, 160 um, 80 um], voxel: 20 um, edges: closed}
        time:   {end: 20 h, step: 6 min, record: 1 h, snapshot: 2 h, settle: 1 h}
        place:
          - {what: duck, disc: 35 um, at: [80 um, 80 um, 40 um], packed: 0.8, set: {fed: "uniform(0 seed, 2 seed)"}}
          - {what: swan, random: 3000 /mm^3}
          - {what: reed, random: 150 /mm^2, apart: 20 um}
        measures:
          ducks:    count(duck)
          dead:     count(carcass bird)
          full:     count(duck, fed > 1 seed)
          grains:   area(grain > 0 seed)
          stickiness: mean(syrup)
        """

    static func model(therapies: [String] = ["alarm", "heating", "keeper"], settings: [(name: String, value: String)] = []) throws -> Model
    {
        var options = ReadOptions()
        options.therapies = therapies
        options.settings = settings
        return try Model.read(text: text, file: "pond.yaml", vocabulary: .standard, options: options)
    }

    static func simulation(threads: Int = 1) throws -> Simulation { try Simulation(model(), seed: 7, threads: threads) }
}
