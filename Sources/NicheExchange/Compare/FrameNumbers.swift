import NicheEngine
import NicheMath

/// The numbers of a frame that other programs' curves are about.
struct FrameNumbers {
    private let frame: Frame
    /// By cell, its distance from the middle of the space [µm], and its volume [µm³].
    private let distances: [Double]
    private let volumes: [Double]

    init(_ frame: Frame) {
        self.frame = frame
        let (cells, middle) = (frame.cells, frame.size / 2)
        distances = (0..<cells.count).map { i in
            let way = SIMD3(cells.x[i], cells.y[i], frame.isSlice ? middle.z : cells.z[i]) - middle
            return (way * way).sum().squareRoot()
        }
        volumes = (0..<cells.count).map(cells.volume)
    }

    /// How a quantity is reckoned, for those who ask what can be compared.
    static let known = """
        live_count, dead_count, apoptotic_count, necrotic_count; total_volume, dist_centre and states of cells with _mean_live, _sd_live, _mean_dead or _sd_dead behind \
        them; rms_radius_live and gyration_radius_live; mean, min and max of substrates
        """

    /// - Returns: nil where the run has no such quantity, NaN where nobody has it at the time.
    func value(_ subject: String, _ quantity: String) -> Double? {
        if subject.hasPrefix("substrate:") { return substance(String(subject.dropFirst(10)), quantity) }
        let type = frame.cells.typeNames.firstIndex { Self.alike($0, subject) }
        guard type != nil || subject == "ALL" else { return nil }
        let members = (0..<frame.cells.count).filter { type == nil || Int(frame.cells.type[$0]) == type }
        switch quantity {
        case "live_count": return Double(members.count { frame.cells.isAlive[$0] })
        case "dead_count": return Double(members.count { !frame.cells.isAlive[$0] })
        case "apoptotic_count": return count(members, in: ["apoptotic"])
        case "necrotic_count": return count(members, in: ["swelling", "lysed"])
        default: break
        }
        for (ending, isAlive) in [("_live", true), ("_dead", false)] where quantity.hasSuffix(ending) {
            return value(String(quantity.dropLast(5)), of: members.filter { frame.cells.isAlive[$0] == isAlive })
        }
        return nil
    }

    private func count(_ members: [Int], in phases: Set<String>) -> Double {
        let wanted = frame.cells.phaseNames.map { phases.contains($0) }
        return Double(members.count { wanted[Int(frame.cells.phase[$0])] })
    }

    private func value(_ quantity: String, of members: [Int]) -> Double? {
        switch quantity {
        case "rms_radius": return (mean(members.map { distances[$0] * distances[$0] })).squareRoot()
        case "gyration_radius": return gyration(members)
        default: break
        }
        for (ending, isMean) in [("_mean", true), ("_sd", false)] where quantity.hasSuffix(ending) {
            guard let values = column(String(quantity.dropLast(ending.count))) else { return nil }
            let own = members.map { values[$0] }.filter { !$0.isNaN }
            return isMean ? mean(own) : Sample(own)?.deviation ?? .nan
        }
        return nil
    }

    private func column(_ name: String) -> [Double]? {
        switch name {
        case "total_volume": volumes
        case "dist_centre": distances
        default: frame.cells.states.first { Self.alike($0.name, name) }?.values
        }
    }

    private func mean(_ values: [Double]) -> Double { values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count) }

    private func gyration(_ members: [Int]) -> Double {
        let cells = frame.cells
        return [cells.x, cells.y, cells.z].reduce(0) { sum, axis in
            let middle = mean(members.map { axis[$0] })
            return sum + mean(members.map { (axis[$0] - middle) * (axis[$0] - middle) })
        }.squareRoot()
    }

    private func substance(_ name: String, _ quantity: String) -> Double? {
        guard let values = frame.fields.columns.first(where: { Self.alike($0.name, name) })?.values, !values.isEmpty else { return nil }
        switch quantity {
        case "mean": return mean(values)
        case "min": return values.min()
        case "max": return values.max()
        default: return nil
        }
    }

    /// Whether two names are one, but for how signs between words are written.
    private static func alike(_ a: String, _ b: String) -> Bool { words(a) == words(b) }

    private static func words(_ text: String) -> [Substring] { text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) } }
}

extension Frame.Cells {
    /// Of a cell's ball [µm³].
    func volume(_ cell: Int) -> Double { 4 / 3 * Double.pi * radius[cell] * radius[cell] * radius[cell] }
}
