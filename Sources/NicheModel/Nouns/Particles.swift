extension Assembly {
    private static let particleKeys = ["unit", "volume", "most", "events", "about"]

    func readParticles() {
        for entry in definitions("particles") {
            problems.attempt {
                let particle = try particle(entry)
                particleIndex[entry.name] = model.particles.count
                define(
                    entry.name,
                    Meaning(
                        term: .reference(.particle(model.particles.count)), dimension: units[particle.unit]!.dimension, place: entry.place,
                        kind: "particle",
                        unit: particle.unit),
                    in: voxels)
                model.particles.append(particle)
            }
        }
    }

    private func particle(_ entry: Entry) throws -> Model.Particle {
        let fields = Fields(entry.value, "a particle", known: Self.particleKeys, problems)
        guard let tree = fields["unit"], let unit = tree.text, units.counted.contains(unit) else {
            throw ModelFault(
                fields["unit"]?.place ?? entry.place, "\(entry.name) needs the counted unit it comes in (units: {RBC: counted}; unit: RBC)")
        }
        guard let mostTree = fields["most"] else {
            throw ModelFault(entry.place, "\(entry.name) needs \"most\": how many fit into a volume, 80 \(unit) / 8 pL")
        }
        let dimension = units[unit]!.dimension
        let most = try constant(mostTree, dimension / .volume, "the most of \(entry.name)", .positive)
        let volume =
            try fields["volume"].map { try constant($0, .volume / dimension, "the volume of \(entry.name)", .notNegative) } ?? 1 / most
        var particle = Model.Particle(name: entry.name, unit: unit, volume: volume, mostPerVolume: most, place: entry.place)
        (particle.about, particle.module) = (fields.text("about"), entry.module)
        return particle
    }

    /// Events of particles are read last: they ask for cells.
    func readParticleEvents() {
        let scope = Scope("an event of particles", in: voxels, senses: [.position, .particles, .filled])
        for entry in entries("particles") {
            guard let index = particleIndex[entry.name], let events = entry.value.entries?.first(where: { $0.key.text == "events" })?.value
            else { continue }
            let owner = EventOwner(subject: .particle, scope: scope, particle: index)
            for event in assembledEvents(Chapter.entries(events, "events", module: entry.module, problems), known: []) {
                if let read = problems.attempt({ try self.event(event, owner) }) { model.particles[index].events.append(read) }
            }
        }
    }
}
