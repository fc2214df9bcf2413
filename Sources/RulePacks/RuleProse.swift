import AuditModel

/// A rule in plain English, from its data.
struct RuleProse {
    let rule: Rule
    let prose: ConditionProse

    init(_ rule: Rule, _ vocabulary: Vocabulary, _ parameters: Parameters) {
        self.rule = rule
        prose = ConditionProse(vocabulary: vocabulary, finds: rule.finds, parameters: parameters)
    }

    /// Who is judged, what is searched, what limits the verdict and for which rules it stands back, a paragraph each.
    var paragraphs: [String] {
        var paragraphs = ["Concerns cases in which \(prose.text(rule.scope)).", judged]
        for find in rule.finds { paragraphs.append(search(find)) }
        for cap in rule.caps {
            paragraphs.append("At most \(cap.verdict.name) where \(prose.text(cap.when)).")
        }
        for yield in rule.yields {
            let when = yield.when == .flagged ? "raised a flag" : "judged"
            paragraphs.append("Stands back where rule \(yield.ruleID) \(when) for the same \(yield.extent.rawValue).")
        }
        return paragraphs
    }

    /// The outcome table, in its order.
    var decisions: [RuleCard.Decision] {
        rule.outcomes.map { outcome in
            RuleCard.Decision(
                verdict: outcome.isSilent ? nil : outcome.verdict, reason: outcome.reason,
                condition: prose.text(outcome.when))
        }
    }

    private var judged: String {
        let after = rule.unit.afterKnown ? ", once the fact is on record" : ""
        let whose = rule.unit.grain == .lesion ? "in each episode" : "of each patient"
        switch rule.unit.pick {
        case .first(let selectors):
            return "Judges the first \(prose.text(selectors)) \(whose)\(after).\(withoutLesion)\(lookingOn)"
        case .each(let selectors): return "Judges each \(prose.text(selectors))\(after).\(lookingOn)"
        case .eachOrder: return "Judges each order \(whose)."
        case .known:
            return "Judges once, at the end of a window after the fact came on record: \(windows)."
        }
    }

    private var windows: String {
        rule.unit.windows.map { band in
            if case .always = band.when { return "\(prose.text(band.days)) days" }
            return "\(prose.text(band.days)) days where \(prose.text(band.when))"
        }.joined(separator: "; ")
    }

    private var lookingOn: String {
        rule.unit.windows.isEmpty ? "" : " Its verdict is final at the end of a window after the study: \(windows)."
    }

    private var withoutLesion: String {
        let selectors = rule.unit.withoutLesion
        return selectors.isEmpty ? "" : " Where no lesion is named: the first \(prose.text(selectors))."
    }

    private func search(_ find: Find) -> String {
        let anchor =
            switch find.anchor {
            case .judged: "the judged event"
            case .known: "the moment the fact came on record"
            case .find(let index): rule.finds[index].name.replacing("-", with: " ")
            case .dated(let concept): "the day given for \(prose.title(concept))"
            }
        let relation =
            switch find.order {
            case .before: "before"
            case .after: "after"
            case .any: "around"
            }
        let to = find.to.map { prose.text($0) } ?? "the end of the window"
        return
            "Searches \(find.name.replacing("-", with: " ")): the \(find.pick.rawValue) \(prose.text(find.selectors)), "
            + "\(relation) \(anchor), day \(prose.text(find.from)) to \(to)."
    }
}
