// The same macrophage as in macrophage.c, written out by hand in Swift, eight cells at a time.
//
//     niche bench expressions Benchmarks/macrophage.yaml --dump cells.bin
//     swiftc -O -Xcc -march=native macrophage.swift -o macrophage-swift && ./macrophage-swift cells.bin
//
// Frozen: this is what our programs are compared to.
import Foundation

typealias V = SIMD8<Double>
typealias U = SIMD8<UInt64>
typealias M = SIMDMask<SIMD8<Int64>>

@inline(__always) func bits(_ v: V) -> U { unsafeBitCast(v, to: U.self) }
@inline(__always) func number(_ u: U) -> V { unsafeBitCast(u, to: V.self) }
/// Written with exclusive or: of (a & m) | (b & ~m) the compiler makes single lanes, three times slower.
@inline(__always) func choose(_ mask: M, _ a: V, _ b: V) -> V {
    let m = unsafeBitCast(mask, to: U.self)
    return number(bits(b) ^ ((bits(a) ^ bits(b)) & m))
}
@inline(__always) func all(_ x: Double) -> V { V(repeating: x) }
@inline(__always) func greater(_ a: V, _ b: V) -> V { choose(a .> b, a, b) }
@inline(__always) func smaller(_ a: V, _ b: V) -> V { choose(a .< b, a, b) }
@inline(__always) func size(_ a: V) -> V { number(bits(a) & U(repeating: 0x7FFF_FFFF_FFFF_FFFF)) }
@inline(__always) func any(_ mask: M) -> Bool {
    let m = unsafeBitCast(mask, to: U.self)
    let four = m.lowHalf | m.highHalf
    let two = four.lowHalf | four.highHalf
    return two.x | two.y != 0
}
/// The library's root of a vector is a call a lane, unless it is known that no lane is negative.
@inline(__always) func root8(_ v: V) -> V {
    var r = V()
    for l in 0..<8 { r[l] = v[l].magnitude.squareRoot() }
    return r
}

@inline(__always) func log8(_ x: V) -> V {
    let u = bits(x) &+ U(repeating: 0x3FF0_0000_0000_0000 - 0x3FE6_A09E_667F_3BCD)
    let k = number((u &>> 52) | U(repeating: 0x4330_0000_0000_0000)) - (0x1p52 + 1023)
    let f = number((u & U(repeating: 0x000F_FFFF_FFFF_FFFF)) &+ U(repeating: 0x3FE6_A09E_667F_3BCD)) - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let o1 = w * 1.479819860511658591e-01
    let o2 = w * (1.818357216161805012e-01 + o1)
    let odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + o2))
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let half = 0.5 * f * f
    return k * 0x1.62e42fee00000p-1 + (f - (half - (s * (half + (odd + even)) + k * 0x1.a39ef35793c76p-33)))
}

@inline(__always) func cos8(_ x: V) -> V {
    let t = x * 0x1.45f306dc9c883p-1 + 0x1.8p52
    let k = t - 0x1.8p52
    let coarse = x - k * 0x1.921fb54400000p0
    let second = k * 0x1.0b4611a600000p-34
    let fine = coarse - second
    let third = k * 0x1.3198a2e037073p-69 - ((coarse - fine) - second)
    let r = fine - third
    let tail = (fine - r) - third
    let z = r * r
    let s3 = z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)
    let s2 = z * (2.75573137070700676789e-06 + s3)
    let ss = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + s2)
    let cube = z * r
    let sine = r - ((z * (0.5 * tail - cube * ss) - tail) - cube * -1.66666666666666324348e-01)
    let c4 = z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)
    let c3 = z * (-2.75573143513906633035e-07 + c4)
    let c2 = z * (2.48015872894767294178e-05 + c3)
    let cs = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + c2))
    let half = 0.5 * z
    let one = 1 - half
    let cosine = one + (((1 - one) - half) + (z * cs - r * tail))
    let quarter = bits(t)
    let swap = U(repeating: 0) &- (quarter & U(repeating: 1))
    let d = (bits(sine) ^ bits(cosine)) & swap
    return number((bits(cosine) ^ d) ^ (((quarter &+ U(repeating: 1)) & U(repeating: 2)) &<< 62))
}

func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
}

@inline(__always) func unit(_ low: U, _ high: U) -> V {
    let word = low | high &<< 32
    return ((number((word &>> 12) | U(repeating: 0x4330_0000_0000_0000)) - 0x1p52) + 0.5) * 0x1p-52
}

