/// Where every physical line of one file went; the parts add up to `total`.
public struct LineAccount: Sendable, Equatable {
    public var file: String
    public var total = 0
    public var preamble = 0
    /// The header's lines, and those of headers that stand again further below.
    public var header = 0
    public var order = 0
    public var duplicate = 0
    public var superseded = 0
    public var quarantined = 0
    public var footer = 0
    public var blank = 0

    public init(file: String) { self.file = file }

    public var addsUp: Bool { total == parts.reduce(0) { $0 + $1.lines } }

    /// One issue for every account that does not add up.
    public static func imbalances(of accounts: [LineAccount]) -> [AuditIssue] {
        accounts.filter { !$0.addsUp }.map { AuditIssue(file: $0.file, "lines do not add up: \($0.words)") }
    }

    /// The parts by name, in the order in which a report lists them.
    public var parts: [(name: String, lines: Int)] {
        [
            ("header", header), ("order", order), ("duplicate", duplicate), ("superseded", superseded),
            ("quarantined", quarantined), ("preamble", preamble), ("footer", footer), ("blank", blank),
        ]
    }

    /// `120 lines: 1 header, 119 order ...`
    public var words: String {
        "\(total) lines: " + parts.map { "\($0.lines) \($0.name)" }.joined(separator: ", ")
    }
}
