/// Every construct of the language once; the biology is only a pretext.
enum Tour {
    static let oxygen = """
        title: Oxygen
        couplings:
          M01: oxygen limits HIF-1
        substances:
          oxygen: {unit: mmHg, diffusion: 1.2e5 um^2/min, decay: 0 /min, uptake half: 1 mmHg, solve: steady}
        cells:
          cell:
            parameters:
              share: 1 | 0 to 1 | typical | consumption relative to a tumour cell
            state:
              hypoxia: 0 | copy | score
            change:
              hypoxia: toward M01 / (1 + (oxygen / 13 mmHg)^3) over if(hypoxia > 0.5, 1 h, 0.1 h)
            take:
              oxygen: up to 1200 mmHg/min * share
        """

    static let text = """
        title: A tour of the language
        about: Every construct once; the biology is only a pretext
        use: [oxygen, exosomes]

        units:
          RBC: counted

        couplings:
          M18: NRF2 represses the inflammatory programme
          M26: free heme triggers TLR4 | 0

        parameters:
          #             value         | range        | source            | about
          heme_half:    30 uM         | 10 to 100    | assumed           | heme that half-activates NRF2
          packed:       4e-4 /um^3    | fixed        | exact             | tumour cells in a full volume

        functions:
          hat(v): v / (0.5 + v)

        substances:
          VEGF:   {diffusion: 600 um^2/min, decay: 0.04 /min, level: 1 at packed}
          heme:   {unit: uM, diffusion: 260 um^2/min, decay: 0.01 /min, uptake half: 20 uM}
          Hx:     {unit: uM, diffusion: 260 um^2/min, decay: 0 /min, start: 5 uM, edges: 5 uM}
          HxHeme: {like: Hx, start: 0 uM, edges: open}
          lactate: {unit: mM, diffusion: 4e4 um^2/min, decay: 0 /min, solve: steady}

        reactions:
          heme + Hx -> HxHeme:  100 /uM/h

        particles:
          red_cell:
            unit:    RBC
            volume:  48 um^3/RBC
            most:    80 RBC / 8 pL
            events:
              lysis: {do: vanish, at: 0.012 /h * (1 + 2 * filled(necrotic cell)), yield: {heme: 0.93 fmol/RBC}}

        body:
          state:
            antibody:  0          | anti-CD40 in plasma
            monocytes: 1          | level in blood
          let:
            priming:   ramp(time, 4 d, 6 d)
          change:
            antibody:  -antibody * 0.35 /d
        signals:
          irradiation: {dose: 0 Gy}

        vessels:
          capillary:
            segment:   20 um
            radius:    5 um
            carried:   yes
            state:     {m: 0.5 | maturity}
            let:       {leak: 0.06 um/min * (1 + 4 * VEGF) * (1 - 0.7 * m)}
            change:    {m: toward 1 / (1 + VEGF) over 72 h}
            exchange:  {oxygen: 40 mmHg * perfused through 1e5 um/min, Hx: 5 uM through leak}
            admit:
              macrophage: 0.02 /h * hill(VEGF, 1, 2) * monocytes * perfused
            sprout:    {speed: 15 um/h, toward: {VEGF: 1}, joins: 10 um, most: 20, start: {m: 0.1}}
            events:
              sprouting: sprout at 0.02 /h * hill(VEGF, 1, 2)
              thinning:  regress at if(VEGF < 0.1 and m < 0.5, 0.005 /h, 0 /h)
              dying:     regress at if(near(necrotic cell, 30 um) > 0, 0.02 /h, 0 /h)
              occlusion: occlude at 0.02 /h lasting uniform(0.5 h, 2 h)
              rupture:
                do:      spill red_cell
                at:      0.004 /h * (1 - m)^2
                amount:  lognormal(300 RBC, 1.0)
                within:  60 um
                tally:   {bleeds: 1}

        cells:
          leukocyte:
            is: cell
            abstract: true
            parameters:
              kap:     1              | 0 to 1       | exact             | KEAP1 (0 in a Keap1-null)
          macrophage:
            is: leukocyte
            colour: "#3b6ea5"
            state:
              volume:  5 pL           | split        | volume of the cell
              R:       0 RBC          | split        | red cells in phagosomes
              h_in:    1 uM           | copy         | heme in the cell
              N:       0.05           | copy         | nuclear NRF2
              x:       0              | copy         | inflammatory programme
              vigour:  normal(1, 0.1) | redraw       | differs from cell to cell
            let:
              cue:     0.05 + 0.45 * hill(antibody, 1) + M26 * hill(heme, 10 uM, 2)     # others add: "cue +:"
              restraint: 1 - M18 * 0.9 * hill(N, 0.5, 3)
            change:
              R:       -0.23 /h * R
              h_in:    0.93 fmol/RBC * 0.23 /h * R / volume + taken(heme) / volume - 0.5 /h * h_in
              N:       toward 1 - kap * (1 - hill(h_in, heme_half, 2)) over 1.5 h
              x:       toward cue * restraint * vigour over 6 h with noise 0.02 /h^0.5 above 0
            secrete:   {VEGF: (0.2 + hat(x)) * vigour}
            take:      {heme: up to 15 uM/h, Hx: at 0.001 /min}
            move:
              speed:       0.6 um/min * (1 - 0.8 * hypoxia)
              persistence: 20 min
              toward:      {VEGF: 1, lactate: -0.1 /mM}
              bias:        20 um * slope / (0.1 * (1 + level)^2 + 20 um * slope)
            mechanics: {repulsion: 10 um/min, adhesion: 0.1 um/min}
            events:
              growth:      divide at 0.005 /h in 4 stages
              ageing:      enter apoptotic at 0.004 /h
              exit:        leave when N > 0.99 and time > 3 d
              alarm:       note at 0.01 /h * hill(heme, 10 uM)             # remembered: since(alarm)
              hit:         {do: enter doomed, on: irradiation, chance: 1 - exp(-0.2 /Gy * dose)}
              meal:        {do: note, every: 12 h, set: {R: R + 1 RBC}}
              eat_red:
                do:        engulf
                each:      red_cell within 10 um
                at:        1 RBC/h * hill(in_reach, 2 RBC)
                set:       {R: R + eaten}
              kill:
                do:        they enter apoptotic
                one of:    touching tumour
                at:        0.04 /h * their.mhc1 * if(since(alarm) < 72 h, 2, 1)
                tally:     {kills: 1}
            phases:
              doomed:      {events: {delayed: "enter apoptotic after uniform(24 h, 72 h)"}}
              apoptotic:
                dead: true
                enter:     {x: 0}
                change:    {volume: toward 1 pL over 3 h}
                leave behind: {heme: h_in * volume}
                events:    {clearing: vanish after 8.6 h}
          tumour:
            state:
              volume:      2494 um^3 | split
            let:
              mhc1:        0.4
              division:    1 / 20 h
              help:        near(macrophage, 30 um, their.x) + touching(macrophage)
            events:
              growth:      divide at division
              drowning:    enter necrotic at 0.001 /h
              escape:      {do: leave, each: touching vessel, at: 1e-4 /h, tally: {escaped: 1, seeds: chance(0.01)}}
            phases:
              apoptotic:   {dead: yes, events: {clearing: vanish after 8.6 h}}
              necrotic:    {dead: yes, events: {clearing: vanish after 60 d}}

        genotypes:  {Keap1_null: {leukocyte.kap: 0}}
        therapies:
          antiCD40:   {give: {antibody: 1}, from: 8 d, every: 3 d, times: 4}
          starvation: {hold: {monocytes: 0.2}, from: when count(tumour) > 5000, until: 14 d}
          radiation:  {signal: irradiation, dose: 2 Gy, from: 8 d, every: 1 d, times: 5}

        with:
          exosomes: {cells: {macrophage: {let: {cue +: 0.1}}}}

        space:    {size: [1 mm, 1 mm, 15 um], voxel: 20 um, edges: closed}
        time:     {end: 14 d, step: 6 min, record: 6 h}
        place:
          - {what: tumour, disc: 200 um, at: [0.5 mm, 0.5 mm], packed: 0.9, set: {hypoxia: 0.1}}
          - {what: capillary, random: 100 /mm^2, apart: 40 um}
          - {file: cells, columns: {x: x_um, y: y_um, type: type}, length: um, types: {tumour: tumour, cd68: macrophage, dirt: nothing}}
        clamp:
          oxygen:        40 mmHg * exp(-position.y / 300 um)
          macrophage.N:  if(time < 72 h, 0.05, 0.9)
        measures:
          burden:        count(tumour)
          bled:          area(red_cell > 0 RBC) / area()
          inflamed:      count(macrophage, x > 0.5) / count(macrophage)
          median:        quantile(macrophage, h_in, 0.5) | heme in the middle macrophage
          air:           mean(oxygen)
          segments:      count(vessel)
          deaths:        kills + 0 * priming
        set:             {heme_half: 20 uM, M18: 0.5, leukocyte.kap: 1}
        """

    static let exosomes = "title: Exosomes\n"
}
