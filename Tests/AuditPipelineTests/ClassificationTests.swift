import AuditPipeline
import Foundation
import Interpretation
import Testing

/// `orderaudit classify` on files as people write them.
@Suite struct ClassificationTests {
    @Test(arguments: [
        ("indication\nXR: L flank mass, calcified\nUS: R thigh mass, no calcs\n", ["present", "absent"]),
        ("indication\nL flank mass; calcified on XR\nR thigh mass; no calcs\n", ["present", "absent"]),
        ("\"indication\"\n\"L flank mass: \"\"calcified\"\"\"\n", ["present"]),
        ("id;indication\n1;L flank mass, calcified\n2;R thigh mass, no calcs\n", ["present", "absent"]),
    ])
    func `a file of one column is cut at nothing`(_ text: String, _ said: [String]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var output: [UInt8] = []
        try Classification.indications(
            file.path, textColumn: "indication", priorColumn: nil, codeColumn: nil, dateColumn: nil,
            lexicons: try Lexicons.load()
        ) { output += $0 }
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\r\n").map(String.init)
        #expect(lines.count == said.count + 1)
        for (line, said) in zip(lines.dropFirst(), said) { #expect(line.contains("\(said): calc")) }
    }
}
