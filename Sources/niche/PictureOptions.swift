import ArgumentParser
import NicheReport

/// What a picture of a tissue shows.
struct PictureOptions: ParsableArguments {
    @Option(help: "Colour cells by this state instead of by type.")
    var colour: String?

    @Option(help: "Draw them over this substance, or over \"nothing\".")
    var over: String?

    @Flag(help: "Show the tissue as if it were stained with hematoxylin and eosin.")
    var stained = false

    func validate() throws {
        guard !stained || (colour == nil && over == nil) else { throw ValidationError("--stained shows neither states nor substances") }
    }

    /// Whether any of it was asked for.
    var isWanted: Bool { stained || colour != nil || over != nil }

    /// What is shown, for the name of a file.
    var name: String { stained ? "stained" : "\(colour ?? "type")-over-\(over ?? "nothing")" }

    /// - Parameter ground: the substance under the cells where none is named.
    func style(width: Int = 1400, over ground: @autoclosure () throws -> String? = nil) rethrows -> PictureStyle {
        if stained { return .stained(width: width) }
        var style = PictureStyle(width: width)
        style.colourBy = colour
        style.background = over == "nothing" ? nil : try over ?? ground()
        return style
    }
}
