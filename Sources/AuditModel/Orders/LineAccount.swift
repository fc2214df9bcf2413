/// Where every physical line of one file went; the parts add up to `total`.
package struct LineAccount: Sendable, Equatable {
    package var file: String
    package var total = 0
    package var preamble = 0
    /// The header's lines, and those of headers that stand again further below.
    package var header = 0
    package var order = 0
    package var duplicate = 0
    package var superseded = 0
    package var quarantined = 0
    package var footer = 0
    package var blank = 0

    package init(file: String) { self.file = file }

    package var addsUp: Bool { total == parts.reduce(0) { $0 + $1.lines } }

    /// One issue for every account that does not add up.
    package static func imbalances(of accounts: [LineAccount]) -> [AuditIssue] {
        accounts.filter { !$0.addsUp }.map { AuditIssue(file: $0.file, "lines do not add up: \($0.words)") }
    }

    /// The parts by name, in the order in which a report lists them.
    package var parts: [(name: String, lines: Int)] {
        [
            ("header", header), ("order", order), ("duplicate", duplicate), ("superseded", superseded),
            ("quarantined", quarantined), ("preamble", preamble), ("footer", footer), ("blank", blank),
        ]
    }

    /// `120 lines: 1 header, 119 order ...`
    package var words: String {
        "\(total) lines: " + parts.map { "\($0.lines) \($0.name)" }.joined(separator: ", ")
    }
}
