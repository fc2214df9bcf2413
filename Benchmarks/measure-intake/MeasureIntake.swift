import AuditModel
import CSVReading
import Foundation
import Intake
import Interpretation

/// Measures reading and intake of one export beside plain reading of its bytes and beside libcsv, as ratios of one run.
@main
struct MeasureIntake {
    static func main() throws {
        guard CommandLine.arguments.count >= 2 else {
            FileHandle.standardError.write(
                Data("usage: measure-intake FILE [bytes|libcsv|records|intake|reading|texts] [JOBS] [ROUNDS]\n".utf8))
            exit(64)
        }
        let path = CommandLine.arguments[1]
        let only = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : nil
        let jobs = CommandLine.arguments.count > 3 ? Int(CommandLine.arguments[3]) ?? 2 : 2
        if only == "texts" {
            let rounds = CommandLine.arguments.count > 4 ? Int(CommandLine.arguments[4]) ?? 5 : 5
            return try TextCost(path: path, jobs: jobs, rounds: rounds).measure()
        }
        let all: [(String, () throws -> Int)] = [
            ("bytes", { try readBytes(path) }),
            ("libcsv", { try readByGrammar(path) }),
            ("records", { try readRecords(path) }),
            ("intake", { try takeIn(path, jobs: jobs) }),
            ("reading", { try read(path, jobs: jobs) }),
        ]
        for (name, work) in all where only == nil || only == name {
            let clock = ContinuousClock()
            var rows = 0
            let duration = try clock.measure { rows = try work() }
            print("\(name)\t\(duration)\t\(rows) rows")
        }
        if let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let peak = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM") })
        {
            print(peak)
        }
    }

    private static func readBytes(_ path: String) throws -> Int {
        let file = try ByteFile(path: path)
        var block = [UInt8](repeating: 0, count: 1 << 20)
        var offset: UInt64 = 0
        var got = 1
        while got > 0 {
            got = try file.read(at: offset, into: &block, from: 0, count: block.count)
            offset += UInt64(got)
        }
        return 0
    }

    private static func readByGrammar(_ path: String) throws -> Int {
        let file = try ByteFile(path: path)
        guard let parser = GrammarParser(.standard) else { return 0 }
        return try parser.countRecords(of: file)
    }

    private static func readRecords(_ path: String) throws -> Int {
        var reader = RecordReader(
            try ByteFile(path: path),
            settings: .init(dialect: .standard, width: 21, columns: [0, 1, 2, 3, 4, 5, 6, 9, 10, 12, 13, 17, 19]))
        var rows = 0
        while try reader.advance() { rows += reader.records.count }
        return rows
    }

    /// Intake with every order's texts and codes read into facts.
    private static func read(_ path: String, jobs: Int) throws -> Int {
        let lexicons = try Lexicons.load()
        let result = try intake(
            [.file(path: path)], settings: IntakeSettings(jobs: jobs), makeReader: { IndicationReader(lexicons) })
        return result.reconciliation.rowsRead
    }

    private static func takeIn(_ path: String, jobs: Int) throws -> Int {
        let result = try intake(
            [.file(path: path)], settings: IntakeSettings(jobs: jobs), makeReader: { SilentReader() })
        return result.reconciliation.rowsRead
    }
}
