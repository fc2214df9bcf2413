import AuditModel
import LocatedYAML
import Testing

@Suite struct YAMLReaderTests {
    @Test func `an unknown key is told with its place and the nearest known word`() throws {
        let value = try YAMLValue(parsing: "title: x\nmodalty: CT\n", file: "rule.yaml")
        var reader = YAMLReader()
        _ = reader.mapping(value, known: ["title", "modality"])
        #expect(
            reader.issues.map(\.description) == [
                "rule.yaml:2:1: error: unknown key 'modalty'; did you mean 'modality'?"
            ])
    }

    @Test func `everything wrong is collected, not the first`() throws {
        let value = try YAMLValue(parsing: "a: x\nb: [1]\nc: 2026-02-30\n", file: "f")
        var reader = YAMLReader()
        let mapping = reader.mapping(value, known: ["a", "b", "c"])
        _ = mapping["a"].flatMap { reader.integer($0) }
        _ = mapping["b"].flatMap { reader.string($0) }
        _ = mapping["c"].flatMap { reader.day($0) }
        #expect(reader.issues.map(\.line) == [1, 2, 3])
        #expect(reader.issues.map(\.column) == [4, 4, 4])
    }

    @Test(arguments: ["1e300", "-1e300", "9223372036854775807", "1000001", "-1000001", "99999999999999999999"])
    func `a number that nothing counts is a slip of the pen`(text: String) throws {
        let value = try YAMLValue(parsing: text, file: "f")
        var reader = YAMLReader()
        #expect(reader.decimal(value) == nil)
        #expect(reader.integer(value) == nil)
        #expect(reader.issues.count == 2)
    }

    @Test func `the largest numbers are read`() throws {
        let value = try YAMLValue(parsing: "[1000000, -1000000]", file: "f")
        var reader = YAMLReader()
        #expect(reader.list(value).map { reader.integer($0) } == [1_000_000, -1_000_000])
        #expect(reader.list(value).map { reader.decimal($0) } == [1_000_000, -1_000_000])
        #expect(reader.issues.isEmpty)
    }

    @Test func `what is passed over is not read, and all else stays where it is`() throws {
        let text = """
            # examples: in a comment
            a: |
              examples:
            examples:
            - { broken
            # [
              more: "

            b: { examples: kept }
            examples2: x
            """
        let value = try YAMLValue(parsing: text, file: "f", without: ["examples"])
        var reader = YAMLReader()
        let entries = reader.entries(value)
        #expect(entries.map(\.key) == ["a", "examples", "b", "examples2"])
        #expect(entries.map(\.line) == [2, 4, 9, 10])
        #expect(entries[1].value.isNull)
        #expect(entries[2].value.flowText == "{ examples: kept }")
        #expect(throws: AuditIssues.self) { try YAMLValue(parsing: text, file: "f") }
    }

    @Test func `a syntax fault is told with its line`() {
        let error = #expect(throws: AuditIssues.self) { try YAMLValue(parsing: "a: [1, 2\nb: }", file: "f") }
        #expect(error?.issues.first?.line ?? 0 > 0)
        #expect(error?.issues.first?.file == "f")
    }

    @Test func `a key that stands twice is refused`() {
        #expect(throws: AuditIssues.self) { try YAMLValue(parsing: "a: 1\na: 2\n", file: "f") }
    }

    @Test func `quoted words stay words and empty values are none`() throws {
        let value = try YAMLValue(parsing: "a: \"\"\nb:\nc: \"no\"\n", file: "f")
        var reader = YAMLReader()
        let mapping = reader.mapping(value, known: ["a", "b", "c"])
        #expect(mapping["a"].flatMap { reader.string($0) } == "")
        #expect(mapping["b"]?.isNull == true)
        #expect(mapping["c"].flatMap { reader.string($0) } == "no")
        #expect(reader.issues.isEmpty)
    }
}
