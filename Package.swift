// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same bar: Swift 6, no warnings, every unsafe operation marked where it stands.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// What makes a program that runs. The rooms are one: without looking into each other every look at an order from another
/// room is a call. The optimiser looks only into what is public, which is why the model's declarations are, and what is
/// generic over a run's verdicts. The Swift libraries stand within: one file to deploy, and a call into them needs no detour.
let fast: [SwiftSetting] =
    strict + [
        .unsafeFlags(
            ["-cross-module-optimization", "-enforce-exclusivity=unchecked", "-static-stdlib"],
            .when(configuration: .release))
    ]
let whole: [LinkerSetting] = [.unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(configuration: .release))]

/// A room of the house: what it may import is its dependency list, and the build refuses anything else.
func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], carries folder: String? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: folder.map { [$0] } ?? [],
        swiftSettings: fast, plugins: folder == nil ? [] : ["EmbedFiles"])
}

func tests(of name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: dependencies, resources: resources, swiftSettings: strict)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "orderaudit",
    products: [.executable(name: "orderaudit", targets: ["orderaudit"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CRenameExchange"),
        .systemLibrary(name: "CMemoryTrim"),
        // Vector instructions chosen at run time find the delimiters and quotes of a block.
        .target(name: "CSVIndex"),

        // Folders of knowledge and templates become part of the binary, so that one file can be deployed.
        .executableTarget(name: "embed-files", swiftSettings: strict),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),

        room("AuditModel"),
        room("CSVReading", ["CLibCSV", "CSVIndex", "CZlib", system]),
        room("LocatedYAML", ["AuditModel", yams]),
        room(
            "Intake", ["AuditModel", "CMemoryTrim", "CSVReading", "LocatedYAML", crypto, system], carries: "Profiles"),
        room("Interpretation", ["AuditModel", "LocatedYAML"], carries: "Lexicons"),
        room("Episodes", ["AuditModel"]),
        room("RulePacks", ["AuditModel", "LocatedYAML"], carries: "Packs"),
        room("Evaluation", ["AuditModel"]),
        room("Measures", ["AuditModel"]),
        room("Reporting", ["AuditModel", "CRenameExchange", "CZlib", mustache, crypto], carries: "Templates"),
        room(
            "AuditPipeline",
            [
                "AuditModel", "CMemoryTrim", "CSVReading", "LocatedYAML", "Intake", "Interpretation", "Episodes",
                "RulePacks",
                "Evaluation", "Measures", "Reporting", crypto, system,
            ]),
        .executableTarget(
            name: "orderaudit", dependencies: ["AuditModel", "AuditPipeline", arguments], swiftSettings: fast,
            linkerSettings: whole),

        // Speed and memory of reading, against peers in the same run: swift run -c release measure-intake FILE.
        .executableTarget(
            name: "measure-intake", dependencies: ["AuditModel", "CSVReading", "Intake", "Interpretation"],
            path: "Benchmarks/measure-intake", swiftSettings: fast, linkerSettings: whole),

        // Audits mutated exports for a bounded time: make fuzz.
        .executableTarget(
            name: "fuzz-exports", dependencies: ["AuditModel", "AuditPipeline"], path: "Tests/Fuzz",
            swiftSettings: fast, linkerSettings: whole),

        tests(of: "AuditModel", ["AuditModel"]),
        tests(of: "CSVReading", ["CSVReading", "CSVIndex"]),
        tests(of: "LocatedYAML", ["AuditModel", "LocatedYAML"]),
        tests(of: "Intake", ["AuditModel", "CSVReading", "Intake"]),
        tests(of: "Interpretation", ["AuditModel", "Interpretation"]),
        tests(of: "Episodes", ["AuditModel", "Episodes"]),
        tests(of: "RulePacks", ["AuditModel", "LocatedYAML", "RulePacks"]),
        tests(of: "Evaluation", ["AuditModel", "Evaluation"]),
        tests(of: "Measures", ["AuditModel", "Measures"]),
        tests(of: "Reporting", ["AuditModel", "Reporting"]),
        // The whole way from exports to reports, the commands, and the rules of the house itself.
        tests(
            of: "AuditPipeline",
            [
                "AuditPipeline", "AuditModel", "CSVReading", "LocatedYAML", "Intake", "Interpretation", "Episodes",
                "RulePacks", "Evaluation", "Measures", "Reporting",
            ]),
        // Every verdict against an evaluator that is written from the specification alone.
        tests(
            of: "Oracle", ["AuditModel", "AuditPipeline", "Episodes", "Evaluation", "Interpretation", "RulePacks"]),
        tests(of: "House", []),
    ]
)
