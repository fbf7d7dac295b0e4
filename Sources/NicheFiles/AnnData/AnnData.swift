/// Annotated data: n observations by k variables, with tables on both, as scanpy and squidpy know them.
public struct AnnData: Sendable {
    public indirect enum Value: Sendable {
        case number(Double)
        case integer(Int64)
        case boolean(Bool)
        case text(String)
        case numbers([Double])
        case strings([String])
        case table(Dataframe)
        case dictionary([(name: String, value: Value)])
    }

    /// Values of several columns for each observation.
    public struct Matrix: Sendable {
        public var name: String
        public var columns: Int
        /// - Shape: observations × columns, the columns of an observation side by side.
        public var values: [Double]
        public init(_ name: String, columns: Int, _ values: [Double]) {
            self.name = name
            self.columns = columns
            self.values = values
        }
    }

    public var obs: Dataframe
    public var `var`: Dataframe
    /// - Shape: observations × variables, the variables of an observation side by side.
    public var x: [Double]
    public var obsm: [Matrix] = []
    public var uns: [(name: String, value: Value)] = []
    /// Further attributes of the root, which AnnData passes over.
    public var attributes: [JSON.Member] = []

    public init(obs: Dataframe, variables: Dataframe, x: [Double]) {
        precondition(x.count == obs.index.count * variables.index.count, "X has \(x.count) values")
        self.obs = obs
        self.var = variables
        self.x = x
    }
}
