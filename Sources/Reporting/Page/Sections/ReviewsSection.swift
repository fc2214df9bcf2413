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
        var stateClass: String
        var owner: String
        var expires: String
        var waiverReason: String
        /// The worklist has its finding.
        var isListed: Bool
    }

    var reviewed: [Rule]
    var waivers: [Waived]

    init(_ result: AuditResult, listed: Set<String>) {
        let titles = Dictionary(result.rules.map { ($0.id, "\($0.number) \($0.title)") }) { first, _ in first }
        reviewed = result.reviews.measures.map { Rule($0, name: titles[$0.ruleID] ?? $0.ruleID) }
        waivers = result.waiverStates.map { waiver, state in
            Waived(
                findingID: waiver.findingID, state: state.title, stateClass: state == .inForce ? "good" : "soft",
                owner: waiver.owner, expires: waiver.expires.description, waiverReason: waiver.reason,
                isListed: state != .unused && listed.contains(waiver.findingID))
        }
    }
}

extension ReviewsSection.Rule {
    fileprivate init(_ measure: ReviewMeasure, name: String) {
        func count(_ decision: Disposition.Decision) -> String { grouped(measure.decided[decision] ?? 0) }
        let agreement = measure.agreement.map { agreement in
            let kappa = agreement.kappa.map { ", kappa \(hundredths($0))" } ?? ""
            return "\(agreement.same) of \(agreement.pairs) alike\(kappa)"
        }
        self.init(
            name: name, reviewed: grouped(measure.reviewed), agreed: count(.agree), justified: count(.justified),
            dataError: count(.dataError), otherLesion: count(.otherLesion), open: grouped(measure.unsettled),
            precision: measure.precision?.sentence ?? "fewer than 5 settled",
            agreement: agreement ?? "no finding read twice")
    }
}

extension Waiver.State {
    fileprivate var title: String {
        switch self {
        case .inForce: "in force"
        case .expired: "expired: the finding counts like any other"
        case .unused: "unused: no such finding now"
        }
    }
}

/// Two decimals, without locale.
private func hundredths(_ value: Double) -> String {
    let scaled = Int((abs(value) * 100).rounded())
    return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
}
