import AuditModel
import Foundation
import Reporting
import Testing

struct ReportFolderTests {
    private func issue(_ body: () throws -> Void) -> AuditIssue? {
        do {
            try body()
        } catch let issues as AuditIssues {
            return issues.subject == .output ? issues.issues.first : nil
        } catch {}
        return nil
    }

    @Test func `Each format brings its own files, and the quarantine always comes`() throws {
        let scratch = try Scratch()
        let expected: [String: [String]] = [
            "html": ["quarantine.csv", "report.html"], "csv": ["findings.csv", "quarantine.csv"],
            "json": ["quarantine.csv", "summary.json"],
        ]
        #expect(ReportFormats.names.sorted() == expected.keys.sorted())
        for (format, files) in expected {
            try ReportWriter(formats: [format]).write(Fixture.result(), to: scratch.url.appending(path: format))
            #expect(try scratch.names(format) == files)
        }
    }

    @Test func `An unknown format is refused with the nearest word`() throws {
        let refused = #expect(throws: AuditIssues.self) { try ReportWriter(formats: ["htm", "pdf"]) }
        #expect(refused?.subject == .usage)
        #expect(refused?.issues.count == 2)
        #expect(refused?.issues[0].message.contains("did you mean html?") == true)
    }

    @Test func `Files with identifiers are the owner's alone`() throws {
        let scratch = try Scratch()
        try ReportWriter(allVerdicts: true).write(Fixture.result(), to: scratch.url.appending(path: "r"))
        for name in ["findings.csv", "verdicts.csv", "quarantine.csv", "report.html"] {
            #expect(try scratch.mode("r/\(name)") == 0o600, "\(name)")
        }
        #expect(try scratch.mode("r/summary.json") == 0o644)
        try ReportWriter(edition: .shared).write(Fixture.result(), to: scratch.url.appending(path: "r"))
        #expect(try scratch.mode("r/report.html") == 0o644)
        #expect(try scratch.mode("r/quarantine.csv") == 0o600)
    }

    @Test func `A newer report takes the whole place of the older one but not of the reader's own files`() throws {
        let scratch = try Scratch()
        let place = scratch.url.appending(path: "deep/er/r")
        try ReportWriter(allVerdicts: true).write(Fixture.result(), to: place)
        try Data("mine".utf8).write(to: place.appending(path: "dispositions.csv"))
        try ReportWriter(formats: ["json"]).write(Fixture.result(), to: place)
        #expect(try scratch.names("deep/er/r") == ["dispositions.csv", "quarantine.csv", "summary.json"])
        #expect(try scratch.text("deep/er/r/dispositions.csv") == "mine")
        #expect(try scratch.names("deep/er") == ["r"])
    }

    @Test func `A folder that is no report, and a file, are left alone`() throws {
        let scratch = try Scratch()
        try Data("mine".utf8).write(to: scratch.url.appending(path: "thesis.txt"))
        let folder = try #require(issue { try ReportWriter().write(Fixture.result(), to: scratch.url) })
        #expect(folder.message.contains("no earlier report"))
        #expect(try scratch.names() == ["thesis.txt"])
        let file = try #require(
            issue { try ReportWriter().write(Fixture.result(), to: scratch.url.appending(path: "thesis.txt")) })
        #expect(file.message.contains("is a file"))
        #expect(try scratch.text("thesis.txt") == "mine")
    }

    @Test func `When writing fails the older report stays, and no draft`() throws {
        let scratch = try Scratch()
        try ReportWriter().write(Fixture.result(), to: scratch.url.appending(path: "r"))
        // The longest name a file system takes leaves no room for the draft's own.
        let name = String(repeating: "n", count: 250)
        try FileManager.default.moveItem(at: scratch.url.appending(path: "r"), to: scratch.url.appending(path: name))
        let older = try scratch.text("\(name)/summary.json")
        var changed = Fixture.result()
        changed.run.siteName = "Another Hospital"
        #expect(issue { try ReportWriter().write(changed, to: scratch.url.appending(path: name)) } != nil)
        #expect(
            issue { try ReportWriter().write(changed, to: scratch.url.appending(path: "\(name)/summary.json/x")) }
                != nil)
        #expect(try scratch.text("\(name)/summary.json") == older)
        #expect(try scratch.names() == [name])
    }

    @Test func `The same result makes the same bytes`() throws {
        let scratch = try Scratch()
        for name in ["a", "b"] {
            try ReportWriter(allVerdicts: true).write(
                Fixture.result(findings: 300), to: scratch.url.appending(path: name))
        }
        for file in try scratch.names("a") {
            #expect(try scratch.bytes("a/\(file)") == scratch.bytes("b/\(file)"), "\(file)")
        }
    }
}
