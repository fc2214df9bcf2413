import AuditModel

/// Earlier decisions and waivers, ready to be looked up by finding.
struct ReviewNotes {
    private let dispositions: [String: [Disposition]]
    private let waivers: [String: Waiver]

    init(_ reviews: Reviews) {
        dispositions = Dictionary(grouping: reviews.dispositions, by: \.findingID)
        waivers = reviews.unexpired
    }

    func decisions(on finding: String, facts: String) -> String {
        (dispositions[finding] ?? []).sorted { $0.reviewer < $1.reviewer }.map { entry in
            let changed = !entry.facts.isEmpty && entry.facts != facts ? " (facts changed since)" : ""
            return "\(entry.decision.title), \(entry.reviewer)\(changed)"
        }.joined(separator: "; ")
    }

    func isReviewed(_ finding: String) -> Bool { dispositions[finding] != nil }

    func waiver(of finding: String) -> String {
        waivers[finding].map { "Waived until \($0.expires) by \($0.owner): \($0.reason)" } ?? ""
    }
}
