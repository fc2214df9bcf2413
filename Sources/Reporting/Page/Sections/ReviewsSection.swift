import AuditModel

/// What reviewers decided on findings of this and earlier runs, and the waivers that need somebody's eye.
struct ReviewsSection {
    struct Rule {
        var name: String
        var reviewed: String
        var agreed: String
        var justified: String
        var dataError: String
        var otherLesion: String
        var open: String
        var precision: String
        var agreement: String
    }

    struct Waived {
        var findingID: String
        var state: String
        var owner: String
        var expires: String
        var waiverReason: String
    }

    var reviewed: [Rule]
    var waivers: [Waived]

    init(_ result: AuditResult) {
        let titles = Dictionary(result.rules.map { ($0.id, "\($0.number) \($0.title)") }) { first, _ in first }
        reviewed = result.reviews.measures.map { Rule($0, name: titles[$0.ruleID] ?? $0.ruleID) }
        let found = Set(result.findings.map(\.id))
        let today = result.reviews.today
        waivers = result.reviews.waivers.sorted { ($0.expires, $0.findingID) < ($1.expires, $1.findingID) }.map {
            waiver in
            let expired = waiver.expires < today
            return Waived(
                findingID: waiver.findingID,
                state: expired
                    ? "expired" : found.contains(waiver.findingID) ? "in force" : "unused: no such finding now",
                owner: waiver.owner, expires: waiver.expires.description, waiverReason: waiver.reason)
        }
    }
}

extension ReviewsSection.Rule {
    fileprivate init(_ measure: ReviewMeasure, name: String) {
        func count(_ decision: Disposition.Decision) -> String { grouped(measure.decided[decision] ?? 0) }
        let undecided = (measure.decided[.secondReader] ?? 0) + measure.split
        let agreement = measure.agreement.map { agreement in
            let kappa = agreement.kappa.map { ", kappa \(hundredths($0))" } ?? ""
            return "\(agreement.same) of \(agreement.pairs) alike\(kappa)"
        }
        self.init(
            name: name, reviewed: grouped(measure.reviewed), agreed: count(.agree), justified: count(.justified),
            dataError: count(.dataError), otherLesion: count(.otherLesion), open: grouped(undecided),
            precision: measure.precision?.sentence ?? "fewer than 5 settled",
            agreement: agreement ?? "no finding read twice")
    }
}

/// Two decimals, without locale.
private func hundredths(_ value: Double) -> String {
    let scaled = Int((abs(value) * 100).rounded())
    return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
}
