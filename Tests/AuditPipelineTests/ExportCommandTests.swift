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
        // As run would: half of the rows is more than it takes.
        #expect(!preview.isUsable)
        for word in [
            "patient_id", "order_id", "order_datetime", "Comment", "not used", "UNREADABLE_ORDER_DATETIME", "line 3",
            "more than 5 percent of its rows can not be used", "'Order Date'", "--max-rejected",
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
        let path = try write(Self.export.replacing(",", with: ";").replacing("2025-13", with: "2025-12"))
        let profile = try write(try ExportPreviewing.draft(for: path), as: "profile.yaml")
        #expect(try ExportPreviewing.check(profile) == ["export: well-formed; it has no example rows"])
        #expect(try ExportPreviewing.preview(path, profile: profile, showsValues: false).isUsable)
    }

    private static let head = "order_id,patient_id,order_datetime,status,exam_description\n"

    @Test(arguments: [
        head + "1,P,2025-01-01,Final,\"CT \\\"A\\\", B\"\n2,Q,2025-01-02,Final,\"MR \\\"C\\\", D\"\n",
        "Report,,,,\n\n" + head + "1,P,2025-01-01,Final,CT\n2,Q,2025-01-02,Final,MR\n",
        head.replacing(",", with: "|") + "1|P|2025-01-01|Final|CT 5\" mass\n2|Q|2025-01-02|Final|MR\n",
        head.replacing(",", with: "\t") + "1\tP\t2025-01-01\tFinal\tCT\n2\tQ\t2025-01-02\tFinal\tMR\n",
        "Order,Patient,Order,Status,Exam\nID,ID,Date,,Description\n1,P,2025-01-01,Final,CT\n2,Q,2025-01-02,Final,MR\n",
        "order_id,patient_id,Order Date,Order Time,status,exam_description\n"
            + "1,P,2025-01-01,08:00,Final,CT\n2,Q,2025-01-02,,Final,MR\n",
    ])
    func `a drafted profile reads a file as it was read without one`(text: String) throws {
        let path = try write(text)
        let before = try ExportPreviewing.preview(path, profile: nil, showsValues: true)
        #expect(before.isUsable && before.text.contains("2 orders"), "\(before.text)")
        let profile = try write(try ExportPreviewing.draft(for: path), as: "profile.yaml")
        let after = try ExportPreviewing.preview(path, profile: profile, showsValues: true)
        #expect(after.isUsable, "\(after.text)")
        func rows(_ text: String) -> Substring {
            text.drop(while: { $0 != "\n" }).split(separator: "\nrows\n")[1].prefix(200)
        }
        #expect(rows(after.text).prefix { $0 != "\n" } == rows(before.text).prefix { $0 != "\n" })
    }

    @Test(arguments: [
        (
            head + "1,P,25-03-04,Final,CT\n", ["# date-order: day-first", "# date-order: year-first"],
            "date-order: year-first"
        ),
        (
            head
                + "1,P,2025-03-04,Final,CT\n2,P,2025-03-04,Final,\"CT\n3,P,2025-03-05,Final,CT\n4,P,2025-03-05,Final,CT\n",
            ["# unclosed-quotes: text"], "unclosed-quotes: text"
        ),
    ])
    func `what a file leaves open stands in the draft as lines to choose from`(
        text: String, choices: [String], chosen: String
    ) throws {
        let path = try write(text)
        #expect(try !ExportPreviewing.preview(path, profile: nil, showsValues: false).isUsable)
        let draft = try ExportPreviewing.draft(for: path)
        for choice in choices { #expect(draft.contains("\n\(choice)\n"), "\(draft)") }
        let profile = try write(draft.replacing("# \(chosen)\n", with: "\(chosen)\n"), as: "profile.yaml")
        #expect(try ExportPreviewing.preview(path, profile: profile, showsValues: false).isUsable)
    }

    @Test func `unknown status words are shown only where values are`() throws {
        let path = try write(Self.head + "1,P,2025-01-01,Zebra,CT\n2,Q,2025-01-02,Final,CT\n")
        #expect(try !ExportPreviewing.preview(path, profile: nil, showsValues: false).text.contains("Zebra"))
        #expect(try ExportPreviewing.preview(path, profile: nil, showsValues: true).text.contains("words: 'Zebra'"))
        #expect(try ExportPreviewing.draft(for: path).contains("# status-words: "))
    }

    @Test func `a shipped profile that fits is named`() throws {
        let path = try write(
            "procedure_occurrence_id,person_id,procedure_date,procedure_source_value\n1,2,2025-01-01,74150\n")
        let preview = try ExportPreviewing.preview(path, profile: nil, showsValues: false)
        #expect(!preview.isUsable)
        #expect(preview.text.contains("orderaudit run \(path) --profile omop-procedures"))
        #expect(try ExportPreviewing.preview(path, profile: "omop-procedures", showsValues: false).isUsable)
    }

    @Test func `a file's name with spaces is one word of the command that is shown`() throws {
        let path = try write(Self.head + "1,P,2025-01-01,Final,CT\n", as: "Mary's export.csv")
        let text = try ExportPreviewing.preview(path, profile: nil, showsValues: false).text
        #expect(text.contains("orderaudit run '\(path.replacing("'", with: "'\\''"))'\n"))
    }

    @Test func `a profile that is being written is not written over`() throws {
        let path = try write("a;b\n1;2\n"), profile = try write("name: mine\ncolumns: { order_id: a }\n", as: "p.yaml")
        let without = try ExportPreviewing.preview(path, profile: nil, showsValues: false).text
        #expect(without.contains("profiles init \(path) > profile.yaml"))
        let with = try ExportPreviewing.preview(path, profile: profile, showsValues: false).text
        #expect(!with.contains("profiles init \(path) >"))
        #expect(with.contains("orderaudit preview \(path) --profile \(profile)"))
    }

    @Test func `what keeps a file from being used is told with its line, and no profile for a file without orders`()
        throws
    {
        let open = try write(
            Self.head + "1,P,2025-03-04,Final,CT\n2,P,2025-03-05,Final,\"CT\n3,P,2025-03-05,Final,CT\n")
        #expect(
            try ExportPreviewing.preview(open, profile: nil, showsValues: false).text.contains("line 3: a quote opens"))
        let empty = try write(Self.head, as: "empty.csv")
        let text = try ExportPreviewing.preview(empty, profile: nil, showsValues: false).text
        #expect(text.contains("has a header and no orders"))
        #expect(!text.contains("profiles init"))
    }

    @Test func `convert takes the place of a file and of nothing else`() throws {
        let path = try write("a,b\n1,2\n"), target = try write("old", as: "target.csv")
        let link = folder.appending(path: "link.csv"), pipe = folder.appending(path: "pipe")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
        _ = try TableConversion.convert(path, to: link.path)
        #expect(try String(contentsOfFile: target, encoding: .utf8) == "a,b\r\n1,2\r\n")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == target)
        #expect(unsafe mkfifo(pipe.path, 0o600) == 0)
        for place in [pipe.path, folder.path, "/dev/null"] {
            let error = #expect(throws: AuditIssues.self) { try TableConversion.convert(path, to: place) }
            #expect(error?.subject == .output)
        }
        let type = try FileManager.default.attributesOfItem(atPath: pipe.path)[.type] as? FileAttributeType
        #expect(type != .typeRegular)
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
