import NicheEngine
import Testing

@testable import NicheReport

struct TissuePictureTests {
    /// One cell of radius 10 µm at (30, 80) in a slice of 100 µm.
    static func oneCell(alive: Bool = true, state: Double = 1) -> Frame {
        var frame = Frame(time: 3600, size: SIMD3(100, 100, 10), isSlice: true)
        frame.cells.id = [7]
        (frame.cells.clone, frame.cells.contacts) = ([7], [0])
        (frame.cells.x, frame.cells.y, frame.cells.z, frame.cells.radius) = ([30], [80], [5], [10])
        (frame.cells.type, frame.cells.phase, frame.cells.isAlive) = ([0], [0], [alive])
        (frame.cells.typeNames, frame.cells.typeColours, frame.cells.phaseNames) = (["one"], ["#0000ff"], ["p"])
        frame.cells.states = [.init(name: "load", unit: "1", values: [state])]
        return frame
    }

    static var plain: PictureStyle {
        var style = PictureStyle(width: 202)
        (style.hasKey, style.hasScaleBar) = (false, false)
        return style
    }

    static func colour(_ frame: Frame, _ style: PictureStyle = plain, x: Double, y: Double) throws -> Colour {
        let canvas = try TissuePicture(frame, style: style).canvas
        return canvas[1 + Int(x * 2), canvas.height - 2 - Int(y * 2)]
    }

    @Test func theSameFrameGivesTheSameBytes() throws {
        let frame = Samples.tissue(radius: 100, edge: 300)
        var style = PictureStyle(width: 500)
        (style.colourBy, style.background) = ("load", "oxygen")
        let first = try TissuePicture(frame, style: style).png
        #expect(try TissuePicture(frame, style: style).png == first)
    }

    @Test func aCellStandsAtItsPlaceWithYUpwards() throws {
        let inside = try TissuePictureTests.colour(TissuePictureTests.oneCell(), x: 30, y: 80)
        #expect(inside.blue > 0.9 && inside.red < 0.4)
        #expect(try TissuePictureTests.colour(TissuePictureTests.oneCell(), x: 30, y: 20).lightness > 0.95)
    }

    @Test func aDeadCellIsPaler() throws {
        let dead = try TissuePictureTests.colour(TissuePictureTests.oneCell(alive: false), x: 30, y: 80)
        #expect(dead.lightness > 0.7)
    }

    @Test func aCellColouredByAStateHasTheColourOfTheBar() throws {
        var style = TissuePictureTests.plain
        (style.colourBy, style.stateRange) = ("load", 0...2)
        #expect(try TissuePictureTests.colour(TissuePictureTests.oneCell(), style, x: 30, y: 80).hex == ColourMap.viridis[0.5].hex)
        #expect(try TissuePictureTests.colour(TissuePictureTests.oneCell(state: .nan), style, x: 30, y: 80).hex == Colour.nothing.hex)
    }

    @Test func aSolidTissueIsCutThroughTheMiddle() throws {
        var frame = TissuePictureTests.oneCell()
        (frame.isSlice, frame.size.z) = (false, 40)
        frame.cells.z = [26]
        let disc = try #require(Section(frame).discs.first)
        #expect(abs(disc.radius - 8) < 1e-12)
        frame.cells.z = [31]
        #expect(Section(frame).discs.isEmpty)
    }

    @Test func aVesselIsCutToWhatIsNearThePlane() {
        var frame = TissuePictureTests.oneCell()
        (frame.isSlice, frame.size.z) = (false, 40)
        frame.vessels.from = [SIMD3(0, 0, 0), SIMD3(0, 0, 0), SIMD3(5, 5, 18)]
        frame.vessels.to = [SIMD3(40, 0, 40), SIMD3(10, 0, 10), SIMD3(90, 5, 18)]
        (frame.vessels.radius, frame.vessels.isPerfused, frame.vessels.type) = ([4, 4, 4], [true, true, false], [0, 0, 0])
        let tubes = Section(frame).tubes
        #expect(tubes.count == 2)
        #expect(tubes[0].from == SIMD2(16, 0) && tubes[0].to == SIMD2(24, 0))
        #expect(tubes[1].to == SIMD2(90, 5) && !tubes[1].isPerfused)
    }

    @Test func overlappingCellsLookTheSameInAnyOrder() {
        let discs = [(10.13, 10.07, 8.01), (18.59, 11.33, 7.03), (13.21, 17.77, 6.11)].map { Foam.Disc(x: $0.0, y: $0.1, radius: $0.2) }
        func shares(_ order: [Int]) -> [Foam.Share] {
            Foam(width: 30, height: 30, discs: order.map { discs[$0] }).shares.map { share in
                var share = share
                if share.disc >= 0 { share.disc = Int32(order[Int(share.disc)]) }
                return share
            }
        }
        #expect(shares([0, 1, 2]) == shares([2, 0, 1]))
        #expect(Set(shares([0, 1, 2]).map(\.disc)) == [-1, 0, 1, 2])
    }

    /// Pictures of one frame share the layout of its cells; whether they do cannot be seen.
    @Test func sharedFoamChangesNothing() throws {
        let frame = Samples.tissue(radius: 100, edge: 300)
        let foams = FoamShelf()
        for (width, state) in [(500, nil), (500, "load"), (300, "hypoxia"), (500, "hypoxia")] {
            var style = PictureStyle(width: width)
            style.colourBy = state
            #expect(try TissuePicture(frame, style: style, foams: foams).png == TissuePicture(frame, style: style).png)
        }
    }

