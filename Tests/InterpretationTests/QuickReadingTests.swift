import AuditModel
import Testing

@testable import Interpretation

/// Short cuts of reading against the long way, on texts of every kind.
@Suite struct QuickReadingTests {
    /// Sentences, words in any order, and bytes of any kind.
    static let texts: [[UInt8]] = {
        var random = SeededGenerator(seed: 23)
        let words =
            HostileTextTests.texts.flatMap { $0.split(separator: " ").map(String.init) } + [
                "Chest", "pain", "FEVER", "and", "cough", "annual", "screening", "mammogram", "elevated", "creatinine",
                "electroencephalographically", "otorhinolaryngological", "é", "naïve", "\u{2013}", "2/3", "3.5x4",
                "10/26/2023", "R", "?", "a", "in", "last", "week", "MRI", "ordered", "golf", "ball", "_", "weißlich",
            ]
        let mixed = (0..<4000).map { _ in
            Array(
                (0..<Int.random(in: 0...14, using: &random)).compactMap { _ in words.randomElement(using: &random) }
                    .joined(separator: Bool.random(using: &random) ? " " : "-").utf8)
        }
        let bytes = (0..<3000).map { length in
            (0..<(length % 40)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0x20...0x7E, using: &random) : UInt8.random(in: .min ... .max, using: &random)
            }
        }
        return HostileTextTests.texts.map { Array($0.utf8) } + mixed + bytes
    }()

    /// Some thousand codes, more than a reading remembers, with and without their dot.
    static let codes: [String] = ["C", "D", "M", "R", "S"].flatMap { letter in
        (0..<100).flatMap { number in
            ["", ".0", ".1", ".42", "1", ".511A", ".89", "x", ".501", ".22"].map {
                "\(letter)\(number / 10)\(number % 10)\($0)"
            }
        }
    }

    @Test func `words found whole are the words that a walk finds`() throws {
        let table = try #require(LexiconTests.lexicons).text.phrases.words
        var found = 0
        for text in Self.texts {
            let bytes = text.span
            for start in text.indices where ByteClass.table[Int(text[start])] < ByteClass.letters {
                guard let whole = table.whole(bytes, at: start) else { continue }
                var node = WordTable.root
                var stem: UInt16 = 0
                var end = start
                while end < text.count, ByteClass.table[Int(text[end])] < ByteClass.letters {
                    node = table.step(node, ByteClass.table[Int(text[end])])
                    if table.prefixID(node) != 0 { stem = table.prefixID(node) }
                    end += 1
                }
                let exact = table.exactID(node)
                #expect(whole.end == end)
                #expect(whole.word.id == (exact != 0 ? exact : stem))
                found += whole.word.id == 0 ? 0 : 1
            }
        }
        #expect(found > 1000)
    }

    @Test func `a field without a word that could begin a fact has no fact`() throws {
        let lexicon = try #require(LexiconTests.lexicons).text
        var scanner = FieldScanner(lexicon)
        var tokens: [Token] = []
        let field = FieldText()
        var silent = 0
        for text in Self.texts {
            let speaks = scanner.tokenize(text.span, into: &tokens)
            scanner.scan(&tokens, field: .indication, ordered: .unknown, into: field)
            if !speaks {
                silent += 1
                #expect(field.isEmpty)
            }
        }
        #expect(silent > 1000)
    }

    @Test func `what a phrase means is among the uses of its first word`() throws {
        let lexicon = try #require(LexiconTests.lexicons).text
        var tokens: [Token] = []
        for text in Self.texts {
            _ = FieldScanner(lexicon).tokenize(text.span, into: &tokens)
            for index in tokens.indices {
                guard let match = lexicon.phrases.match(tokens, at: index) else { continue }
                for number in match.senses {
                    let use = WordUse(lexicon.phrases.senses[number])
                    #expect(tokens[index].mark.uses.isSuperset(of: use))
                }
            }
        }
    }

    @Test func `what an order says does not depend on the orders read before`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var random = SeededGenerator(seed: 5)
        let codes = Self.codes
        var reader = IndicationReader(lexicons)
        for text in Self.texts.shuffled(using: &random).prefix(400) {
            let prior = Self.texts.randomElement(using: &random) ?? []
            let cell = Array((codes.randomElement(using: &random) ?? "").utf8)
            let used = Reading(text, prior: prior, icd: cell, &reader, lexicons.vocabulary)
            var fresh = IndicationReader(lexicons)
            let alone = Reading(text, prior: prior, icd: cell, &fresh, lexicons.vocabulary)
            #expect(used.entry.present == alone.entry.present)
            #expect(used.entry.uncertain == alone.entry.uncertain)
            #expect(used.statements == alone.statements)
            #expect(used.studies == alone.studies)
        }
    }

    @Test func `codes say the same when more were met than are remembered`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        let reading = CodeReading(lexicons.text)
        var speaking = 0
        for round in 0..<2 {
            var random = SeededGenerator(seed: UInt64(round))
            for code in Self.codes.shuffled(using: &random) {
                let fresh = CodeReading(lexicons.text)
                reading.read(code.utf8.span)
                fresh.read(code.utf8.span)
                #expect(reading.orderConcepts == fresh.orderConcepts)
                #expect(reading.namesLesion == fresh.namesLesion)
                #expect(reading.datedConcept == fresh.datedConcept)
                #expect(reading.lesions.map(\.concepts) == fresh.lesions.map(\.concepts))
                #expect(reading.lesions.map(\.site) == fresh.lesions.map(\.site))
                if !fresh.isEmpty { speaking += 1 }
            }
        }
        #expect(speaking > 500)
    }
}
