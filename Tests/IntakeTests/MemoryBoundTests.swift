import AuditModel
import Foundation
import Intake
import Testing

/// `--memory`: a table that is larger lies in temporary files, and says the same.
@Suite struct MemoryBoundTests {
    private static let orders = 40_000

    private func exports() throws -> Exports {
        let exports = try Exports()
        let rows = (0..<Self.orders).map { number in
            "\(number),P\(number * 7919 % 9973),2025-01-\(10 + number % 20) 08:00,C,x\(number % 40),CT,dept \(number % 30)\n"
        }
        try exports.write(
            "order_id,patient_id,order_datetime,status,exam_code,exam_description,department\n" + rows.joined())
        return exports
    }

    /// Parts of this process' memory that are files without a name in `folder`.
    private func mappings(in folder: URL) throws -> Int {
        try String(contentsOfFile: "/proc/self/maps", encoding: .utf8).split(separator: "\n")
            .count { $0.contains(folder.lastPathComponent) && $0.hasSuffix("(deleted)") }
    }

    @Test func `a table above the bound lies in files that have no name, and is the same`() throws {
        let exports = try exports()
        let folder = FileManager.default.temporaryDirectory.appending(path: "spill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bound = MemoryBound(bytes: 1 << 20, folder: folder.path)
        let plain = try exports.takeIn()
        let spilled = try exports.takeIn(IntakeSettings(jobs: 2, chunkBytes: 1 << 18, memory: bound))
        #expect(try mappings(in: folder) > 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        #expect(try summary(spilled) == summary(plain))
        #expect(spilled.reconciliation == plain.reconciliation)

        let small = try exports.takeIn(
            IntakeSettings(memory: MemoryBound(bytes: 1 << 30, folder: folder.path + "-none")))
        #expect(small.reconciliation.orders == Self.orders)
    }

    @Test func `no room for the files is told, not passed over`() throws {
        do {
            _ = try exports().takeIn(IntakeSettings(memory: MemoryBound(bytes: 1, folder: "/nowhere")))
            Issue.record("accepted")
        } catch let error as AuditIssues {
            #expect(error.subject == .output)
            #expect(error.issues.first?.message.contains("--memory") == true)
        }
    }
}
