import AuditModel
import AuditPipeline
import Foundation

/// Audits mutated exports until the time is over: whatever the bytes, a run ends with a report or with issues, and soon.
/// fuzz-exports FOLDER [SECONDS] [SEED]
@main
struct FuzzExports {
    /// Longest a single audit of a small export may take.
    private static let patience = Duration.seconds(20)

    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 2 else {
            FileHandle.standardError.write(Data("usage: fuzz-exports FOLDER [SECONDS] [SEED]\n".utf8))
            exit(64)
        }
        let seconds = arguments.count > 2 ? Int(arguments[2]) ?? 60 : 60
        var random = Mutations(seed: arguments.count > 3 ? UInt64(arguments[3]) ?? 1 : 1)
        let files = FileManager.default
        let seeds = try files.contentsOfDirectory(atPath: arguments[1]).filter { $0.hasSuffix(".csv") }.sorted()
            .map { try Array(Data(contentsOf: URL(filePath: "\(arguments[1])/\($0)"))) }
        guard !seeds.isEmpty else {
            FileHandle.standardError.write(Data("\(arguments[1]) holds no .csv file\n".utf8))
            exit(64)
        }
        let folder = files.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }

        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var (reports, refusals) = (0, 0)
        while clock.now < end {
            let export = random.mutated(seeds)
            let input = folder.appending(path: "export.csv")
            try Data(export).write(to: input)
            let started = clock.now
            let isReport = try audit(input, to: folder.appending(path: "report"))
            if isReport { reports += 1 } else { refusals += 1 }
            guard clock.now - started < patience else {
                let kept = files.temporaryDirectory.appending(path: "fuzz-slow-\(UUID().uuidString).csv")
                try Data(export).write(to: kept)
                FileHandle.standardError.write(Data("took longer than \(patience): \(kept.path)\n".utf8))
                exit(1)
            }
        }
        print("\(reports) reports, \(refusals) refusals in \(seconds) s")
    }

    /// True where there was a report. Ends the program where the books do not add up.
    private static func audit(_ input: URL, to report: URL) throws -> Bool {
        var settings = AuditSettings(inputs: [input.path])
        settings.out = report
        settings.keyFile = report.deletingLastPathComponent().appending(path: "pseudonym.key")
        settings.maxRejectedPercent = 100
        settings.jobs = 2
        do throws(AuditIssues) {
            _ = try AuditRun(settings).run()
            return true
        } catch {
            guard error.subject == .input else {
                FileHandle.standardError.write(
                    Data((error.issues.map(\.description).joined(separator: "\n") + "\n").utf8))
                let kept = FileManager.default.temporaryDirectory.appending(
                    path: "fuzz-failed-\(UUID().uuidString).csv")
                try FileManager.default.copyItem(at: input, to: kept)
                FileHandle.standardError.write(Data("kept as \(kept.path)\n".utf8))
                exit(1)
            }
            return false
        }
    }
}

/// Small damages to exports, drawn from a seed.
private struct Mutations {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    private mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
    }

    private static let pieces: [[UInt8]] =
        [
            "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", "\\\"", "=\"", "\"\n\"", ",,,,", "NULL", "00:00:00",
            "99/99/9999",
            "9999999999999999999", "-1", "4 y", "sep=;\n", "RT", "no ", "5 cm", "S", "Infinity", "é", "😎",
        ].map { Array($0.utf8) } + [[0x00], [0xFF], [0xC3], [0xFF, 0xFE], [0x1F, 0x8B], [0xEF, 0xBB, 0xBF]]

    mutating func mutated(_ seeds: [[UInt8]]) -> [UInt8] {
        var export = seeds[below(seeds.count)]
        for _ in 0...below(12) {
            guard !export.isEmpty else { break }
            let at = below(export.count)
            let other = below(export.count)
            let range = min(at, other)..<min(max(at, other), min(at, other) + 400)
            switch below(7) {
            case 0: export[at] = UInt8(below(256))
            case 1: export.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: at)
            case 2: export.removeSubrange(range)
            case 3: export.insert(contentsOf: export[range], at: at)
            case 4: export.removeLast(below(min(export.count, 3000)))
            case 5: export.insert(contentsOf: [UInt8](repeating: export[at], count: below(3000)), at: at)
            default:
                let donor = seeds[below(seeds.count)]
                let start = below(donor.count)
                export.insert(contentsOf: donor[start..<min(donor.count, start + below(2000))], at: at)
            }
        }
        return export
    }
}
