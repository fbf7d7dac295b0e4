/// Reductions over cells, segments and voxels, in measures and in the conditions of therapies.
extension Checker {
    func reduction(_ function: String, _ arguments: [Expression], _ whole: Expression) throws -> Checked {
        guard scope.senses.contains(.reductions) else {
            throw fault(
                whole,
                "\(function)(…) counts over the tissue; it is known only in measures and "
                    + "in \"from: when …\" of a therapy")
        }
        if function == "area" {
            try count(arguments, 0...1, "area(condition)", whole)
            let condition = try arguments.first.map { try formula($0, in: assembly.voxels, truth: true) }
            return aggregate(.init(reduction: .area, over: .voxels, values: [nil], conditions: [condition]), .area)
        }
        guard let first = arguments.first else { throw fault(whole, "\(function)(…) needs to know of what") }
        if let found = try assembly.population(first, self) {
            return try population(function, found.over, found.scopes, Array(arguments.dropFirst()), whole)
        }
        if function == "count" { throw assembly.unknownCells(try selectorWords(first), place(first)) }
        guard function != "quantile" else { throw fault(first, "quantile(cells, value, share) is of cells, found \"\(text(first))\"") }
        try count(arguments, 1...2, "\(function)(substance, condition)", whole)
        let value = try formula(first, in: assembly.voxels, truth: false)
        let condition = try arguments.dropFirst().first.map { try formula($0, in: assembly.voxels, truth: true) }
        return aggregate(
            .init(reduction: function == "sum" ? .sum : .mean, over: .voxels, values: [value], conditions: [condition]), value.dimension)
    }

    private func population(
        _ function: String, _ over: Model.Aggregate.Over, _ scopes: [Scope], _ arguments: [Expression], _ whole: Expression
    ) throws -> Checked {
        var rest = arguments
        var value: Expression?
        var reduction = Model.Aggregate.Reduction.count
        if function != "count" {
            guard !rest.isEmpty else { throw fault(whole, "\(function)(cells, value) needs a value: of what of these cells?") }
            value = rest.removeFirst()
            reduction = function == "sum" ? .sum : .mean
        }
        if function == "quantile" {
            guard !rest.isEmpty else { throw fault(whole, "quantile(cells, value, share) needs a share, for example 0.5 for the median") }
            let share = rest.removeFirst()
            guard let number = try number(share, .one, "the share of a quantile").constant, (0...1).contains(number) else {
                throw fault(share, "the share of a quantile is a number from 0 to 1, found \"\(text(share))\"")
            }
            reduction = .quantile(number)
        }
        guard rest.count <= 1 else { throw fault(rest[1], "\(function)(…) has too many arguments") }
        let condition = rest.first
        let values = try scopes.map { scope in try value.map { try formula($0, in: scope, truth: false) } }
        let conditions = try scopes.map { scope in try condition.map { try formula($0, in: scope, truth: true) } }
        let dimension = values.first.flatMap { $0?.dimension } ?? .one
        if let value, let other = values.first(where: { $0?.dimension != dimension }) {
            throw fault(
                value,
                "\"\(text(value))\" is in \(words(dimension)) in one of these cell types and in \(words(other!.dimension)) in another")
        }
        return aggregate(.init(reduction: reduction, over: over, values: values, conditions: conditions), dimension)
    }

    private func formula(_ expression: Expression, in scope: Scope, truth: Bool) throws -> Formula {
        let inner = Checker(assembly: assembly, passage: passage, scope: scope)
        let checked = truth ? try inner.truth(expression) : try inner.number(expression)
        scope.host?.publish(checked.term)
        return Formula(term: checked.term, dimension: checked.dimension, place: place(expression), text: text(expression))
    }

    private func aggregate(_ aggregate: Model.Aggregate, _ dimension: Dimension) -> Checked {
        assembly.model.aggregates.append(aggregate)
        return Checked(term: .reference(.aggregate(assembly.model.aggregates.count - 1)), dimension: dimension)
    }
}
