import NicheEngine
import NicheModel
import Testing

@Suite("What acts on what")
struct InfluenceTests {
    static let text = """
        title: A chain
        couplings:
          K1: food makes prey fat
          K2: fat prey smell
          K3: hunters follow their nose
        substances:
          smell: {diffusion: 100 um^2/min, decay: 0.1 /min, level: 1 at 1e-4 /um^3}
        space: {size: [100 um, 100 um, 15 um], voxel: 20 um, edges: closed}
        time: {end: 1 d, step: 6 min}
        cells:
          prey:
            is: cell
            parameters: {growth: 1 | 0 to 2 | assumed | how it grows}
            state: {volume: 500 um^3 | split, fat: 0 | copy | fatness}
            let: {scent: K2 * fat}
            change: {fat: toward K1 * growth over 1 h}
            secrete: {smell: scent}
          hunter:
            is: cell
            parameters: {growth: 1 | 0 to 2 | assumed | how it grows}
            state: {volume: 500 um^3 | split, bold: 0 | copy | boldness}
            change: {bold: toward K3 * smell * growth over 1 h}
            events:
              kill: {do: engulf, at: 0.1 /h * bold, each: touching prey}
        measures:
          left:  count(prey)
          thin:  count(prey, fat < 0.1) / count(prey)
          brave: mean(hunter, bold)
        """

    private func way(from couplings: [String], to measure: String) throws -> [String]? {
        let model = try Model.read(text: Self.text, vocabulary: .standard)
        let ends = InfluenceGraph.sources(of: model.measures.first { $0.name == measure }!, in: model)
        return InfluenceGraph(model).path(from: couplings, to: ends)?.map(\.words)
    }

    @Test("A way goes through states, definitions, substances and contacts")
    func chain() throws {
        #expect(try way(from: ["K1"], to: "left") == ["fat of prey", "scent of prey", "smell", "bold of hunter", "number of prey"])
        #expect(try way(from: ["K2"], to: "brave") == ["scent of prey", "smell", "bold of hunter"])
        #expect(try way(from: ["K3"], to: "brave") == ["bold of hunter"])
    }

    @Test("A share reads its condition, not the number it is a share of; of two couplings the nearer counts")
    func ends() throws {
        #expect(try way(from: ["K1"], to: "thin") == ["fat of prey"])
        #expect(try way(from: ["K1", "K3"], to: "left") == ["bold of hunter", "number of prey"])
    }

    @Test("A parameter of one type acts there alone, and what is held acts on what reads it")
    func types() throws {
        #expect(try way(from: ["growth"], to: "left") == ["bold of hunter", "number of prey"])
        #expect(try way(from: ["hunter.growth"], to: "thin") == nil)
        #expect(try way(from: ["prey.growth"], to: "left")?.count == 5)
        let model = try Model.read(text: Self.text, vocabulary: .standard)
        let ends = InfluenceGraph.sources(of: model.measures.first { $0.name == "brave" }!, in: model)
        #expect(InfluenceGraph(model).path(from: [], held: [.substance("smell")], to: ends)?.map(\.words) == ["smell", "bold of hunter"])
    }

    @Test("Nothing passes through a coupling that is off, unless an arm may turn it on")
    func idle() throws {
        let text = Self.text.replacing("K3: hunters follow their nose", with: "K3: hunters follow their nose | 0")
        let model = try Model.read(text: text, vocabulary: .standard)
        let ends = InfluenceGraph.sources(of: model.measures[0], in: model)
        #expect(InfluenceGraph(model).path(from: ["K1"], to: ends) == nil)
        #expect(InfluenceGraph(model, live: ["K3"]).path(from: ["K1"], to: ends)?.count == 5)
        #expect(InfluenceGraph(model, live: ["K3"], silent: ["K2"]).path(from: ["K1"], to: ends) == nil)
    }

    @Test("There is no way back")
    func none() throws {
        #expect(try way(from: ["K3"], to: "thin") == nil)
        #expect(try way(from: ["nothing"], to: "left") == nil)
    }

    @Test("What lasts are states, substances and numbers; definitions are passages")
    func lasting() throws {
        let model = try Model.read(text: Self.text, vocabulary: .standard)
        let ends = InfluenceGraph.sources(of: model.measures[0], in: model)
        let way = try #require(InfluenceGraph(model).path(from: ["K1"], to: ends))
        #expect(way.filter(\.lasts).map(\.words) == ["fat of prey", "smell", "bold of hunter", "number of prey"])
    }
}
