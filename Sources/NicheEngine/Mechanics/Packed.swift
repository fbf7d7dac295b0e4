/// Copies of the bodies in bin order, which the kernels read in a row and which live from one sorting to the next.
///
/// Whereabouts are held by column for the search, as they were when the bodies were sorted, and places as they are, with radii and
/// strengths, in a record a body for the pushes.
/// Eight more bodies follow the last (see ``Record/nobody``).
struct Packed {
    var x = Buffer<Double>()
    var y = Buffer<Double>()
    var z = Buffer<Double>()
    /// Two bodies are near if their centres are nearer than the sum of their limits (see ``Whereabouts``).
    var limits = Buffer<Double>()
    var records = Buffer<Record>()
    /// Velocity that the pushes give [µm/min], and as the fourth the pressure.
    var pushes = Buffer<SIMD4<Double>>()
    /// The speed of the fastest walk [µm/min].
    var greatestWalk = 0.0

    /// Lanes behind the last body.
    static let spare = 8

    mutating func reserve(_ count: Int) {
        let total = count + Self.spare
        x.reserve(total)
        y.reserve(total)
        z.reserve(total)
        limits.reserve(total)
    }

    mutating func reserveForces(_ count: Int) {
        let total = count + Self.spare
        records.reserve(total)
        pushes.reserve(total)
    }

    /// Copies places and limits.
    ///
    /// - Complexity: 36 bytes read and 32 written a body.
    @inline(__always)
    func fill(
        _ range: Range<Int>, from order: UnsafePointer<Int32>, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
        _ z: UnsafePointer<Double>, limits given: Limits
    ) {
        let (cx, cy, cz, cl) = (self.x.start, self.y.start, self.z.start, self.limits.start)
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
        let (records, limits) = (records.start, limits.start)
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
            x.start[k] = Record.nobody.x
            y.start[k] = Record.nobody.y
            z.start[k] = Record.nobody.z
            limits.start[k] = 1
        }
    }

    func closeForces(_ count: Int) {
        for k in count..<count + Self.spare { records.start[k] = Record.nobody }
    }

    func free() {
        x.free()
        y.free()
        z.free()
        limits.free()
        records.free()
        pushes.free()
    }
}
