/// One thing that is wrong with a text: where, what was found, what was expected.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
    public var place: Place
    public var message: String
    /// A warning lets the run go on.
    public var isWarning: Bool

    public init(_ place: Place, _ message: String, isWarning: Bool = false) {
        self.place = place
        self.message = message
        self.isWarning = isWarning
    }

    public var description: String { "\(place): \(isWarning ? "warning: " : "")\(message)" }
}

/// A model that cannot be run, with all its problems in order of place.
public struct ModelFault: Error, Sendable, CustomStringConvertible {
    public var problems: [Problem]
    /// The model's file does not exist, rather than being wrong.
    public var isMissing = false

    public init(_ problems: [Problem], isMissing: Bool = false) {
        self.problems = problems
        self.isMissing = isMissing
    }

    public init(_ place: Place, _ message: String) { self.init([Problem(place, message)]) }

    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Gathers problems while reading goes on, so that a reader sees all of them at once; after a hundred nothing more is tried, so that
/// no text can make it say more than anybody would read.
package final class ProblemList {
    private static let mostErrors = 100

    package private(set) var problems: [Problem] = []
    private var seen: Set<Problem> = []
    private var errorCount = 0

    package init() {}

    private var isFull: Bool { errorCount > Self.mostErrors }

    package func add(_ place: Place, _ message: @autoclosure () -> String) {
        if !isFull { insert(Problem(place, message())) }
    }

    package func warn(_ place: Place, _ message: String) { insert(Problem(place, message, isWarning: true)) }

    package func add(_ fault: ModelFault) { for problem in fault.problems { insert(problem) } }

    private func insert(_ problem: Problem) {
        // One mistake in an ancestor shows up in each of its descendants; it is said once.
        guard !isFull, seen.insert(problem).inserted else { return }
        if !problem.isWarning { errorCount += 1 }
        problems.append(isFull ? Problem(problem.place, "more is wrong than these \(Self.mostErrors) things; mend them first") : problem)
    }

    package var errors: [Problem] { problems.filter { !$0.isWarning } }
    package var sorted: [Problem] { problems.sorted { $0.place < $1.place } }

    /// Runs `body`; what it throws is noted and answered by nil.
    @discardableResult
    package func attempt<Value>(_ body: () throws -> Value) -> Value? {
        if isFull { return nil }
        do { return try body() } catch let fault as ModelFault { add(fault) } catch is Poisoned {} catch {
            add(Place(file: "?", line: 0, column: 0), "\(error)")
        }
        return nil
    }
}
