/// The definitions and rates of change of a model, each with the module of its terms, as `describe` writes them.
///
/// - Returns: whose it is (nil for the body's), what it defines or changes, and its lines.
public func equations(of model: Model) -> [(owner: String?, name: String, text: String)] {
    let description = Description(model, library: [])
    func lines(
        _ owner: String?, _ quantities: [Model.Quantity], _ changes: [(state: Int, change: Model.Change)], _ states: [Model.State]
    ) -> [(owner: String?, name: String, text: String)] {
        let rates = changes.map { (states[$0.state].name, description.equations([$0], states)) }
        let values = quantities.filter { !$0.isImplicit }.map { ($0.name, description.equations([$0])) }
        return (rates + values).map { (owner, $0, Equation.lines($1).joined(separator: "\n")) }
    }
    return model.cellTypes.flatMap { lines($0.name, $0.quantities, $0.changes, $0.states) }
        + model.vesselTypes.flatMap { lines($0.name, $0.quantities, $0.changes, $0.states) }
        + lines(nil, model.body.quantities, model.body.changes, model.body.states)
}

/// The document of a model after the ODD protocol (Grimm et al. 2020) in Markdown, made from the model itself.
///
/// It holds every equation with the module of each of its terms, every parameter with its source, and the mechanisms of `library` that
/// the model leaves out.
///
/// - Parameter library: couplings that models could have, as `libraryCouplings` reads them.
public func describe(_ model: Model, library: [LibraryCoupling] = []) -> String {
    let description = Description(model, library: library)
    var page = Markdown()
    description.writeHead(&page)
    description.writePurpose(&page)
    description.writeEntities(&page)
    description.writeSchedule(&page)
    description.writeConcepts(&page)
    description.writeStart(&page)
    description.writeInput(&page)
    description.writeSubmodels(&page)
    return page.text
}
