import ArgumentParser
import NicheModel

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a model: names, units, ranges, and its start.")

    @OptionGroup var options: ModelOptions

    func run() throws {
        try reporting {
            let model = try options.read()
            let points = try options.points(model)
            let cells = points.isEmpty ? "" : ", \(points.count) cells from the file"
            Console.print(
                "\(options.model): sound. \(model.cellTypes.count) cell types, \(model.substances.count) substances, "
                    + "\(model.parameters.count) parameters, \(model.couplings.count) couplings\(cells)")
        }
    }
}
