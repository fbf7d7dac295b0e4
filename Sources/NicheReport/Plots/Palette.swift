/// Colours and dashes that tell curves apart: for colour-blind eyes by colour, in greyscale by dash.
///
/// - Source: Okabe and Ito 2008, without the yellow, which vanishes on white.
public enum Palette {
    public static let colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A6FAC", "#7F7F7F"]

    /// Colours for so many curves that differ from each other and, as far as they reach, from those in use already.
    static func colours(_ count: Int, besides used: [String]) -> [String] {
        let taken = used.compactMap { Colour(hex: $0) }
        let free = colours.filter { name in
            let colour = Colour(hex: name)!
            return taken.allSatisfy { abs($0.red - colour.red) + abs($0.green - colour.green) + abs($0.blue - colour.blue) > 0.3 }
        }
        return (0..<count).map { (free.isEmpty ? colours : free)[$0 % max(free.count, 1)] }
    }

    static let dashes = ["", "9 4", "2 3", "10 3 2 3", "5 3", "14 4", "10 3 2 3 2 3", "1 4"]

    public static func colour(_ index: Int) -> String { colours[index % colours.count] }

    /// `stroke-dasharray` of the curve at an index; empty for a solid line.
    static func dash(_ index: Int) -> String { dashes[index % dashes.count] }
}
