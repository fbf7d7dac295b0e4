import ArgumentParser
import NicheEngine
import NicheModel

/// Which model, and what is different in it.
struct ModelOptions: ParsableArguments {
    @Argument(help: "The model: a YAML file, for example Models/slice.yaml.", completion: .file(extensions: ["yaml"]))
    var model: String

    @OptionGroup var changes: ModelChanges

    func read() throws -> Model { try changes.read(model) }

    func points(_ model: Model) throws -> [CellPoint] { try changes.points(model) }
}
