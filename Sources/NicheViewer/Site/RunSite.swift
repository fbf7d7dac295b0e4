import NicheFiles
import NicheMath
import NicheStore

/// The page of one run, or of several side by side.
public final class RunSite: Site {
    /// Those that were begun from the page come behind the others.
    private let shown: Mutex<[ShownRun]>
    private let maker: (any RunMaker)?

    /// - Parameter maker: begins runs from the page; without one the page only shows.
    public init(_ runs: [ShownRun], maker: (any RunMaker)? = nil) {
        shown = Mutex(runs)
        self.maker = maker
    }

    public var allowsEdits: Bool { maker != nil }

    private var runs: [ShownRun] { shown.withLock { $0 } }

    public func isOpen(_ path: [String]) -> Bool { path.isEmpty || path[0] == "page" }

    public func answer(_ request: Request, path: [String]) -> Answer {
        if request.method == .post { return path == ["runs"] ? begin(request) : .refusal(.wrongMethod, "GET or HEAD") }
        if isOpen(path) { return PageFiles.answer(path) ?? .refusal(.notFound, "there is no such file of the page") }
        do {
            return try known(path, request) ?? .refusal(.notFound, "there is nothing of this name")
        } catch let fault as FileFault {
            return .refusal(fault.kind == .missing ? .notFound : .fault, "\(fault)")
        } catch {
            return .refusal(.fault, "\(error)")
        }
    }

    /// - Returns: nil where there is nothing of this name.
    private func known(_ path: [String], _ request: Request) throws -> Answer? {
        guard path[0] == "runs" else { return nil }
        let runs = runs
        if path.count == 1 { return .json(["allowsEdits": .bool(allowsEdits), "runs": .array(try runs.map { try $0.state() })]) }
        guard let index = Int(path[1]), runs.indices.contains(index) else { return nil }
        let run = runs[index]
        switch (path.count, path.count > 2 ? path[2] : "") {
        case (2, _): return .json(try run.state())
        case (3, "model"): return .json(try run.model())
        case (3, "course"): return .json(try run.course())
        case (4, "cells"): return try UInt64(path[3]).map { .json(try run.history(of: $0)) }
        case (5, "frames"): return try Int(path[3]).flatMap { try frame($0, path[4], of: run, request) }
        default: return nil
        }
    }

    private func frame(_ frame: Int, _ what: String, of run: ShownRun, _ request: Request) throws -> Answer? {
        let name = request.query("of") ?? ""
        switch what {
        case "outline": return .json(try run.outline(frame))
        case "cells": return .bytes(try run.cells(frame))
        case "vessels": return .bytes(try run.vessels(frame))
        case "values": return try run.values(frame, of: name).map { .bytes($0) }
        case "field": return try run.field(frame, name).map { .bytes($0) }
        case "clone": return try UInt64(name).map { .bytes(try run.clone(frame, $0)) }
        case "cell": return try Int(name).flatMap { try run.cell(frame, at: $0) }.map { .json($0) }
        default: return nil
        }
    }

    /// Begins a run: `{"like": 0, "gains": {"M04": 0}}`.
    private func begin(_ request: Request) -> Answer {
        guard let maker else { return .refusal(.wrongMethod, "this server only shows") }
        do {
            let (like, gains) = try RunGain.read(request.body)
            let runs = runs
            guard runs.indices.contains(like) else { return .refusal(.notFound, "there is no run \(like)") }
            let new = try maker.begin(like: runs[like], gains: gains)
            return .json([
                "index": JSON(
                    shown.withLock {
                        $0.append(new); return $0.count - 1
                    })
            ])
        } catch {
            return .refusal(.badRequest, "\(error)")
        }
    }
}
