import AuditModel

/// Words a finding from its rule's message: what was found in the data, by which rule (specification 1.9).
struct MessageWriter {
    let unit: UnitContext

    /// The outcome's own wording, else the rule's; what is not decided or did not happen is never told as found.
    func message(outcome: Int, verdict: Verdict, reason: String) -> String {
        let own = unit.compiled.outcomeMessages.indices.contains(outcome) ? unit.compiled.outcomeMessages[outcome] : []
        switch (verdict, reason) {
        case (_, RuleEvaluator.nearMiss): return Self.cancelled.filled(value)
        case (.indeterminate, RuleEvaluator.statusUnknown): return about(Self.statusUnknown)
        case (.indeterminate, _) where own.isEmpty: return about(Self.undecided, because: reason)
        case (.pending, _) where own.isEmpty: return about(Self.open, because: reason)
        default: break
        }
        var message = ""
        for part in own.isEmpty ? unit.compiled.message : own {
            if let find = part.find, (unit.finds[find].truth == .yes) != part.wanted { continue }
            let text = part.template.filled(value)
            if !message.isEmpty, !text.isEmpty { message += " " }
            message += text
        }
        return message
    }

    private static let cancelled = MessageTemplate(
        "{judged.exam} ({judged.day}) was cancelled or broken off; performed, it would have been flagged by this rule.")
    private static let statusUnknown = About(
        "Whether an order of blank or unknown status was performed decides this rule for", ".")
    private static let undecided = About("This export does not decide the rule for", ": {why}.")
    private static let open = About("Open at the end of the data ({cutoff}) for", ": {why}.")

    /// A message about the judged examination, or about what came on record where none is judged.
    private struct About: Sendable {
        let examination: MessageTemplate
        let record: MessageTemplate

        init(_ start: String, _ end: String) {
            examination = MessageTemplate("\(start) {judged.exam} of {judged.day}\(end)")
            record = MessageTemplate("\(start) what came on record on {known.day}\(end)")
        }
    }

    private func about(_ message: About, because reason: String = "") -> String {
        (unit.judgedRows.isEmpty ? message.record : message.examination).filled { name in
            name == "why" ? unit.rule.card.words(ofReason: reason) : value(of: name)
        }
    }

    private func value(of name: String) -> String {
        let subject = unit.subject
        switch name {
        case "site":
            return unit.lesion.map { $0.site == .unspecified ? "" : subject.vocabulary[$0.site].title } ?? ""
        case "side": return unit.lesion?.side.name ?? ""
        case "size":
            guard let size = FactRecord(unit: unit, judgedOnly: false).size, size.millimetres > 0 else { return "" }
            return ParameterValue.number(Double(size.millimetres) / 10).description + " cm"
        case "known.day": return unit.known?.known.day.description ?? ""
        case "known.modality":
            return unit.known.flatMap { subject.statement($0).foundOn?.name } ?? "imaging not stated"
        case "judged.day": return unit.judgedRows.first.map { subject.table.rows[$0].placed.day.description } ?? ""
        case "judged.exam": return unit.judgedRows.first.map(exam) ?? ""
        case "judged.modality": return unit.study.map { unit.history.studies[$0].modality.name } ?? ""
        case "judged.regions":
            let regions = unit.judgedRows.reduce(into: RegionSet()) { $0.formUnion(subject.exam(of: $1).regions) }
            return regions.isEmpty
                ? "a region that can not be told" : regions.members.map(\.name).joined(separator: " and ")
        case "judged.contrast":
            return unit.study.map { unit.matcher.contrast(of: unit.matcher.relevantLines(of: $0)).state.name } ?? ""
        case "window.from": return unit.finds.first?.from.description ?? ""
        case "window.to": return unit.finds.first?.to.description ?? ""
        case "window.days":
            guard unit.windowEnd.isKnown, let known = unit.known else { return "" }
            return String(unit.windowEnd.days(since: known.known.day))
        case "cutoff": return subject.dataCutoff.description
        case "dated.days":
            let rows = unit.judgedRows + unit.visibleRows
            guard let row = rows.first(where: { subject.facts(of: $0).datedDay.isKnown }) else { return "" }
            return String(unit.anchor.day.days(since: subject.facts(of: row).datedDay))
        case "list": return laterStudies
        default: return joined(name) ?? search(name)
        }
    }

    private func joined(_ name: String) -> String? {
        guard let (word, name) = MessageWords.joined(name) else { return nil }
        guard let concept = unit.subject.vocabulary.concept(named: name),
            FactRecord(unit: unit, judgedOnly: false).assertion(of: concept) == .present
        else { return "" }
        return "\(word) \(unit.subject.vocabulary[concept].title)"
    }

    private func search(_ name: String) -> String {
        let parts = name.split(separator: ".")
        guard parts.count == 2, let find = unit.rule.finds.firstIndex(where: { $0.name == parts[0] }),
            let study = unit.finds[find].study
        else { return "" }
        let found = unit.history.studies[study]
        return switch parts[1] {
        case "day": found.moment.day.description
        case "modality": found.modality.name
        default: exam(unit.history.firstRow(of: study))
        }
    }

    private func exam(_ row: Int) -> String {
        let name = unit.subject.table.examNames[Int(unit.subject.table.rows[row].exam)]
        return name.description.isEmpty ? name.code : name.description
    }

    /// The examinations after the fact came on record, within the unit's window.
    private var laterStudies: String {
        guard let known = unit.known else { return "" }
        let later = unit.history.studies.indices.filter { index in
            let study = unit.history.studies[index]
            return study.status == .completed && study.moment.sequence(to: known.known) == .after
                && (!unit.windowEnd.isKnown || study.moment.day <= unit.windowEnd)
        }
        return later.map { exam(unit.history.firstRow(of: $0)) }.joined(separator: ", ")
    }
}

extension RuleEvaluator {
    /// The wording of a rule about the data, which needs no more than the order it is about.
    package func message(ofRule rule: Int, row: Int) -> String {
        func value(_ placeholder: String) -> String {
            let exam = Int(subject.table.rows[row].exam)
            return switch placeholder {
            case "judged.day": subject.table.rows[row].placed.day.description
            case "judged.exam":
                subject.table.examNames[exam].description.isEmpty
                    ? subject.table.examNames[exam].code : subject.table.examNames[exam].description
            default: ""
            }
        }
        let parts = compiled[rule].message
        if parts.count == 1 { return parts[0].template.filled(value) }
        return parts.map { $0.template.filled(value) }.joined(separator: " ")
    }
}
