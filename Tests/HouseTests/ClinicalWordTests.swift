import Foundation
import Testing

/// Clinical knowledge is data: its words stand in lexicons, never in code.
struct ClinicalWordTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Words of the interface (regions, kinds, verdicts) and of everyday language that lexicons use too.
    private static let general: Set<String> = [
        "abdomen", "biopsy", "breast", "cervical", "indeterminate", "interval", "lesion", "lesions", "lumbar", "pelvis",
        "radius", "refusal", "refused", "rejection", "thoracic",
    ]
    /// Holds the text of a new rule file, YAML that is to be edited.
    private static let templates: Set<String> = ["RulePacks/RuleSkeleton.swift"]

    /// Single words of the phrases of concepts and sites.
    private func lexiconWords() throws -> Set<String> {
        let folder = Self.root.appending(path: "Sources/Interpretation/Lexicons")
        var words: Set<String> = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasPrefix("concepts") || name == "sites.yaml" {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for line in text.split(separator: "\n") {
                let line = line.drop { $0 == " " }
                guard line.hasPrefix("phrases: ["), let start = line.firstIndex(of: "[") else { continue }
                for phrase in line[start...].dropFirst().split(separator: ",") {
                    let word = phrase.filter { $0 != " " && $0 != "\"" && $0 != "]" }
                    let isWord = !phrase.dropFirst().contains(" ") && word.allSatisfy { $0.isLetter && $0.isASCII }
                    if isWord && word.count >= 6 { words.insert(String(word)) }
                }
            }
        }
        return words.subtracting(Self.general)
    }

    @Test func `no Swift source names a clinical idea`() throws {
        let words = try lexiconWords()
        #expect(words.count > 300)
        let folder = Self.root.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".swift") && !Self.templates.contains($0) }
        var found: [String] = []
        for path in paths.sorted() {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            for line in text.split(separator: "\n") {
                // Comments may explain with examples; code may not decide by them.
                let code = line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line
                for word in code.split(whereSeparator: { !$0.isLetter }) where words.contains(word.lowercased()) {
                    found.append("\(path): \(word)")
                }
            }
        }
        #expect(found == [])
    }
}
