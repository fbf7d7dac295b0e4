import Foundation
import NicheEngine

/// Made-up frames with the look of a tissue.
enum Samples {
    /// SplitMix64: the same sample every time.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }
    }

    /// A round growth of a radius [µm] with a dead core, wanderers around and in it, vessels at its edge, some of them bleeding.
    static func tissue(
        radius: Double = 330, edge: Double = 1000, height: Double = 20, isSlice: Bool = true, day: Double = 5.25, voxel: Double = 20
    ) -> Frame {
        var dice = Dice(state: 7)
        let size = SIMD3(edge, edge, height)
        let middle = size / 2
        var frame = Frame(time: Int64(day * 86_400), size: size, isSlice: isSlice)
        frame.cells.typeNames = ["tumour", "macrophage, inflammatory", "macrophage, repair", "T cell"]
        frame.cells.typeColours = ["#8FA8C8", "#D55E00", "#009E73", "#7A3E9D"]
        frame.cells.phaseNames = ["cycling", "necrotic"]
        var hypoxia: [Double] = []
        var load: [Double] = []
        func add(_ place: SIMD3<Double>, _ cellRadius: Double, _ type: Int32, alive: Bool, _ dark: Double, _ loaded: Double) {
            frame.cells.id.append(UInt64(frame.cells.id.count))
            frame.cells.clone.append(0)
            frame.cells.contacts.append(0)
            frame.cells.x.append(place.x)
            frame.cells.y.append(place.y)
            frame.cells.z.append(place.z)
            frame.cells.radius.append(cellRadius)
            frame.cells.type.append(type)
            frame.cells.phase.append(alive ? 0 : 1)
            frame.cells.isAlive.append(alive)
            hypoxia.append(dark)
            load.append(loaded)
        }
        let step = 12.4
        let layers = isSlice ? [middle.z] : Array(stride(from: middle.z - radius, through: middle.z + radius, by: step * 0.82))
        for (k, z) in layers.enumerated() {
            for (j, y) in stride(from: middle.y - radius, through: middle.y + radius, by: step * 0.87).enumerated() {
                for x in stride(from: middle.x - radius + Double((j + k) % 2) * step / 2, through: middle.x + radius, by: step) {
                    let jitter = SIMD3(dice.unit() - 0.5, dice.unit() - 0.5, isSlice ? 0 : dice.unit() - 0.5) * 5
                    let place = SIMD3(x, y, z) + jitter
                    let offset = place - middle
                    let away = (offset * offset).sum().squareRoot()
                    let bumpy = radius * (1 + 0.05 * sin(5 * atan2(offset.y, offset.x)) + 0.03 * sin(11 * atan2(offset.y, offset.x)))
                    guard away < bumpy else { continue }
                    let dark = max(0, 1 - away / radius)
                    let isDead = away < radius * 0.36 && dice.unit() < 0.9 || dice.unit() < 0.01
                    let isVisitor = dice.unit() < 0.05
                    let type: Int32 = isVisitor ? (dark > 0.4 ? 2 : dice.unit() < 0.5 ? 2 : 3) : 0
                    add(place, 6 + 2.2 * dice.unit(), type, alive: isVisitor || !isDead, dark, isVisitor ? dark * 10 : .nan)
                }
            }
        }
        for _ in 0..<(isSlice ? 260 : 1200) {
            let place = SIMD3(dice.unit() * edge, dice.unit() * edge, isSlice ? middle.z : dice.unit() * height)
            let offset = place - middle
            guard (offset * offset).sum().squareRoot() > radius * 1.07 else { continue }
            let type: Int32 = dice.unit() < 0.6 ? 1 : dice.unit() < 0.5 ? 2 : 3
            add(place, type == 3 ? 4.5 : 7.5 + dice.unit(), type, alive: true, 0, type == 3 ? .nan : dice.unit() * 6)
        }
        frame.cells.states = [
            .init(name: "hypoxia", unit: "1", values: hypoxia), .init(name: "load", unit: "RBC", values: load.map { $0.rounded() }),
        ]
        addVessels(to: &frame, radius: radius, &dice)
        addFields(to: &frame, voxel: voxel, &dice)
        return frame
    }

    private static func addVessels(to frame: inout Frame, radius: Double, _ dice: inout Dice) {
        let middle = frame.size / 2
        for _ in 0..<26 {
            let angle = dice.unit() * 2 * .pi
            let away = radius * (0.75 + 0.75 * dice.unit())
            let foot = SIMD3(middle.x + away * cos(angle), middle.y + away * sin(angle), 0)
            let lean = frame.isSlice ? 0 : frame.size.z * (dice.unit() - 0.5)
            frame.vessels.from.append(foot)
            frame.vessels.to.append(foot + SIMD3(lean, lean * 0.4, frame.size.z))
            frame.vessels.radius.append(7 + 5 * dice.unit())
            frame.vessels.isPerfused.append(dice.unit() < 0.75)
        }
        // One vessel lies in the plane.
        let knots = (0..<9).map { knot -> SIMD3<Double> in
            let step = Double(knot)
            return SIMD3(60 + step * 45, 90 + 40 * sin(step * 0.8), middle.z)
        }
        for (from, to) in zip(knots, knots.dropFirst()) {
            frame.vessels.from.append(from)
            frame.vessels.to.append(to)
            frame.vessels.radius.append(8)
            frame.vessels.isPerfused.append(true)
        }
        frame.vessels.type = Array(repeating: 0, count: frame.vessels.count)
        frame.vessels.typeNames = ["capillary"]
    }

    private static func addFields(to frame: inout Frame, voxel: Double, _ dice: inout Dice) {
        var fields = Frame.Fields()
        (fields.nx, fields.ny) = (Int(frame.size.x / voxel), Int(frame.size.y / voxel))
        fields.nz = frame.isSlice ? 1 : Int(frame.size.z / voxel)
        fields.spacing = SIMD3(voxel, voxel, frame.isSlice ? frame.size.z : voxel)
        let middle = frame.size / 2
        let bleeding = frame.vessels.from.prefix(26).enumerated().filter { $0.offset % 5 == 0 }.map(\.element)
        var (oxygen, signal, red): ([Double], [Double], [Double]) = ([], [], [])
        for k in 0..<fields.nz {
            for j in 0..<fields.ny {
                for i in 0..<fields.nx {
                    let at = SIMD3(
                        (Double(i) + 0.5) * voxel, (Double(j) + 0.5) * voxel, frame.isSlice ? middle.z : (Double(k) + 0.5) * voxel)
                    let offset = at - middle
                    let away = (offset * offset).sum().squareRoot()
                    oxygen.append(38 / (1 + exp(-(away - 300) / 55)) + 1.5 * sin(at.x / 60) * cos(at.y / 70) + 1.6)
                    signal.append(2.4 * exp(-away / 160))
                    let gaps: [Double] = bleeding.map { foot in hypot(foot.x - at.x, foot.y - at.y) }
                    let near = gaps.min() ?? 1e9
                    red.append((34 * exp(-near / 30) * (0.6 + 0.8 * dice.unit())).rounded())
                }
            }
        }
        fields.columns = [
            .init(name: "oxygen", unit: "mmHg", values: oxygen), .init(name: "signal", unit: "uM", values: signal),
            .init(name: "red_cell", unit: "RBC", values: red),
        ]
        frame.fields = fields
    }
}
