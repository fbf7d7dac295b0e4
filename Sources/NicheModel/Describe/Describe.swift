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
