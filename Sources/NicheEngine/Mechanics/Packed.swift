/// Copies of the bodies in bin order, which the kernels read in a row and which live from one sorting to the next.
///
/// Whereabouts are held by column for the search, as they were when the bodies were sorted, and places as they are, with radii and
/// strengths, in a record a body for the pushes.
/// Eight more bodies follow the last (see ``Record/nobody``).
struct Packed {
    let x, y, z: UnsafeMutablePointer<Double>
    /// Two bodies are near if their centres are nearer than the sum of their limits (see ``Whereabouts``).
    let limits: UnsafeMutablePointer<Double>
    /// Nothing where only neighbours are looked for.
    let records: UnsafeMutablePointer<Record>
    /// Velocity that the pushes give [µm/min], and as the fourth the pressure.
    let pushes: UnsafeMutablePointer<SIMD4<Double>>
    /// The speed of the fastest walk [µm/min].
    var greatestWalk = 0.0

    /// Lanes behind the last body.
    static let spare = 8

    /// Takes room for so many bodies.
    init(_ count: Int, on pad: Scratchpad, hasForces: Bool) {
        let total = count + Self.spare
        (x, y, z, limits) = (pad.room(total), pad.room(total), pad.room(total), pad.room(total))
        (records, pushes) = (pad.room(hasForces ? total : 0), pad.room(hasForces ? total : 0))
    }

    /// Copies places and limits.
    ///
    /// - Complexity: 36 bytes read and 32 written a body.
    @inline(__always)
    func fill(
        _ range: Range<Int>, from order: UnsafePointer<Int32>, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
        _ z: UnsafePointer<Double>, limits given: Limits
    ) {
        let (cx, cy, cz, cl) = (self.x, self.y, self.z, self.limits)
        for k in range {
            let i = Int(order[k])
            cx[k] = x[i]
            cy[k] = y[i]
            cz[k] = z[i]
            cl[k] = given[i]
        }
    }

    /// Copies what the pushes depend on.
    ///
    /// - Complexity: 56 bytes read, 64 written and two roots a body.
    @inline(__always)
    func fill(_ range: Range<Int>, from order: UnsafePointer<Int32>, strengthsOf bodies: Bodies, reach: Double) {
        let (records, limits) = (records, limits)
        for k in range {
            let i = Int(order[k])
            records[k] = Record(
                x: bodies.x[i], y: bodies.y[i], z: bodies.z[i], radius: bodies.radius[i], repulsion: bodies.repulsion[i].squareRoot(),
                adhesion: bodies.adherence == nil ? bodies.adhesion[i].squareRoot() : 0, leash: limits[k] - bodies.limit(i, reach))
        }
    }

    /// Puts the spare bodies behind the last one.
    func close(_ count: Int) {
        for k in count..<count + Self.spare {
            x[k] = Record.nobody.x
            y[k] = Record.nobody.y
            z[k] = Record.nobody.z
            limits[k] = 1
        }
    }

    func closeForces(_ count: Int) {
        for k in count..<count + Self.spare { records[k] = Record.nobody }
    }
}
