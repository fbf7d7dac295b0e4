// swift-tools-version: 6.2
import PackageDescription

// The portable build runs anywhere; NICHE_NATIVE=1 (set by the scripts) uses this machine's vectors.
// Both give the same bits: Swift never fuses or reorders floating-point operations.
let native = Context.environment["NICHE_NATIVE"] == "1"
let swift: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let kernels = swift + (native ? [.unsafeFlags(["-Xcc", "-march=native"])] : [])

let package = Package(
    name: "Niche",
    products: [.executable(name: "niche", targets: ["niche"])],
    // Formats that need a library of their own; the scripts switch all on, and a build without one says what it lacks.
    traits: [
        .trait(name: "HDF5", description: "Reads and writes h5ad files (needs libhdf5-dev)."),
        .trait(name: "Blosc", description: "Reads Zarr arrays packed with Blosc (needs libblosc-dev)."),
        .trait(name: "TIFF", description: "Reads label masks and writes OME-TIFF (needs libtiff-dev)."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "NicheMath", swiftSettings: kernels),
        .target(
            name: "NicheFiles",
            dependencies: [
                "NicheMath", "CLinux", "CZlib", "CZstd", .target(name: "CHDF5", condition: .when(traits: ["HDF5"])),
                .target(name: "CBlosc", condition: .when(traits: ["Blosc"])),
                .target(name: "CTIFF", condition: .when(traits: ["TIFF"])),
            ], swiftSettings: kernels),
        .target(name: "NicheModel", dependencies: ["NicheMath", "Yams"], swiftSettings: swift),
        .target(name: "NicheEngine", dependencies: ["NicheModel", "NicheMath"], swiftSettings: kernels),
        .target(name: "NicheStore", dependencies: ["NicheEngine", "NicheFiles"], swiftSettings: swift),
        .target(name: "NicheExchange", dependencies: ["NicheStore"], swiftSettings: swift),
        .target(name: "NicheImport", dependencies: ["NicheModel", "NicheFiles"], swiftSettings: swift),
        .target(name: "NicheReport", dependencies: ["NicheStore"], swiftSettings: swift),
        .target(name: "NicheLab", dependencies: ["NicheReport"], swiftSettings: swift),
        // The page is text in the program itself, a file as it is written.
        .target(
            name: "NicheViewer",
            dependencies: [
                "NicheReport", .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ], resources: [.embedInCode("Page")], swiftSettings: swift),
        .executableTarget(
            name: "niche",
            dependencies: [
                "NicheLab", "NicheExchange", "NicheImport", "NicheViewer", "CLinux",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: swift),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
        .systemLibrary(name: "CBlosc", pkgConfig: "blosc", providers: [.apt(["libblosc-dev"])]),
        .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: [.apt(["libtiff-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        // A scratch folder for tests of files, and what several of them read.
        .target(name: "NicheTestSupport", dependencies: ["NicheFiles"], path: "Tests/TestSupport", swiftSettings: swift),
        .testTarget(
            name: "NicheMathTests", dependencies: ["NicheMath"], exclude: ["Statistics/reference.json", "Spatial/Reference"],
            swiftSettings: swift),
        .testTarget(name: "NicheFilesTests", dependencies: ["NicheFiles", "NicheTestSupport"], swiftSettings: swift),
        .testTarget(name: "NicheModelTests", dependencies: ["NicheModel"], swiftSettings: swift),
        .testTarget(name: "NicheEngineTests", dependencies: ["NicheEngine"], swiftSettings: swift),
        .testTarget(name: "NicheStoreTests", dependencies: ["NicheStore", "NicheTestSupport"], swiftSettings: swift),
        .testTarget(name: "NicheExchangeTests", dependencies: ["NicheExchange", "NicheTestSupport"], swiftSettings: swift),
        .testTarget(
            name: "NicheImportTests", dependencies: ["NicheImport", "NicheTestSupport", "NicheEngine", "NicheStore"], swiftSettings: swift),
        .testTarget(name: "NicheReportTests", dependencies: ["NicheReport"], swiftSettings: swift),
        .testTarget(
            name: "NicheViewerTests", dependencies: ["NicheViewer", .product(name: "NIOEmbedded", package: "swift-nio")],
            swiftSettings: swift),
        .testTarget(name: "NicheLabTests", dependencies: ["NicheLab"], swiftSettings: swift),
        .testTarget(
            name: "PromisesTests", dependencies: ["NicheStore"], path: "Tests/Promises", exclude: ["Samples"], swiftSettings: swift),
    ]
)

// The fuzzer links with what -sanitize=fuzzer brings, and so only where `script/fuzz` builds it.
if Context.environment["NICHE_FUZZ"] == "1" {
    package.targets += [
        .executableTarget(
            name: "fuzz", dependencies: ["NicheLab", "NicheExchange", "NicheImport", "NicheTestSupport"], path: "Tests/Fuzz",
            swiftSettings: swift)
    ]
}
