import NicheEngine

extension TissuePicture {
    /// What the picture shows, in sentences for someone who sees it for the first time.
    var caption: String {
        var sentences = ["The tissue after \(Numeral.time(seconds: Double(frame.time)))"]
        let (alive, all) = (frame.cells.isAlive.count { $0 }, frame.cells.count)
        if style.hasCells, all > 0 {
            let colour = column.map { "the value of \(words($0.name)) in it" } ?? "its type"
            sentences.append(
                "Each disc is a cell, drawn to scale; its colour shows \(colour), and crowded cells flatten against each other")
            sentences.append(
                all == alive
                    ? "All \(Numeral.count(all)) cells are alive"
                    : "Pale discs are dead cells; \(Numeral.count(alive)) of \(Numeral.count(all)) cells are alive")
        }
        if !frame.isSlice { sentences.append("It is a cut through the middle of the tissue; the counts are of all of it") }
        if style.hasVessels, frame.vessels.count > 0 {
            sentences.append(
                frame.vessels.isPerfused.allSatisfy { $0 }
                    ? "Red rings and bands are vessels with blood flow"
                    : "Red rings and bands are vessels with blood flow, empty ones are vessels without")
        }
        for film in films where film.most > 0 {
            let each = film.each == 1 ? "is one" : "stands for \(Numeral.text(film.each)) of"
            sentences.append("Each dot \(each) \(words(film.layer.name)), placed evenly in the voxel that holds it")
        }
        if let ground {
            if let groundRange, groundRange.lowerBound < groundRange.upperBound {
                let unit = ground.unit.isEmpty || ground.unit == "1" ? "" : " \(pretty(ground.unit))"
                let (low, high) = (Numeral.text(groundRange.lowerBound), Numeral.text(groundRange.upperBound))
                sentences.append("The ground shows \(words(ground.name)), from \(low) to \(high)\(unit)")
            } else {
                sentences.append("\(words(ground.name)), under the cells, is the same everywhere")
            }
        }
        return sentences.joined(separator: ". ") + "."
    }
}

extension Frame.Cells {
    /// Living cells of each type.
    var aliveByType: [Int] {
        var counts = [Int](repeating: 0, count: typeNames.count)
        for (type, isAlive) in zip(type, isAlive) where isAlive && counts.indices.contains(Int(type)) { counts[Int(type)] += 1 }
        return counts
    }
}
