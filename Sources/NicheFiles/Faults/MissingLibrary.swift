/// What this build of the program was made without, and how to get it.
public struct MissingLibrary: Error, CustomStringConvertible, Sendable, Equatable {
    /// What cannot be done.
    public let purpose: String
    /// The Debian package, and the trait of the build that uses it; nil for a program that is started.
    public let package: String
    public let trait: String?

    public static let blosc = MissingLibrary(purpose: "Zarr arrays packed with Blosc", package: "libblosc-dev", trait: "Blosc")
    public static let hdf5 = MissingLibrary(purpose: "h5ad files", package: "libhdf5-dev", trait: "HDF5")
    public static let ffmpeg = MissingLibrary(purpose: "movies", package: "ffmpeg", trait: nil)
    public static let tiff = MissingLibrary(purpose: "TIFF images", package: "libtiff-dev", trait: "TIFF")

    public var description: String {
        guard let trait else { return "\(package) is missing, which \(purpose) need: apt-get install \(package)" }
        return "this build cannot handle \(purpose): install \(package) (apt-get install \(package)) and build with --traits \(trait), "
            + "or use script/build, which does both"
    }
}
