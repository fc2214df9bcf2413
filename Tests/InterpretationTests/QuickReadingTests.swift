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
            for start in text.indices where ByteClass.of(text[start]) < ByteClass.letters {
                guard let whole = table.whole(bytes, at: start) else { continue }
                var node = WordTable.root
                var stem: UInt16 = 0
                var end = start
                while end < text.count, ByteClass.of(text[end]) < ByteClass.letters {
                    node = table.step(node, ByteClass.of(text[end]))
                    if table.prefixID(node) != 0 { stem = table.prefixID(node) }
                    end += 1
                }
                let exact = table.exactID(node)
                #expect(whole.end == end)
                let word = table.packed.id(at: whole.slot)
                #expect(word == (exact != 0 ? exact : stem))
                found += word == 0 ? 0 : 1
            }
        }
        #expect(found > 1000)
    }

    @Test func `a field without a word that could begin a fact has no fact`() throws {
        let lexicon = try #require(LexiconTests.lexicons).text
        let scanner = FieldScanner(lexicon)
        var tokens: [Token] = []
        let field = FieldText()
        var silent = 0
        for text in Self.texts {
            let speaks = scanner.tokenize(text.span, into: &tokens).contains(.fact)
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

    /// Orders that repeat: texts that bear on each other's words, day and codes, each given often and in any order.
    private static let repeated: [(text: [UInt8], prior: [UInt8], icd: String)] = {
        let texts = [
            "Renal mass", "renal mass", "Renal mass ", "Renal mas", "Calcified flank mass", "Calcified flank mass 5 cm",
            "Calcified flank mass 6 cm", "Calcified flank mass 15 cm", "thigh lump 3-5 cm", "thigh lump 5-3 cm",
            "lump > 4 cm, seen on US", "nodular swelling R thigh", "swelling R thigh", "mass ?h/o Wilms",
            "fall 2 weeks ago, R thigh lump", "fall last week, R thigh lump", "fall, R thigh lump, 3 x 4 cm",
            "fell on 2/3, mass L flank", "fell on 3/2, mass L flank", "MRI 2/27 shows mass", "MRI 2/28 shows mass",
            "CT today shows calcified mass", "CT 2019 mass", "CT 2023 mass", "2018 XR mass",
            "no mass or calcification seen on prior; flank pain", "Cough", "",
            "mass L thigh 2 cm, was 4 cm", "mass L thigh 4 cm, was 2 cm", "mass 1200 mm", "mass 900 mm", "T2 lesion",
            "T1 lesion", "L5 mass", "L4 mass",
        ]
        let codes = [
            "", "C64.1", "C64.2", "R22.41", "R22.42; C64.1", "C64.1; R22.42", "R22.2; R19.00", "S83.511A",
            "I10; M54.50",
            "N20.0; R22.2; C64.2; R22.41; R22.42; R22.31; R22.32",
        ]
        return texts.flatMap { text in
            codes.flatMap { code in
                ["", "US: calcified 3 cm", text].map { (Array(text.utf8), Array($0.utf8), code) }
            }
        }
    }()

    @Test func `texts that come again say what they said, and what others say does not reach them`() throws {
        let lexicons = try #require(LexiconTests.lexicons)
        var random = SeededGenerator(seed: 11)
        var reader = IndicationReader(lexicons)
        let days = [Day.unknown] + [70, 90, 400].compactMap { Day(year: 2024, month: 1, day: 1)?.advanced(by: $0) }
        var alone: [String] = []
        for day in days {
            for order in Self.repeated {
                var fresh = IndicationReader(lexicons)
                let reading = Reading(
                    order.text, prior: order.prior, icd: Array(order.icd.utf8), on: day, &fresh, lexicons.vocabulary)
                alone.append(reading.summary)
            }
        }
        for _ in 0..<6 {
            for number in alone.indices.shuffled(using: &random) {
                let order = Self.repeated[number % Self.repeated.count]
                let again = Reading(
                    order.text, prior: order.prior, icd: Array(order.icd.utf8), on: days[number / Self.repeated.count],
                    &reader, lexicons.vocabulary)
                #expect(again.summary == alone[number])
            }
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
                if !fresh.lesions.isEmpty || !fresh.orderConcepts.isEmpty { speaking += 1 }
            }
        }
        #expect(speaking > 500)
    }
}
