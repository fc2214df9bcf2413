import AuditModel
import AuditPipeline
import Foundation
import Reporting
import Testing

/// Dispositions and comparison, through files as the commands use them.
struct ReviewingTests {
    private let columns = DispositionTable.columns.joined(separator: ",")

    private func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: "reviewing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    private func issues(_ work: () throws -> Void) -> [AuditIssue] {
        do {
            try work()
            return []
        } catch let error as AuditIssues {
            return error.issues
        } catch {
            return []
        }
    }

    @Test func `Imported decisions are kept by reviewer, the later one in place of the earlier`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = folder.appending(path: "ab.csv"), second = folder.appending(path: "cd.csv")
        try """
        \(columns)
        f1,R,DEVIATION,X,aa,agree,,"note, ""with"" quotes",AB,2026-11-01T10:00:00Z
        f2,R,DEVIATION,X,aa,justified,outside,'=SUM(1),AB,2026-11-01T10:00:00Z

        """.write(to: first, atomically: true, encoding: .utf8)
        try """
        \u{FEFF}\(columns)
        f1,R,DEVIATION,X,aa,data-error,,,AB,2026-11-02T10:00:00Z
        f1,R,DEVIATION,X,aa,agree,,,CD,2026-11-01T10:00:00Z

        """.write(to: second, atomically: true, encoding: .utf8)
        let store = folder.appending(path: "kept/dispositions.csv")
        let imported = try DispositionFile.importing([second, first], into: store)
        #expect((imported.read, imported.kept) == (4, 3))
        let kept = try DispositionFile.read(store)
        #expect(kept.map(\.findingID) == ["f1", "f1", "f2"])
        #expect(kept.map(\.decision) == [.dataError, .agree, .justified])
        #expect(kept[2].note == "=SUM(1)")
        #expect(try DispositionFile.importing([first], into: store).kept == 3)
        let mode = try FileManager.default.attributesOfItem(atPath: store.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `A file with faults is refused as a whole, every fault with its line`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "d.csv"), store = folder.appending(path: "store.csv")
        try """
        \(columns)
        f1,R,D,X,aa,agrees,,,AB,2026
        ,R,D,X,aa,agree,,,AB,2026
        f3,R,D,X,aa,agree,,,,2026

        """.write(to: file, atomically: true, encoding: .utf8)
        let told = issues { _ = try DispositionFile.importing([file], into: store) }
        #expect(told.map(\.line) == [2, 3, 4])
        #expect(told.first?.message.contains("agree meant") == true)
        #expect(!FileManager.default.fileExists(atPath: store.path))
        try "finding_id,decison\n".write(to: file, atomically: true, encoding: .utf8)
        let missing = issues { _ = try DispositionFile.read(file) }
        #expect(missing.count == 2)
        #expect(missing.first?.message.contains("decison") == true)
    }

    private let header =
        "order_id,patient_id,sex,birth_date,order_datetime,performed_datetime,status,exam_code,exam_description,indication,icd10,prior_finding"

    /// An ultrasound, then the study of `code`, of a child with a calcified flank mass.
    private func course(_ patient: String, _ code: String, _ name: String) -> String {
        """
        \(patient)-1,\(patient),F,2021-01-22,2025-03-03,2025-03-03,COMPLETED,76700,US ABDOMEN COMPLETE,palpable left flank mass,R19.02,
        \(patient)-2,\(patient),F,2021-01-22,2025-03-05,2025-03-05,COMPLETED,\(code),\(name),calcified left flank mass,R19.02,US: 7 cm calcified L flank mass

        """
    }

    private func run(
        _ rows: String, in folder: URL, as name: String, previous: URL? = nil, waivers: URL? = nil,
        period: String? = nil, key: String = "key"
    ) throws -> AuditRun.Outcome {
        let input = folder.appending(path: "\(name).csv")
        try (header + "\n" + rows).write(to: input, atomically: true, encoding: .utf8)
        var settings = AuditSettings(inputs: [input.path], jobs: 1, now: Date(timeIntervalSince1970: 1_793_516_400))
        settings.out = folder.appending(path: name)
        settings.keyFile = folder.appending(path: key)
        settings.period = period.flatMap { Period($0) }
        settings.coverageStart = Day(iso: "2024-06-01")
        settings.dataCutoff = Day(iso: "2025-12-31")
        settings.previous = previous
        settings.waivers = waivers
        return try AuditRun(settings).run()
    }

    @Test func `Two reports of one key tell new, resolved and persisting findings apart`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let mri = ("74183", "MRI ABDOMEN W/O & W CONTRAST"), ct = ("74178", "CT ABD/PELVIS W/O THEN W CONTRAST")
        let old = try run(course("A", mri.0, mri.1) + course("B", mri.0, mri.1), in: folder, as: "old")
        let new = try run(
            course("A", mri.0, mri.1) + course("B", ct.0, ct.1) + course("C", mri.0, mri.1), in: folder, as: "new",
            previous: old.folder)
        func deviations(_ outcome: AuditRun.Outcome, _ patient: String) -> Set<String> {
            Set(outcome.result.findings.filter { $0.orderID.hasPrefix(patient) }.map(\.id))
        }
        let comparison = ReportComparison(
            old: try EarlierReport(in: old.folder), new: try EarlierReport(in: new.folder))
        #expect(Set(comparison.persisting).isSuperset(of: deviations(old, "A")))
        #expect(!deviations(old, "B").isEmpty)
        #expect(Set(comparison.resolved).isSuperset(of: deviations(old, "B").subtracting(deviations(new, "B"))))
        #expect(Set(comparison.new).isSuperset(of: deviations(new, "C")))
        #expect(!comparison.knowledgeChanged)
        let changes = try #require(new.result.changes)
        #expect(changes.new == Set(comparison.new))
        #expect(changes.resolved == comparison.resolved.count)
        #expect(changes.persisting == comparison.persisting.count)
    }

    @Test func `What lies outside the later report's period is not called resolved`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = course("A", "74183", "MRI ABDOMEN W/O & W CONTRAST")
        let march = try run(rows, in: folder, as: "march", period: "2025-03")
        let flagged = Set(march.result.findings.filter { $0.verdict == .deviation }.map(\.id))
        #expect(!flagged.isEmpty)
        let may = try run(rows, in: folder, as: "may", previous: march.folder, period: "2025-05")
        let comparison = ReportComparison(
            old: try EarlierReport(in: march.folder), new: try EarlierReport(in: may.folder))
        #expect(flagged.isSubset(of: comparison.ofOtherPeriods))
        #expect(flagged.isDisjoint(with: comparison.resolved))
        let changes = try #require(may.result.changes)
        #expect(changes.resolved == comparison.resolved.count)
        #expect(changes.ofOtherPeriods == comparison.ofOtherPeriods.count)
        let compared = try Comparing(old: march.folder, new: may.folder, oldData: nil).compare()
        #expect(compared.text.contains("outside the later one's period"))
        #expect(compared.table.contains("other-period,"))
    }

    @Test func `Reports of two keys are not compared`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = course("A", "74183", "MRI ABDOMEN W/O & W CONTRAST")
        let one = try run(rows, in: folder, as: "one"), other = try run(rows, in: folder, as: "other", key: "another")
        let told = issues { _ = try Comparing(old: one.folder, new: other.folder, oldData: nil).compare() }
        #expect(told.count == 1 && told[0].message.contains("--key-file"))
        let refused = issues { _ = try run(rows, in: folder, as: "third", previous: one.folder, key: "another") }
        #expect(refused.map(\.message.isEmpty) == [false])
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "third").path))
    }

    @Test func `A report without its summary is told so`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcome = try run(course("A", "74183", "MRI ABDOMEN"), in: folder, as: "whole")
        try FileManager.default.removeItem(at: outcome.folder.appending(path: "summary.json"))
        let told = issues { _ = try EarlierReport(in: outcome.folder) }
        #expect(told.first?.message.hasPrefix("is missing") == true)
    }

    @Test func `The present rules on the old data stand between two reports`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let rows = course("A", "74183", "MRI ABDOMEN W/O & W CONTRAST")
        let old = try run(rows, in: folder, as: "old")
        var settings = AuditSettings(inputs: [folder.appending(path: "old.csv").path], jobs: 1)
        settings.keyFile = folder.appending(path: "key")
        let compared = try Comparing(old: old.folder, new: old.folder, oldData: settings).compare()
        #expect(compared.text.contains("0 findings more, 0 fewer"))
        let lines = compared.table.split(separator: "\n")
        #expect(lines.first == "change,finding_id,rule_id,verdict,reason,order_id")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("persisting,") })
        #expect(lines.count == old.result.findings.count + 1)
    }

    @Test func `Waivers are in force, expired or unused, and of several the longest holds`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let first = try run(course("A", "74183", "MRI ABDOMEN W/O & W CONTRAST"), in: folder, as: "first")
        let ids = first.result.findings.map(\.id)
        let waivers = folder.appending(path: "waivers.csv")
        try """
        finding_id,reason,owner,expires
        \(ids[0]),seen,AB,2026-10-31
        \(ids[0]),"'=seen again",AB,2026-11-01
        gone,seen,CD,2027-01-01

        """.write(to: waivers, atomically: true, encoding: .utf8)
        let second = try run(
            course("A", "74183", "MRI ABDOMEN W/O & W CONTRAST"), in: folder, as: "second", waivers: waivers)
        #expect(second.result.findings.map(\.id) == ids)
        let reviews = second.result.reviews
        #expect(second.result.waiverStates.map(\.state) == [.expired, .inForce, .unused])
        #expect(reviews.unexpired[ids[0]]?.expires == Day(iso: "2026-11-01"))
        #expect(reviews.unexpired[ids[0]]?.reason == "=seen again")
    }

    @Test func `A waiver that lacks something is refused with its line`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let waivers = folder.appending(path: "waivers.csv")
        try "finding_id,reason,owner,expires\nf1,seen,,2027-01-01\nf2,seen,AB,soon\n"
            .write(to: waivers, atomically: true, encoding: .utf8)
        let told = issues {
            _ = try run(course("A", "74183", "MRI ABDOMEN"), in: folder, as: "refused", waivers: waivers)
        }
        #expect(told.map(\.line) == [2, 3])
        #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "refused").path))
    }

    @Test func `A folder that is no report is named with what it lacks`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let told = issues { _ = try EarlierReport(in: folder) }
        #expect(told.first?.file.hasSuffix("findings.csv") == true)
    }
}
