import AuditModel
import AuditPipeline
import Foundation
import Testing

/// What `preview`, `convert` and `profiles` do.
@Suite struct ExportCommandTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func write(_ text: String, as name: String = "export.csv") throws -> String {
        let url = folder.appending(path: name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    private static let export = """
        MRN,Order Number,Order Date,Status,Procedure,Comment
        SECRET-1,77001,2025-01-01,Final,CT ABDOMEN,Doe
        SECRET-2,77002,2025-13-01,Final,CT CHEST,Roe

        """

    @Test func `a preview names columns and problems and shows no cell`() throws {
        let path = try write(Self.export)
        let preview = try ExportPreviewing.preview(path, profile: nil, showsValues: false)
        #expect(preview.isUsable)
        for word in [
            "patient_id", "order_id", "order_datetime", "Comment", "not used", "UNREADABLE_ORDER_DATETIME", "line 3",
        ] {
            #expect(preview.text.contains(word), "\(word)")
        }
        for cell in ["SECRET", "77001", "Doe", "ABDOMEN"] { #expect(!preview.text.contains(cell), "\(cell)") }
        let shown = try ExportPreviewing.preview(path, profile: nil, showsValues: true)
        #expect(shown.text.contains("SECRET-1"))
    }

    @Test func `a file that can not be audited gets the commands that mend it`() throws {
        let path = try write("Nr,Pat,Datum,Text\n1,P,2025-01-01,CT\n")
        let preview = try ExportPreviewing.preview(path, profile: nil, showsValues: false)
        #expect(!preview.isUsable)
        #expect(preview.text.contains("orderaudit profiles init \(path)"))
        let draft = try ExportPreviewing.draft(for: path)
        #expect(draft.contains("# order_id: needed"))
        #expect(draft.contains("Nr"))
    }

    @Test func `the profile that is drafted for a readable file reads it`() throws {
        let path = try write(Self.export.replacing(",", with: ";"))
        let profile = try write(try ExportPreviewing.draft(for: path), as: "profile.yaml")
        #expect(try ExportPreviewing.check(profile) == ["export: well-formed; it has no example rows"])
        #expect(try ExportPreviewing.preview(path, profile: profile, showsValues: false).isUsable)
    }

    @Test func `a shipped profile that fits is named`() throws {
        let path = try write(
            "procedure_occurrence_id,person_id,procedure_date,procedure_source_value\n1,2,2025-01-01,74150\n")
        let preview = try ExportPreviewing.preview(path, profile: nil, showsValues: false)
        #expect(!preview.isUsable)
        #expect(preview.text.contains("orderaudit run \(path) --profile omop-procedures"))
        #expect(try ExportPreviewing.preview(path, profile: "omop-procedures", showsValues: false).isUsable)
    }

    @Test func `convert writes the whole file or none`() throws {
        let path = try write("a;b\n1;\"x;y\"\n2;z\n")
        let out = folder.appending(path: "out.csv")
        #expect(try TableConversion.convert(path, to: out.path).isEmpty)
        #expect(try String(contentsOf: out, encoding: .utf8) == "a,b\r\n1,x;y\r\n2,z\r\n")
        let mode = try FileManager.default.attributesOfItem(atPath: out.path)[.posixPermissions] as? Int
        #expect(mode == 0o600)

        let binary = folder.appending(path: "binary")
        try Data((0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7 % 253) }).write(to: binary)
        #expect(throws: AuditIssues.self) { try TableConversion.convert(binary.path, to: out.path) }
        #expect(throws: AuditIssues.self) { try TableConversion.convert("/nowhere.csv", to: out.path) }
        #expect(try String(contentsOf: out, encoding: .utf8).hasPrefix("a,b"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "binary", "export.csv", "out.csv",
            ])
    }

    @Test func `output that can not be written is told as such`() throws {
        let path = try write("a,b\n1,2\n")
        do {
            _ = try TableConversion.convert(path, to: folder.appending(path: "missing/out.csv").path)
            Issue.record("accepted")
        } catch {
            #expect(error.subject == .output)
        }
    }
}
