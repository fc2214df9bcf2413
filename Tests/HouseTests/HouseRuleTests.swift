import Foundation
import Testing

/// The rules of the house that a compiler does not hold.
@Suite struct HouseRuleTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func files(in folder: String, ending: String) -> [URL] {
        let found = FileManager.default.enumerator(
            at: root.appending(path: folder), includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.path.hasSuffix(ending) }
            .sorted { $0.path < $1.path }
    }

    @Test func `there are sources to look at`() { #expect(Self.files(in: "Sources", ending: ".swift").count > 100) }

    @Test(arguments: ["Sources", "Tests", "SampleData", "Reports"])
    func `nothing leans on what lies outside the repository`(folder: String) throws {
        let outside = [".." + "/shared", ".." + "/.library", "/" + "work/"]
        for ending in [".swift", ".yaml", ".mustache", ".md", ".py", ".json"] {
            for file in Self.files(in: folder, ending: ending) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for path in outside { #expect(!text.contains(path), "\(file.lastPathComponent) names \(path)") }
            }
        }
    }

    @Test func `nothing in the sources can crash on purpose or is left undone`() throws {
        let forbidden = ["try" + "!", "as" + "! ", "fatalError(", "preconditionFailure(", "TO" + "DO", "FIX" + "ME"]
        for file in Self.files(in: "Sources", ending: ".swift") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for word in forbidden { #expect(!text.contains(word), "\(file.lastPathComponent) holds \(word)") }
        }
    }

    @Test func `no room is a grab-bag`() {
        let names = ["Utils", "Utilities", "Helpers", "Manager", "Common", "Extensions", "Misc"]
        for file in Self.files(in: "Sources", ending: ".swift") {
            for part in file.pathComponents.suffix(4) {
                #expect(!names.contains { part.contains($0) }, "\(file.path)")
            }
        }
    }

    @Test func `no source file outgrows its reader`() throws {
        for file in Self.files(in: "Sources", ending: ".swift") {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count
            #expect(lines <= 500, "\(file.lastPathComponent) has \(lines) lines: is there a second subject in it?")
        }
    }

    @Test func `no template or rule passes judgement on care`() throws {
        for ending in [".yaml", ".mustache"] {
            for file in Self.files(in: "Sources", ending: ending) {
                let text = try String(contentsOf: file, encoding: .utf8).lowercased()
                for phrase in ["should have", "inappropriate order", "acr requires", "violation of"] {
                    #expect(!text.contains(phrase), "\(file.lastPathComponent) says '\(phrase)'")
                }
            }
        }
    }
}
