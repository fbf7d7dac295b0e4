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
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "NicheMath", swiftSettings: kernels),
        .target(name: "NicheFiles", dependencies: ["NicheMath", "CLinux", "CZlib", "CZstd"], swiftSettings: kernels),
        .target(name: "NicheModel", dependencies: ["NicheMath", "Yams"], swiftSettings: swift),
        .target(name: "NicheEngine", dependencies: ["NicheModel", "NicheMath"], swiftSettings: kernels),
        .target(name: "NicheStore", dependencies: ["NicheEngine", "NicheFiles"], swiftSettings: swift),
        .target(name: "NicheReport", dependencies: ["NicheStore"], swiftSettings: swift),
        .target(name: "NicheLab", dependencies: ["NicheReport"], swiftSettings: swift),
        .executableTarget(
            name: "niche",
            dependencies: [
                "NicheLab", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: swift),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .testTarget(
            name: "NicheMathTests", dependencies: ["NicheMath"], exclude: ["Statistics/reference.json", "Spatial/Reference"],
            swiftSettings: swift),
        .testTarget(name: "NicheFilesTests", dependencies: ["NicheFiles"], swiftSettings: swift),
        .testTarget(name: "NicheModelTests", dependencies: ["NicheModel"], swiftSettings: swift),
        .testTarget(name: "NicheEngineTests", dependencies: ["NicheEngine"], swiftSettings: swift),
        .testTarget(name: "NicheStoreTests", dependencies: ["NicheStore"], swiftSettings: swift),
        .testTarget(name: "NicheReportTests", dependencies: ["NicheReport"], swiftSettings: swift),
        .testTarget(name: "NicheLabTests", dependencies: ["NicheLab"], swiftSettings: swift),
        .testTarget(name: "PromisesTests", dependencies: ["NicheStore"], path: "Tests/Promises", swiftSettings: swift),
    ]
)