@inline(__always) func philox(_ key: U, _ tick: UInt32, _ stream: UInt64) -> (V, V) {
    let low = U(repeating: 0xFFFF_FFFF)
    var (x0, x1, x2, x3) = (key & low, key &>> 32, U(repeating: UInt64(tick)), U(repeating: 0))
    var (k0, k1) = (UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream &>> 32))
    for _ in 0..<10 {
        let a = (x0 & low) &* U(repeating: 0xD251_1F53)
        let b = (x2 & low) &* U(repeating: 0xCD9E_8D57)
        (x0, x1, x2, x3) = ((b &>> 32) ^ x1 ^ U(repeating: UInt64(k0)), b & low, (a &>> 32) ^ x3 ^ U(repeating: UInt64(k1)), a & low)
        k0 &+= 0x9E37_79B9
        k1 &+= 0xBB67_AE85
    }
    return (unit(x0, x1), unit(x2, x3))
}

// --- the model -------------------------------------------------------------------------------------------------------------------

let stateNames = ["H1", "H1s", "H2", "G", "volume", "x", "y", "e", "load"]
let sampleNames = ["oxygen", "CSF1", "TGFb", "IL10", "TNF", "IFNg"]
let rateNames = ["VEGF", "SF", "TGFb", "IL10", "EMTcyt", "TNF", "CXCL9", "CCL2"]
let eventNames = ["death", "anoxia"]

struct States {
    var h1, h1s, h2, g, volume, x, y, e, load: V

    @inline(__always) func map(_ other: States, _ f: (V, V) -> V) -> States {
        States(
            h1: f(h1, other.h1), h1s: f(h1s, other.h1s), h2: f(h2, other.h2), g: f(g, other.g), volume: f(volume, other.volume),
            x: f(x, other.x), y: f(y, other.y), e: f(e, other.e), load: f(load, other.load))
    }
}

/// 1 - e^(-h/T) of the time constants.
struct Shares {
    var h, hour, tenth, five, quarter, six, two: Double

    init(_ h: Double) {
        self.h = h
        func share(_ t: Double) -> Double { 1 - exp(-h / t) }
        (hour, tenth, five, quarter, six, two) = (share(60), share(6), share(300), share(15), share(360), share(2880))
    }
}

struct Frozen { var stabilised, h2, cues, cues2: V }

@inline(__always) func hill1(_ u: V) -> V { choose(all(0) .< u, u / (1 + u), all(0)) }
@inline(__always) func hill4(_ x: V) -> V {
    let u = x * 2
    let square = u * u
    let fourth = square * square
    return choose(all(0) .< x, fourth / (1 + fourth), all(0))
}
@inline(__always) func hat(_ v: V) -> V { v / (0.5 + v) }

@inline(__always) func slopes(_ y: States, _ at: States, _ f: Frozen, _ s: Shares) -> States {
    let t1 = f.stabilised * (1 - 0.6 * at.g)
    let (px, py) = (at.x * 2, at.y * 2)
    let cues2 = f.cues2 + 0.04 * (at.h1 + at.h2) + 0.10 * smaller(at.load, all(1))
    let memoryX = 0.05 * greater(all(0) - at.e, all(0))
    let memoryY = 0.05 * greater(at.e, all(0))
    let tx = (f.cues + memoryX + 0.7 * hill4(at.x)) / (1 + py * py)
    let ty = (cues2 + memoryY + 0.7 * hill4(at.y)) / (1 + px * px)
    return States(
        h1: (t1 - y.h1) * choose(at.h1 .< t1, all(s.hour), all(s.tenth)),
        h1s: (f.stabilised - y.h1s) * choose(at.h1s .< f.stabilised, all(s.hour), all(s.tenth)),
        h2: (f.h2 - y.h2) * choose(at.h2 .< f.h2, all(s.five), all(s.quarter)),
        g: (f.stabilised - y.g) * s.six, volume: (5000 - y.volume) * s.six, x: (tx - y.x) * s.six, y: (ty - y.y) * s.six,
        e: ((at.y - at.x) - y.e) * s.two, load: s.h * ((0 - at.load) / 480))
}

@inline(__always) func excess(_ next: V, _ trial: V) -> V { size(next - trial) - 1e-3 * greater(size(next), all(1)) }

@inline(__always) func heun(_ y: inout States, _ f: Frozen, _ s: Shares) -> V {
    let first = slopes(y, y, f, s)
    let trial = y.map(first) { $0 + $1 }
    let second = slopes(y, trial, f, s)
    let sum = first.map(second) { $0 + $1 }
    y = y.map(sum) { $0 + 0.5 * $1 }
    var worst = all(-.infinity)
    _ = y.map(trial) { next, trial in
        worst = greater(worst, excess(next, trial))
        return next
    }
    return worst
}

