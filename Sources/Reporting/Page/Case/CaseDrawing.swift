import AuditModel

/// Makes the cases of one report's findings, with what the report says of their rules and reviews at hand.
struct CaseDrawing {
    private let cards: [String: RuleCard]
    /// Titles of findings about the data, by code.
    private let doubts: [String: String]
    private let notes: ReviewNotes
    private let changes: Changes?

    init(_ result: AuditResult) {
        cards = Dictionary(result.rules.map { ($0.id, $0) }) { first, _ in first }
        doubts = Dictionary(result.dataQuality.map { ($0.code, $0.title) }) { first, _ in first }
        notes = ReviewNotes(result.reviews)
        changes = result.changes
    }

    func model(of finding: Finding) -> CaseModel {
        let card = cards[finding.ruleID]
        let row = FindingRow(finding, rule: card, doubt: doubts[finding.reason], changes: changes, review: notes)
        return CaseModel(finding, row: row, rule: card)
    }
}
