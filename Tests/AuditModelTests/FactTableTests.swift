import AuditModel
import Testing

@Suite struct FactTableTests {
    /// What the n-th of many orders says; every order says something else.
    private static func content(_ n: Int) -> (FactTable.Entry, [LesionStatement], [StudyMention]) {
        var entry = FactTable.Entry()
        if n % 3 == 0 { entry.present.insert(ConceptID(index: UInt8(n % 100))) }
        entry.lateralityConflict = n % 5 == 0
        let statements = (0..<(1 + n % 3)).map { lesion in
            var statement = LesionStatement(field: .indication)
            statement.lesion = UInt8(lesion)
            statement.sizeMillimetres = UInt16(n)
            return statement
        }
        let mentions = (0..<(n % 2)).map { _ in StudyMention(field: .priorFinding, state: .performed, modality: .ct) }
        return (entry, statements, mentions)
    }

    private func append(_ n: Int, to facts: inout FactTable) -> UInt32 {
        let (entry, statements, mentions) = Self.content(n)
        return facts.append(entry, statements: statements, mentions: mentions)
    }

    private func isContent(_ n: Int, at number: UInt32, of facts: FactTable) -> Bool {
        let (entry, statements, mentions) = Self.content(n)
        let found = facts.entries[Int(number)]
        return found.present == entry.present && found.lateralityConflict == entry.lateralityConflict
            && facts.statements[Int(found.statements.lowerBound)..<Int(found.statements.upperBound)] == statements[...]
            && facts.mentions[Int(found.mentions.lowerBound)..<Int(found.mentions.upperBound)] == mentions[...]
    }

    @Test func `entries that say the same share one, however many there are`() {
        var facts = FactTable()
        let numbers = (0..<5000).map { append($0, to: &facts) }
        #expect(Set(numbers).count == 5000)
        #expect(!numbers.contains(0))
        #expect(numbers.indices.allSatisfy { append($0, to: &facts) == numbers[$0] })
        #expect(numbers.indices.allSatisfy { isContent($0, at: numbers[$0], of: facts) })
    }

    @Test func `entries that differ in one thing stay apart`() {
        var facts = FactTable()
        let (entry, statements, mentions) = Self.content(1)
        var numbers = [facts.append(entry, statements: statements, mentions: mentions)]
        var implied = statements
        implied[0].isImplied = true
        numbers.append(facts.append(entry, statements: implied, mentions: mentions))
        var outside = mentions
        outside[0].outside = true
        numbers.append(facts.append(entry, statements: statements, mentions: outside))
        var dated = entry
        dated.datedConcept = ConceptID(index: 4)
        numbers.append(facts.append(dated, statements: statements, mentions: mentions))
        #expect(Set(numbers).count == 4)
    }

    @Test func `a table put to another keeps what its entries say and shares what both have`() {
        var facts = FactTable()
        var other = FactTable()
        let numbers = (0..<800).map { append($0, to: &facts) }
        let others = (500..<2000).map { append($0, to: &other) }
        let new = facts.append(contentsOf: other)
        #expect(new[0] == 0)
        #expect(facts.entries.count == 2001)
        for (place, n) in (500..<2000).enumerated() {
            let number = new[Int(others[place])]
            #expect(isContent(n, at: number, of: facts))
            if n < 800 { #expect(number == numbers[n]) }
        }
    }
}