struct Cells {
    var count = 0
    var dt = 0.0
    var seed: UInt64 = 0
    var tick: Int64 = 0
    var purposes: [UInt64] = [0, 0]
    var noises: [UInt64] = [0, 0]
    var keys: UnsafeMutablePointer<UInt64>
    var states: [UnsafeMutablePointer<Double>]
    var samples: [UnsafeMutablePointer<Double>]
    var rates: [UnsafeMutablePointer<Double>]
    var fired = [0, 0]
}

@inline(__always) func load(_ p: UnsafeMutablePointer<Double>, _ i: Int) -> V { UnsafeRawPointer(p + i).loadUnaligned(as: V.self) }
@inline(__always) func store(_ v: V, _ p: UnsafeMutablePointer<Double>, _ i: Int) {
    UnsafeMutableRawPointer(p + i).storeBytes(of: v, as: V.self)
}

/// The levels of sub-steps that a group of eight needs beyond the first try.
@inline(never) func refine(_ y: inout States, _ start: States, _ worst: V, _ f: Frozen, _ table: [Shares]) {
    var pending = worst .> all(0)
    for level in 1..<7 where any(pending) {
        var z = start
        var worst = all(-.infinity)
        for _ in 0..<(1 << level) { worst = greater(worst, heun(&z, f, table[level])) }
        let now = pending
        y = z.map(y) { choose(now, $0, $1) }
        pending = unsafeBitCast(unsafeBitCast(pending, to: U.self) & unsafeBitCast(worst .> all(0), to: U.self), to: M.self)
    }
}

@inline(never) func step(_ c: inout Cells, _ table: [Shares]) {
    let high = UInt64(bitPattern: c.tick) & 0xFFFF_FFFF_0000_0000
    let tick = UInt32(truncatingIfNeeded: c.tick)
    let streams = c.purposes.map { mix(c.seed ^ mix(high | $0)) }
    let noise = c.noises.map { mix(c.seed ^ mix(high | $0)) }
    let b = 0.02 / 60.0.squareRoot()
    let deviation = (b * b * 360 / 2 * (1 - exp(-2 * c.dt / 360))).squareRoot()
    let (dt, keys, whole) = (c.dt, c.keys, table[0])
    var fired = [0, 0]
    let (h1, h1s, h2, g, volume) = (c.states[0], c.states[1], c.states[2], c.states[3], c.states[4])
    let (x, y, e, burden) = (c.states[5], c.states[6], c.states[7], c.states[8])
    let (oxygen, csf1, tgfb, il10, tnf, ifng) = (c.samples[0], c.samples[1], c.samples[2], c.samples[3], c.samples[4], c.samples[5])
    let (r0, r1, r2, r3, r4, r5, r6, r7) = (c.rates[0], c.rates[1], c.rates[2], c.rates[3], c.rates[4], c.rates[5], c.rates[6], c.rates[7])
    let (n0, n1, s0, s1) = (noise[0], noise[1], streams[0], streams[1])
    var i = 0
    while i < c.count {
        let key = UnsafeRawPointer(keys + i).loadUnaligned(as: U.self)
        let start = States(
            h1: load(h1, i), h1s: load(h1s, i), h2: load(h2, i), g: load(g, i), volume: load(volume, i), x: load(x, i), y: load(y, i),
            e: load(e, i), load: load(burden, i))
        let o = load(oxygen, i)
        let colony = load(csf1, i)
        let (a, d) = (o / 13, o / 28)
        let sigma = hill1(load(ifng, i))
        let cues = 0.02 + 0.45 * sigma + 0.3 * hill1(load(tnf, i))
        let hills = hill1(colony) + hill1(load(tgfb, i)) + hill1(load(il10, i))
        let f = Frozen(
            stabilised: 1 / (1 + a * (a * a)), h2: 1 / (1 + d * (d * d)), cues: smaller(cues, all(2.1)), cues2: 0.05 + 0.10 * hills)
        var now = start
        let worst = heun(&now, f, whole)
        if any(worst .> all(0)) { refine(&now, start, worst, f, table) }
        let (u0, v0) = philox(key, tick, n0)
        now.x = size(now.x + deviation * (root8(-2 * log8(u0)) * cos8(0x1.921fb54442d18p2 * v0)))
        let (u1, v1) = philox(key, tick, n1)
        now.y = size(now.y + deviation * (root8(-2 * log8(u1)) * cos8(0x1.921fb54442d18p2 * v1)))
        store(now.h1, h1, i)
        store(now.h1s, h1s, i)
        store(now.h2, h2, i)
        store(now.g, g, i)
        store(now.volume, volume, i)
        store(now.x, x, i)
        store(now.y, y, i)
        store(now.e, e, i)
        store(now.load, burden, i)

        let (base, starving): (Double, Double) = (0.004 / 60, 0.03 / 60)
        let death: V = base + starving / (1 + 4 * colony)
        let (u2, _) = philox(key, tick, s0)
        if any(1 - death * dt .< u2) { for l in 0..<8 where -log(u2[l]) / death[l] < dt { fired[0] += 1 } }
        let isAnoxic = o .< all(0.5)
        if any(isAnoxic) {
            let (u3, _) = philox(key, tick, s1)
            let rate = choose(isAnoxic, all(0.01 / 60), all(0))
            if any(1 - rate * dt .< u3) { for l in 0..<8 where -log(u3[l]) / rate[l] < dt { fired[1] += 1 } }
        }

        let (fight, mend) = (hat(now.x), hat(now.y))
        let pull: V = 1 + 3 * greater(now.h1, now.h2)
        store(0.3 * ((0.2 + mend) * pull), r0, i)
        store((0.3 + mend) * (1 + now.h1s), r1, i)
        store(mend, r2, i)
        store(mend, r3, i)
        store(0.35 * mend, r4, i)
        store(fight, r5, i)
        store(fight * sigma, r6, i)
        store(all(0.2), r7, i)
        i += 8
    }
    c.fired = fired
}

