/// Grey images of 32-bit floats in one TIFF, one page behind the other.
public struct FloatTIFF {
    public var width: Int
    public var height: Int
    /// The text of the first page's ImageDescription.
    public var about: String

    public init(width: Int, height: Int, about: String) {
        (self.width, self.height, self.about) = (width, height, about)
    }

    /// Writes the file under its own name; whoever wants it whole or not at all writes it as a piece of a draft.
    ///
    /// - Parameter page: the values of a page, x fastest.
    /// - Throws: `FileFault.cannotWrite`, what `page` throws; `MissingLibrary` in a build without TIFF.
    public func write(to path: String, pages: Int, page: (Int) throws -> [Float]) throws {
        #if TIFF
            try TIFFFile.write(self, to: path, pages: pages, page: page)
        #else
            throw MissingLibrary.tiff
        #endif
    }
}