    /// A row of pixels reads a field as its parts say, to the step of the map that is drawn.
    @Test func aMapShowsItsFieldToAStepOfItsColours() throws {
        let frame = Samples.tissue(radius: 100, edge: 300)
        let style = PictureStyle.map(of: "oxygen", width: 300)
        let picture = try TissuePicture(frame, style: style)
        let layout = PictureLayout(frame.size, style: style, key: picture.key)
        let layer = try #require(picture.ground)
        let range = try #require(picture.groundRange)
        let canvas = picture.canvas
        let (columns, rows) = try #require(canvas.pixels(layout.tissue.inset(4)))
        // Above the scale bar.
        for y in rows.prefix(rows.count / 2) {
            for x in columns {
                let place = layout.place(Double(x) + 0.5, Double(y) + 0.5)
                let exact = style.backgroundMap.colour(of: layer.value(place.x, place.y), in: range)
                #expect(Pixel.distance(canvas[x, y].packed, exact.packed) <= 12)
            }
        }
    }

    @Test func aMapsPictureHasAPalette() throws {
        let frame = Samples.tissue(radius: 100, edge: 300)
        #expect(try TissuePicture(frame, style: .map(of: "oxygen", width: 300)).png[25] == 3)
        #expect(try TissuePicture(frame, style: PictureStyle(width: 300)).png[25] == 2)
    }

    @Test func aFieldIsReadBetweenItsVoxels() throws {
        var frame = TissuePictureTests.oneCell()
        (frame.fields.nx, frame.fields.ny, frame.fields.nz, frame.fields.spacing) = (2, 1, 2, SIMD3(50, 100, 5))
        frame.fields.columns = [.init(name: "c", unit: "uM", values: [0, 10, 2, 12])]
        let layer = try #require(FieldLayer("c", of: frame, z: 5))
        #expect(layer.value(25, 50) == 1 && layer.value(50, 50) == 6 && layer.value(100, 0) == 11)
        #expect(FieldLayer("c", of: frame, z: 2)?.value(0, 0) == 0)
    }

    @Test func everyCountedThingIsADotInItsVoxel() throws {
        let frame = Samples.tissue(radius: 60, edge: 300)
        #expect(frame.fields.particleNames == ["red_cell"])
        let film = try #require(ParticleFilm("red_cell", index: 0, of: frame, z: 10))
        var found = [Double](repeating: 0, count: frame.fields.nx * frame.fields.ny)
        film.forEachDot { x, y in found[Int(y / 20) * frame.fields.nx + Int(x / 20)] += 1 }
        #expect(found == frame.fields.columns[2].values)
    }

    @Test func anUnknownNameIsAnsweredWithTheNearest() {
        let frame = Samples.tissue(radius: 40, edge: 200)
        #expect(throws: PictureError(kind: "state", name: "laod", known: ["hypoxia", "load"])) {
            var style = PictureStyle()
            style.colourBy = "laod"
            _ = try TissuePicture(frame, style: style)
        }
        let error = PictureError(kind: "field", name: "Oxigen", known: ["signal", "oxygen"])
        #expect(error.description == "there is no field \"Oxigen\" in this frame; did you mean \"oxygen\"?")
        let far = PictureError(kind: "field", name: "zzz", known: ["signal", "oxygen"])
        #expect(far.description == "there is no field \"zzz\" in this frame; it has signal, oxygen")
        #expect(PictureError(kind: "field", name: "zzz", known: []).description.hasSuffix("it has none"))
    }

    @Test func framesWithLittleOrNonsenseInThemAreDrawn() throws {
        var frames = [Frame(time: 0, size: SIMD3(0, 0, 0), isSlice: true), Frame(time: 0, size: SIMD3(.nan, 1e300, -1), isSlice: false)]
        frames.append(TissuePictureTests.oneCell(state: .nan))
        var wild = TissuePictureTests.oneCell(state: 1e308)
        wild.cells.x = [.infinity]
        wild.cells.type = [9]
        wild.cells.typeColours = ["blue"]
        frames.append(wild)
        var empty = TissuePictureTests.oneCell()
        (empty.fields.nx, empty.fields.ny, empty.fields.nz, empty.fields.spacing) = (2, 2, 1, SIMD3(50, 50, 10))
        empty.fields.columns = [.init(name: "nan", unit: "", values: [.nan, .nan, .nan, .nan])]
        frames.append(empty)
        empty.fields.columns = [.init(name: "huge", unit: "", values: [1.7e308, -1.7e308, .infinity, 0])]
        frames.append(empty)
        empty.fields.columns = [.init(name: "short", unit: "", values: [1])]
        frames.append(empty)
        for frame in frames {
            var style = PictureStyle(width: 300)
            style.background = frame.fields.columns.first?.name
            style.colourBy = frame.cells.states.first?.name
            let canvas = try TissuePicture(frame, style: style).canvas
            #expect(canvas.width == 300 && canvas.height < 900)
        }
    }

    @Test(arguments: [(1000.0, 200.0), (500, 100), (260, 50), (9, 1), (30_000, 5000)])
    func theScaleBarHasARoundLengthOfAtMostAFifth(edge: Double, length: Double) {
        let bar = ScaleBar(perMicrometre: 900 / edge, scale: 1)
        #expect(abs(bar.length(in: 900) - length) < 1e-9 * length)
    }
}