// --- reading, checking, timing ---------------------------------------------------------------------------------------------------

func fail(_ text: String) -> Never {
    FileHandle.standardError.write(Data((text + "\n").utf8))
    exit(1)
}

let data = try! Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "cells.bin"))
let end = data.range(of: Data("\nend\n".utf8))!
let lines = String(decoding: data[..<end.lowerBound], as: UTF8.self).split(separator: "\n").map {
    $0.split(separator: " ").map(String.init)
}
func first(_ word: String) -> String { lines.first { $0[0] == word }![1] }
func named(_ word: String, _ name: String) -> UInt64 { UInt64(lines.first { $0[0] == word && $0[1] == name }![2])! }
let columns = lines.filter { $0[0] == "column" }.map { $0[1] }
let count = Int(first("cells"))!
let words = UnsafeMutablePointer<UInt64>.allocate(capacity: count * (2 * columns.count + 1))
_ = data[end.upperBound...].copyBytes(to: UnsafeMutableRawBufferPointer(start: words, count: 8 * count * (2 * columns.count + 1)))
let numbers = UnsafeMutableRawPointer(words).assumingMemoryBound(to: Double.self)
func column(_ kind: String, _ name: String) -> UnsafeMutablePointer<Double> {
    numbers + count * (1 + columns.firstIndex(of: "\(kind).\(name)")!)
}
var cells = Cells(
    count: count, dt: Double(first("step"))!, seed: UInt64(first("seed"))!, tick: Int64(first("tick"))!,
    purposes: eventNames.map { named("event", $0) }, noises: ["x", "y"].map { named("noise", $0) }, keys: words,
    states: stateNames.map { column("state", $0) }, samples: sampleNames.map { column("sample", $0) },
    rates: rateNames.map { column("exchange", $0) })
let table = (0..<7).map { Shares(cells.dt / Double(1 << $0)) }

step(&cells, table)
var worst = 0.0
for (k, name) in columns.enumerated() where name.hasPrefix("state.") || (name.hasPrefix("exchange.") && name != "exchange.oxygen") {
    for i in 0..<count {
        let (a, b) = (numbers[count * (1 + k) + i], numbers[count * (1 + columns.count + k) + i])
        let difference = abs(a - b) / max(abs(b), 1)
        if !(difference <= 1e-12) { fail("\(name) of cell \(i) is \(a), not \(b)") }
        worst = max(worst, difference)
    }
}
for (e, name) in eventNames.enumerated() where cells.fired[e] != Int(named("fired", name)) {
    fail("\(name) fired \(cells.fired[e]) times, not \(named("fired", name))")
}
var times: [Double] = []
for _ in 0..<101 {
    let start = clock()
    step(&cells, table)
    times.append(Double(clock() - start) * 1e9 / Double(CLOCKS_PER_SEC) / Double(count))
}
times.sort()
print("{\"language\":\"Swift\",\"ns_per_cell_step\":\(times[50]),\"worst_difference\":\(worst)}")
