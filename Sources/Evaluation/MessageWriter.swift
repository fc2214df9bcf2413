import AuditModel

/// Words a finding from its rule's message: what was found in the data, by which rule (specification 1.9).
struct MessageWriter {
    let unit: UnitContext

    /// The outcome's own wording, else the rule's; what is not decided or did not happen is never told as found.
    func message(of rule: Rule, outcome: Int, verdict: Verdict, reason: String) -> String {
        let own = rule.outcomes.indices.contains(outcome) ? rule.outcomes[outcome].message : []
        let why = rule.card.words(ofReason: reason)
        let subject =
            unit.judgedRows.isEmpty ? "what came on record on {known.day}" : "{judged.exam} of {judged.day}"
        switch (verdict, reason) {
        case (_, RuleEvaluator.nearMiss):
            return filled(
                "{judged.exam} ({judged.day}) was cancelled or broken off; performed, it would have been flagged by this rule."
            )
        case (.indeterminate, RuleEvaluator.statusUnknown):
            return filled(
                "Whether an order of blank or unknown status was performed decides this rule for \(subject)."
            )
        case (.indeterminate, _) where own.isEmpty:
            return filled("This export does not decide the rule for \(subject): \(why).")
        case (.pending, _) where own.isEmpty:
            return filled("Open at the end of the data ({cutoff}) for \(subject): \(why).")
        default: break
        }
        let parts = own.isEmpty ? rule.message : own
        let texts = parts.compactMap { part -> String? in
            if let find = part.find, (unit.finds[find].truth == .yes) != part.wanted { return nil }
            return filled(part.text)
        }
        return texts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func filled(_ text: String) -> String { filledMessage(text, value: value) }

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

/// A message with its placeholders filled in; an unknown side or size leaves no gap.
private func filledMessage(_ text: String, value: (String) -> String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    var name: [UInt8]?
    for byte in text.utf8 {
        if byte == UInt8(ascii: "{") {
            name = []
        } else if let word = name, byte == UInt8(ascii: "}") {
            bytes.append(contentsOf: value(String(decoding: word, as: UTF8.self)).utf8)
            name = nil
        } else if name == nil {
            bytes.append(byte)
        } else {
            name?.append(byte)
        }
    }
    var tidy: [UInt8] = []
    tidy.reserveCapacity(bytes.count + 2)
    for index in bytes.indices {
        let byte = bytes[index]
        let isMark = byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";")
        // An empty pair of brackets is one whose words were not known.
        if byte == UInt8(ascii: ")"), tidy.last == UInt8(ascii: "(") {
            tidy.removeLast()
            continue
        }
        if byte == UInt8(ascii: " "), tidy.last == byte || tidy.last == UInt8(ascii: "(") { continue }
        if isMark, tidy.last == UInt8(ascii: " ") { tidy.removeLast() }
        if tidy.last == UInt8(ascii: " "), wantsLongArticle(tidy, before: bytes[index...]) {
            tidy.insert(UInt8(ascii: "n"), at: tidy.count - 1)
        }
        tidy.append(byte)
    }
    return String(decoding: tidy, as: UTF8.self)
}

/// Whether "a" stands right before a word that begins with a vowel, or before eight, eleven or eighteen.
private func wantsLongArticle(_ written: [UInt8], before rest: ArraySlice<UInt8>) -> Bool {
    let count = written.count
    guard count >= 2, written[count - 1] == UInt8(ascii: " "), written[count - 2] | 0x20 == UInt8(ascii: "a"),
        count == 2 || written[count - 3] == UInt8(ascii: " "), let byte = rest.first
    else { return false }
    let number = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    return "aeiou8".utf8.contains(byte) || number.elementsEqual("11".utf8) || number.elementsEqual("18".utf8)
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
        let parts = rules[rule].message
        if parts.count == 1 { return filledMessage(parts[0].text, value: value) }
        return parts.map { filledMessage($0.text, value: value) }.joined(separator: " ")
    }
}
