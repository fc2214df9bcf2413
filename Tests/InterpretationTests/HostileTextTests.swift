import AuditModel
import Foundation
import Interpretation
import Testing

@Suite struct HostileTextTests {
    static let texts: [String] = [
        "L flank mass w calcs", "5 cm R thigh mass, calcs, bony involvement",
        "no change in calcified mass of the flank",
        "r/o calcified flank mass", "L flank mass; no calcification on XR", "outside CT 2/27 shows calcified mass",
        "?myositis ossificans, zonal pattern; 5 cm thigh mass", "1.5 cm mass located 5 cm above the knee, calcified",
        "No mass, adenopathy or calcification", "h/o Wilms tumor, new flank mass", "L flank mass ? h/o neuroblastoma",
        "US last week: calcified R flank mass",
        "thigh mass 6 wks after football injury", "R thigh mass 4 x 5.5 x 3 cm; XR - periosteal reaction",
    ]

    /// Changes that mean nothing: letter case, more white space, a full stop at the end, other forms of dashes and quotes.
    static let changes: [(name: String, change: @Sendable (String) -> String)] = [
        ("upper case", { $0.uppercased() }), ("lower case", { $0.lowercased() }),
        ("more spaces", { $0.replacing(" ", with: "   ") }), ("tabs", { $0.replacing(" ", with: "\t") }),
        ("no-break spaces", { $0.replacing(" ", with: "\u{A0}") }), ("space around", { "  \($0) \n" }),
        ("full stop", { $0 + "." }), ("curly quotes", { "\u{201C}\($0)\u{201D}" }),
        ("en dash", { $0.replacing("-", with: "\u{2013}") }), ("minus", { $0.replacing("-", with: "\u{2212}") }),
        ("times sign", { $0.replacing(" x ", with: " \u{D7} ") }),
    ]

    @Test(arguments: texts, changes.map(\.name))
    func `a change without meaning changes no reading`(_ text: String, _ name: String) throws {
        let lexicons = try #require(LexiconTests.lexicons)
        let change = try #require(Self.changes.first { $0.name == name })
        let ordered = Day(year: 2025, month: 3, day: 3) ?? .unknown
        let plain = Reading(text, prior: text, on: ordered, lexicons)
        let changed = Reading(change.change(text), prior: change.change(text), on: ordered, lexicons)
        #expect(changed.summary == plain.summary)
    }

    /// The lexicons' own examples, in every writing: what a concept's phrases need must not hang on how they are typed.
    @Test(arguments: changes.map(\.name))
    func `a change without meaning changes no reading of a lexicon's example`(_ name: String) throws {
        let lexicons = try #require(LexiconTests.lexicons)
        let change = try #require(Self.changes.first { $0.name == name })
        let ordered = Day(year: 2025, month: 3, day: 3) ?? .unknown
        let texts = (LexiconTests.concepts + LexiconTests.sites).map(\.text)
        #expect(texts.count > 150)
        for text in texts {
            let changed = change.change(text)
            #expect(
                Reading(changed, prior: changed, on: ordered, lexicons).summary
                    == Reading(text, prior: text, on: ordered, lexicons).summary, "\(text)")
        }
    }

    @Test(arguments: [
        (", ", "thigh mass calcified (CT)"), (", ", "thigh mass calcified, negative"),
        ("; ", "thigh mass calcified. Seen on US."),
    ])
    func `a text of more clauses than there are numbers for is read`(_ ends: String, _ text: String) throws {
        let lexicons = try #require(LexiconTests.lexicons)
        let plain = Reading(text, lexicons).summary
        for count in Int(Int16.max) - 3...Int(Int16.max) + 2 {
            #expect(Reading(String(repeating: ends, count: count) + text, lexicons).summary == plain)
        }
    }

    @Test func `bytes of any kind are read without a crash`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var reader = IndicationReader(lexicons)
        var random = SeededGenerator(seed: 7)
        for length in 0..<1500 {
            let bytes = (0..<(length % 90)).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            _ = Reading(bytes, prior: bytes, icd: bytes, &reader, lexicons.vocabulary)
        }
    }

    @Test func `words thrown together in any order are read without a crash`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var reader = IndicationReader(lexicons)
        var random = SeededGenerator(seed: 11)
        let words =
            Self.texts.flatMap { $0.split(separator: " ").map(String.init) } + [
                "?", ":", ";", "-", "99999999999999999999", "1/1", "31/12/2024", "x", "cm", "(", ")", "5x", "\"",
                "\u{FFFD}", "é", "2025-13-45", "L3", "from", "to", "ago", "3", "wks", "no", "of",
            ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in
                words.randomElement(using: &random)
            }
            .joined(separator: " ")
            let reading = Reading(Array(text.utf8), prior: Array(text.utf8), &reader, lexicons.vocabulary)
            #expect(reading.statements.allSatisfy { Int($0.lesion) < 6 })
        }
    }

    /// Where a text is cut off, what its last word looks for behind it is not there.
    @Test func `a text cut off behind any of its words is read without a crash`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var reader = IndicationReader(lexicons)
        let texts = Self.texts + ["lump R thigh not visible on XR"] + LexiconTests.examples.map(\.text)
        #expect(texts.count > 500)
        for text in texts {
            let bytes = Array(text.utf8)
            for end in bytes.indices where bytes[end] == UInt8(ascii: " ") {
                let cut = Array(bytes[..<end])
                _ = Reading(cut, prior: cut, &reader, lexicons.vocabulary)
            }
        }
    }

    /// Every word of the lexicons, whatever it does to what stands around it.
    @Test func `the lexicons' own words in any order are read without a crash`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var reader = IndicationReader(lexicons)
        var random = SeededGenerator(seed: 13)
        let words = try Self.lexiconWords() + ["?", ":", ".", ",", "(", ")", "-", "/", "3", "2026", "3/3", "cm"]
        #expect(words.count > 2000)
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...12, using: &random)).compactMap { _ in
                words.randomElement(using: &random)
            }
            .joined(separator: " ")
            let reading = Reading(Array(text.utf8), prior: Array(text.utf8), &reader, lexicons.vocabulary)
            #expect(reading.statements.allSatisfy { Int($0.lesion) < 6 }, "\(text)")
        }
    }

    private static func lexiconWords() throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Interpretation/Lexicons")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let text = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
        return Set(text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }.map(String.init)).sorted()
    }

    @Test func `a text of a megabyte is read`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        let text = String(repeating: "no calcified L flank mass 5 cm on CT, ", count: 30_000)
        #expect(!Reading(text, lexicons).statements.isEmpty)
    }

    @Test func `invalid UTF-8 inside a text hides nothing around it`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var reader = IndicationReader(lexicons)
        let bytes = Array("calcified ".utf8) + [0xFF, 0x20] + Array("L flank mass".utf8)
        let reading = Reading(bytes, &reader, lexicons.vocabulary)
        #expect(reading.assertion(of: "mass") == "present")
        #expect(reading.assertion(of: "calcification") == "present")
    }
}

/// The same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
