import NicheEngine
import Testing

@testable import NicheReport

@Suite struct StainedPictureTests {
    /// One living cell in the middle of a slice of 100 µm.
    private func frame(isAlive: Bool = true) -> Frame {
        var frame = Frame(time: 0, size: SIMD3(100, 100, 15), isSlice: true)
        frame.cells.id = [1]
        (frame.cells.clone, frame.cells.contacts) = ([1], [0])
        (frame.cells.x, frame.cells.y, frame.cells.z, frame.cells.radius) = ([50], [50], [7.5], [20])
        (frame.cells.type, frame.cells.phase, frame.cells.isAlive) = ([0], [0], [isAlive])
        (frame.cells.typeNames, frame.cells.phaseNames) = (["cell"], ["live"])
        return frame
    }

    private func mean(_ canvas: Canvas, _ x: Range<Int>, _ y: Range<Int>) -> Colour {
        var (red, green, blue, count) = (0.0, 0.0, 0.0, 0.0)
        for row in y {
            for column in x {
                let colour = canvas[column, row]
                (red, green, blue, count) = (red + colour.red, green + colour.green, blue + colour.blue, count + 1)
            }
        }
        return Colour(red: red / count, green: green / count, blue: blue / count)
    }

    @Test func nucleiAreBlueAndBodiesPink() throws {
        var style = PictureStyle.stained(width: 402)
        style.hasScaleBar = false
        let canvas = try TissuePicture(frame(), style: style).canvas
        let (nucleus, body) = (mean(canvas, 190..<210, 190..<210), mean(canvas, 196..<206, 130..<140))
        #expect(nucleus.blue > nucleus.red && nucleus.blue > nucleus.green + 0.15)
        #expect(body.red > body.blue && body.red > body.green + 0.15 && body.red > nucleus.red + 0.2)
        let matrix = mean(canvas, 10..<40, 10..<40)
        #expect(matrix.green > body.green + 0.1)
    }

    @Test func theDeadAreDenserAndTheSamePictureIsTheSameBytes() throws {
        let style = PictureStyle.stained(width: 402)
        let (alive, dead) = (try TissuePicture(frame(), style: style), try TissuePicture(frame(isAlive: false), style: style))
        #expect(mean(dead.canvas, 196..<206, 196..<206).green < mean(alive.canvas, 196..<206, 196..<206).green - 0.05)
        #expect(try TissuePicture(frame(), style: style).png == alive.png)
    }

    @Test func dyesAddUp() {
        let stain = Stain()
        #expect(Colour(packed: stain.colour(blue: 0, pink: 0)).green > 0.97)
        let (one, two) = (Colour(packed: stain.colour(blue: 0.4, pink: 0)).red, Colour(packed: stain.colour(blue: 0.8, pink: 0)).red)
        // Twice the dye lets the square of the light through.
        #expect(abs(two / 0.985 - (one / 0.985) * (one / 0.985)) < 0.02)
        #expect(stain.colour(blue: 99, pink: -1) == stain.colour(blue: 1.6, pink: 0))
    }
}
