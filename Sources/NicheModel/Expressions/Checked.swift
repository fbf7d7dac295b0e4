/// An expression whose names are resolved and whose dimensions agree.
struct Checked {
    var term: Term
    var dimension: Dimension
    /// Yes or no, from a comparison.
    var isTruth = false
    /// The value, where nothing in it changes during the run; 1 and 0 for yes and no.
    var constant: Double?
    /// Nodes, and how deep they nest, once functions of the model are written out.
    var size = 1, depth = 1
}
