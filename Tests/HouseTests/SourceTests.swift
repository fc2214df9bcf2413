import Foundation
import Testing

/// Rules of the house that no compiler checks.
struct SourceTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func sources() throws -> [(path: String, text: String)] {
        let folder = Self.root.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try paths.sorted().map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    @Test func `Nothing in the sources can crash on purpose`() throws {
        let sources = try sources()
        #expect(sources.count > 100)
        for escape in ["try!", "as! ", "fatalError(", "preconditionFailure(", "@unchecked Sendable"] {
            let users = sources.filter { $0.text.contains(escape) }.map(\.path)
            #expect(users.isEmpty, "\(escape)")
        }
    }

    @Test func `Words for readers never call care wrong`() throws {
        let folder = Self.root.appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".mustache") || $0.hasSuffix(".js") }
        for path in paths {
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8).lowercased()
            for word in ["should have", "inappropriate", "acr requires", "violation of", "malpractice"] {
                let isThere = text.contains(word)
                #expect(!isThere, "\(path): \(word)")
            }
        }
    }
}
